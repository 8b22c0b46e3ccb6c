import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/components/notice.tsx';
import { instantOf } from '#shared/kernel/instant.ts';
import { localTimeOf } from '#shared/kernel/local-time.ts';
import { type CameraTrouble, type RunningCamera, startCamera, takePicture } from './camera.ts';
import type { PickedFile } from './picked-file.ts';

type Camera =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly running: RunningCamera }
  | { readonly kind: 'trouble'; readonly trouble: CameraTrouble };

/**
 * A document is photographed: look, take, look again, use. The camera runs only while its picture is on the screen:
 *
 *     starting → running → (taken) → used, or taken again
 *        └→ trouble, from which one may try again
 */
export function CameraDialog(props: {
  readonly onPicture: (picture: PickedFile) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { onPicture, onClose } = props;
  const { t } = useTranslation('attachments');
  const [chosen, setChosen] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  const [camera, setCamera] = useState<Camera>({ kind: 'starting' });
  const [taken, setTaken] = useState<File>();
  const [count, setCount] = useState(0);
  const video = useRef<HTMLVideoElement>(null);
  const isLooking = taken !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt starts the camera again.
  useEffect(() => {
    if (isLooking) return;
    let isWanted = true;
    setCamera({ kind: 'starting' });
    const coming = startCamera(chosen);
    void coming.then((started) => {
      if (!isWanted) return;
      if (typeof started === 'string') setCamera({ kind: 'trouble', trouble: started });
      else setCamera({ kind: 'running', running: started });
    });
    return () => {
      isWanted = false;
      void coming.then((started) => typeof started === 'object' && started.stop());
    };
  }, [chosen, attempt, isLooking]);
  const stream = camera.kind === 'running' && !isLooking ? camera.running.stream : null;
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = stream;
  }, [stream]);
  const take = async (): Promise<void> => {
    const picture = video.current === null ? undefined : await takePicture(video.current);
    if (picture !== undefined)
      setTaken(new File([picture], t('camera.name', { when: momentOf(Date.now()) }), { type: 'image/jpeg' }));
  };
  const use = (goesOn: boolean): void => {
    if (taken === undefined) return;
    onPicture({ file: taken, source: 'camera' });
    setCount((before) => before + 1);
    setTaken(undefined);
    if (!goesOn) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('camera.title')}
      size="min(56rem, 96vw)"
      closeButtonProps={{ 'aria-label': t('common:close') }}
      transitionProps={{ duration: 0 }}
    >
      <Stack gap="sm">
        {count > 0 && <Text role="status">{t('camera.used', { count })}</Text>}
        {taken !== undefined && <Taken picture={taken} onUse={use} onAgain={() => setTaken(undefined)} />}
        {taken === undefined && camera.kind === 'starting' && (
          <Text role="status">{t('camera.starting')}</Text>
        )}
        {taken === undefined && camera.kind === 'trouble' && (
          <Notice tone="soon" announce="now" title={t(`camera.trouble.${camera.trouble}`)}>
            <Stack gap="xs" align="start">
              <Text>{t(`camera.help.${camera.trouble}`)}</Text>
              {camera.trouble !== 'not-offered' && (
                <Button size="compact-sm" variant="default" onClick={() => setAttempt((made) => made + 1)}>
                  {t('common:tryAgain')}
                </Button>
              )}
            </Stack>
          </Notice>
        )}
        {taken === undefined && camera.kind === 'running' && (
          <>
            {camera.running.cameras.length > 1 && (
              <NativeSelect
                label={t('camera.which')}
                data={camera.running.cameras.map(({ id, name }) => ({ value: id, label: name }))}
                value={camera.running.id}
                onChange={(event) => setChosen(event.currentTarget.value)}
              />
            )}
            <video
              ref={(element) => {
                video.current = element;
                if (element !== null && element.srcObject !== stream) element.srcObject = stream;
              }}
              autoPlay
              playsInline
              muted
              aria-label={t('camera.view')}
              className="k-camera"
            />
            <Group>
              <Button data-autofocus autoFocus onClick={() => void take()}>
                {t('camera.take')}
              </Button>
              <Button variant="default" onClick={onClose}>
                {t('common:close')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  );
}

/** The moment as a part of a file's name: `20261009-104105`. */
function momentOf(milliseconds: number): string {
  const { date, hour, minute, second } = localTimeOf(instantOf(milliseconds));
  const time = [hour, minute, second].map((part) => String(part).padStart(2, '0')).join('');
  return `${date.replaceAll('-', '')}-${time}`;
}

function Taken(props: {
  readonly picture: File;
  readonly onUse: (goesOn: boolean) => void;
  readonly onAgain: () => void;
}): ReactNode {
  const { picture, onUse, onAgain } = props;
  const { t } = useTranslation('attachments');
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(picture);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return (
    <>
      <Text role="status">{t('camera.look')}</Text>
      <img src={address} alt={t('camera.taken')} className="k-camera" />
      <Group>
        <Button autoFocus onClick={() => onUse(false)}>
          {t('camera.use')}
        </Button>
        <Button variant="default" onClick={() => onUse(true)}>
          {t('camera.useAndGoOn')}
        </Button>
        <Button variant="default" onClick={onAgain}>
          {t('camera.again')}
        </Button>
      </Group>
    </>
  );
}
