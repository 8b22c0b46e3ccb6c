import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/components/notice.tsx';
import { saveCopy } from '#renderer/components/save-copy.ts';
import type { AttachmentReading } from '#renderer/counter/attachment-api.ts';
import { type AttachmentKind, isShownByBrowsers, MEDIA_TYPES } from '#shared/attachments/attachment-kind.ts';
import { ImagePreview } from './image-preview.tsx';
import { PdfPreview } from './pdf-preview.tsx';

/** A file that can be looked at. `read` gives its content, wherever it lies. */
export interface ShownFile {
  readonly name: string;
  readonly kind: AttachmentKind;
  readonly read: () => Promise<AttachmentReading>;
}

type UnreadCause = Extract<AttachmentReading, { outcome: 'not-read' }>['cause'];

type Reading =
  | { readonly kind: 'loading' }
  | { readonly kind: 'here'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'not-here'; readonly cause: UnreadCause | 'failed' };

/** A file over the screen: a picture or the pages of a PDF, to be looked at closely and kept as a copy. */
export function PreviewDialog(props: { readonly file: ShownFile; readonly onClose: () => void }): ReactNode {
  const { file, onClose } = props;
  const { t } = useTranslation('attachments');
  const [reading, setReading] = useState<Reading>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt reads the same file again.
  useEffect(() => {
    let isWanted = true;
    setReading({ kind: 'loading' });
    readAll(file).then(
      (read) => isWanted && setReading(read),
      () => isWanted && setReading({ kind: 'not-here', cause: 'failed' }),
    );
    return () => {
      isWanted = false;
    };
  }, [file, attempt]);
  return (
    <Modal
      opened
      onClose={onClose}
      title={file.name}
      size="min(76rem, 96vw)"
      closeButtonProps={{ 'aria-label': t('common:close') }}
      transitionProps={{ duration: 0 }}
      styles={{ title: { overflowWrap: 'anywhere', fontWeight: 600 } }}
    >
      {reading.kind === 'loading' && (
        <Group role="status">
          <Loader size="sm" aria-hidden />
          <Text>{t('preview.loading')}</Text>
        </Group>
      )}
      {reading.kind === 'not-here' && (
        <Notice tone="soon" title={t('preview.notHere')}>
          <Stack gap="xs" align="start">
            <Text>{t(`preview.cause.${reading.cause}`)}</Text>
            <Button size="compact-sm" variant="default" onClick={() => setAttempt((count) => count + 1)}>
              {t('common:tryAgain')}
            </Button>
          </Stack>
        </Notice>
      )}
      {reading.kind === 'here' && <Content name={file.name} kind={file.kind} bytes={reading.bytes} />}
    </Modal>
  );
}

async function readAll(file: ShownFile): Promise<Reading> {
  const reading = await file.read();
  if (reading.outcome === 'not-read') return { kind: 'not-here', cause: reading.cause };
  return { kind: 'here', bytes: new Uint8Array(await reading.file.arrayBuffer()) };
}

function Content(props: {
  readonly name: string;
  readonly kind: AttachmentKind;
  readonly bytes: Uint8Array<ArrayBuffer>;
}): ReactNode {
  const { name, kind, bytes } = props;
  const { t } = useTranslation('attachments');
  const save = (
    <Button variant="default" size="compact-sm" onClick={() => saveCopy(name, MEDIA_TYPES[kind], bytes)}>
      {t('preview.save')}
    </Button>
  );
  if (!isShownByBrowsers(kind)) {
    return (
      <Notice tone="soon" title={t('preview.notShown')}>
        <Stack gap="xs" align="start">
          <Text>{t('preview.notShownHelp')}</Text>
          {save}
        </Stack>
      </Notice>
    );
  }
  return kind === 'pdf' ? (
    <PdfPreview name={name} bytes={bytes} save={save} />
  ) : (
    <ImagePreview name={name} mediaType={MEDIA_TYPES[kind]} bytes={bytes} save={save} />
  );
}
