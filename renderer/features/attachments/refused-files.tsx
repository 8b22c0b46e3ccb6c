import { Button, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/components/notice.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import { ATTACHMENT_LIMITS } from '#shared/attachments/attachment-limits.ts';
import type { AttachmentRefusalCode } from '#shared/attachments/check-attachment.ts';
import { formatFileSize } from './file-size.ts';

/** A file that was not added, and why. `not-kept`: it could not be written on this computer. */
export interface RefusedFile {
  readonly name: string;
  readonly bytes: number;
  readonly code: AttachmentRefusalCode | 'too-many' | 'not-read' | 'disk-full' | 'not-kept';
}

/** What was not added: each file with its cause, its number and what to do. Stays until it was read. */
export function RefusedFiles(props: {
  readonly files: readonly RefusedFile[];
  readonly onRead: () => void;
}): ReactNode {
  const { files, onRead } = props;
  const { t } = useTranslation('attachments');
  const { language } = useLanguage();
  if (files.length === 0) return null;
  const limits = {
    limit: formatFileSize(ATTACHMENT_LIMITS.bytes, language),
    files: ATTACHMENT_LIMITS.filesACase,
    device: formatFileSize(ATTACHMENT_LIMITS.bytesADevice, language),
    free: formatFileSize(ATTACHMENT_LIMITS.freeBytes, language),
  };
  return (
    <Notice tone="refused" announce="now" title={t('refused.title')}>
      <Stack gap="xs" align="start">
        {files.map(({ name, bytes, code }) => (
          <div key={`${name} ${bytes}`} style={{ overflowWrap: 'anywhere' }}>
            <strong>{name}</strong>
            {': '}
            {t(`refused.${code}`, { ...limits, size: formatFileSize(bytes, language) })}
          </div>
        ))}
        <Button size="compact-sm" variant="default" onClick={onRead}>
          {t('refused.read')}
        </Button>
      </Stack>
    </Notice>
  );
}
