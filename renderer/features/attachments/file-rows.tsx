import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import type { AttachedFile } from '#shared/attachments/attachment.ts';
import type { CaseId } from '#shared/kernel/identifier.ts';
import { formatFileSize } from './file-size.ts';
import { PreviewDialog, type ShownFile } from './preview-dialog.tsx';
import { useWhereabouts } from './use-whereabouts.ts';
import { WhereaboutsBadge } from './whereabouts-badge.tsx';

/** Files one below the other: what each is, where it is, and what else is known of it. */
export function FileRows<File extends AttachedFile>(props: {
  readonly files: readonly File[];
  /** The case that names them; null while they belong to a form. */
  readonly caseId: CaseId | null;
  /** What else is known of a file, under its name. */
  readonly detailOf?: (file: File) => ReactNode;
  /** What can be done with a file beside opening it. */
  readonly actionsOf?: (file: File) => ReactNode;
}): ReactNode {
  const { files, caseId, detailOf, actionsOf } = props;
  const { t } = useTranslation('attachments');
  const { language } = useLanguage();
  const { counter } = useApp();
  const [shown, setShown] = useState<ShownFile>();
  const where = useWhereabouts(files.map(({ id }) => id));
  if (files.length === 0) return null;
  return (
    <>
      <ul className="k-files" aria-label={t('files')}>
        {files.map((file) => {
          const whereabouts = where[file.id];
          const open = (): void =>
            setShown({
              name: file.name,
              kind: file.kind,
              read: () => counter.readAttachment(file.id, caseId),
            });
          return (
            <li key={file.id} data-testid="attached-file">
              <Group gap="sm" justify="space-between">
                <Stack gap={2} style={{ flex: '1 1 18rem', minWidth: 0 }}>
                  <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                    {file.name}
                  </Text>
                  <Text size="sm" c="dimmed">
                    {t('about', {
                      kind: t(`kind.${file.kind}`),
                      size: formatFileSize(file.bytes, language),
                      source: t(`source.${file.source}`),
                    })}
                  </Text>
                  {detailOf?.(file)}
                </Stack>
                {whereabouts !== undefined && <WhereaboutsBadge whereabouts={whereabouts} />}
                <Group gap="xs">
                  <Button
                    variant="default"
                    size="compact-sm"
                    onClick={open}
                    aria-label={t('openFile', { name: file.name })}
                  >
                    {t('open')}
                  </Button>
                  {actionsOf?.(file)}
                </Group>
              </Group>
            </li>
          );
        })}
      </ul>
      {shown !== undefined && <PreviewDialog file={shown} onClose={() => setShown(undefined)} />}
    </>
  );
}
