import { Button, NativeSelect, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { AttachedFile } from '#shared/attachments/attachment.ts';
import type { EvidenceType } from '#shared/catalogue/public-service.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import { AddFiles } from './add-files.tsx';
import { FileRows } from './file-rows.tsx';
import { RefusedFiles } from './refused-files.tsx';
import { ScanOffers } from './scan-offers.tsx';
import { useAttaching } from './use-attaching.ts';

/** The files of a form that is being filled in: adding them, saying what each is of, taking one away again. */
export function FilesField(props: {
  readonly formId: OperationId;
  readonly label: string;
  readonly types: readonly EvidenceType[];
  readonly files: readonly AttachedFile[];
  /** Files that stand already where these go. */
  readonly present?: number;
  /** Changes the files that there are when it is called: one may have come since this was shown. */
  readonly onChange: (change: (files: readonly AttachedFile[]) => readonly AttachedFile[]) => void;
  /** What a file is of that comes next. */
  readonly evidenceOfNext: (files: readonly AttachedFile[]) => string | null;
}): ReactNode {
  const { formId, label, types, files, present = 0, onChange, evidenceOfNext } = props;
  const { t } = useTranslation('attachments');
  const { read } = useLanguage();
  const attaching = useAttaching({
    formId,
    present: present + files.length,
    onKept: (attachment) => onChange((now) => [...now, { ...attachment, evidence: evidenceOfNext(now) }]),
  });
  return (
    <Stack gap="xs">
      <RefusedFiles files={attaching.refused} onRead={attaching.markRead} />
      <FileRows
        files={files}
        caseId={null}
        detailOf={({ id, name, evidence }) =>
          types.length > 0 && (
            <NativeSelect
              size="sm"
              maw={420}
              aria-label={t('whatFor', { name })}
              data={[
                ...types.map((type) => ({ value: type.id, label: read(type.title) })),
                { value: '', label: t('otherDocument') },
              ]}
              value={evidence ?? ''}
              onChange={({ currentTarget: { value } }) =>
                onChange((now) =>
                  now.map((file) =>
                    file.id === id ? { ...file, evidence: value === '' ? null : value } : file,
                  ),
                )
              }
            />
          )
        }
        actionsOf={({ id, name }) => (
          <Button
            variant="default"
            size="compact-md"
            aria-label={t('takeAwayFile', { name })}
            onClick={() => onChange((now) => now.filter((file) => file.id !== id))}
          >
            {t('takeAway')}
          </Button>
        )}
      />
      <ScanOffers isBusy={attaching.isBusy} onPicked={attaching.add} onRefused={attaching.refuse} />
      <AddFiles of={label} isBusy={attaching.isBusy} onPicked={(picked) => void attaching.add(picked)} />
    </Stack>
  );
}
