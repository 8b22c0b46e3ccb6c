import { Stack, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/components/notice.tsx';
import { LookingPlace } from './looking-place.tsx';
import { LookingTools } from './looking-tools.tsx';
import { useLooking } from './use-looking.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A picture, never larger than it is unless it is asked for. */
export function ImagePreview(props: {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly save: ReactNode;
}): ReactNode {
  const { name, mediaType, bytes, save } = props;
  const { t } = useTranslation('attachments');
  const [address, setAddress] = useState<string>();
  const [natural, setNatural] = useState<Size>();
  const [isBroken, setBroken] = useState(false);
  const looking = useLooking();
  const place = useElementSize();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, mediaType]);
  if (isBroken) {
    return (
      <Notice tone="soon" title={t('preview.broken')}>
        <Stack gap="xs" align="start">
          <Text>{t('preview.brokenHelp')}</Text>
          {save}
        </Stack>
      </Notice>
    );
  }
  const isLying = looking.degrees % 180 === 90;
  const { width, height } = natural ?? { width: 0, height: 0 };
  const turned = isLying ? { width: height, height: width } : { width, height };
  const scale = looking.zoom * Math.min(1, place.width / Math.max(1, turned.width));
  return (
    <Stack gap="sm" onKeyDown={looking.onKeyDown}>
      <LookingTools looking={looking} save={save} />
      <LookingPlace label={t('preview.picture', { name })} innerRef={place.ref}>
        <div
          style={{
            position: 'relative',
            margin: '0 auto',
            width: turned.width * scale,
            height: turned.height * scale,
          }}
        >
          {address !== undefined && (
            <img
              src={address}
              alt={t('preview.picture', { name })}
              onLoad={({ currentTarget }) =>
                setNatural({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
              }
              onError={() => setBroken(true)}
              style={{
                position: 'absolute',
                left: '50%',
                top: '50%',
                width: width * scale,
                height: height * scale,
                maxWidth: 'none',
                transform: `translate(-50%, -50%) rotate(${looking.degrees}deg)`,
              }}
            />
          )}
        </div>
      </LookingPlace>
    </Stack>
  );
}
