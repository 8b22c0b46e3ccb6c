import { Button, NativeSelect, Stack } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';
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
  /** The place of the list in what the form gives, for the lines that say what is wrong. */
  readonly pointer: string;
  readonly label: string;
  readonly types: readonly EvidenceType[];
  readonly files: readonly AttachedFile[];
  /** Files that stand already where these go. */
  readonly present?: number;
  /** Changes the files that there are when it is called: one may have come since this was shown. */
  readonly onChange: (change: (files: readonly AttachedFile[]) => readonly AttachedFile[]) => void;
  /** Told while files are being kept: a form that is saved meanwhile would go without them. */
  readonly onBusy: (isBusy: boolean) => void;
  /** What a file is of that comes next. */
  readonly evidenceOfNext: (files: readonly AttachedFile[]) => string | null;
}): ReactNode {
  const { formId, pointer, label, types, files, present = 0, onChange, onBusy, evidenceOfNext } = props;
  const { t } = useTranslation('attachments');
  const { read } = useLanguage();
  const chooseButton = useRef<HTMLButtonElement>(null);
  const attaching = useAttaching({
    formId,
    present: present + files.length,
    onKept: (attachment) => onChange((now) => [...now, { ...attachment, evidence: evidenceOfNext(now) }]),
  });
  useEffect(() => {
    onBusy(attaching.isBusy);
    return () => onBusy(false);
  }, [onBusy, attaching.isBusy]);
  const placeOf = (file: AttachedFile): string => `${pointer}/${files.indexOf(file)}`;
  return (
    <Stack gap="xs">
      <RefusedFiles files={attaching.refused} onRead={attaching.markRead} />
      <FileRows
        files={files}
        caseId={null}
        detailOf={(file) =>
          types.length > 0 && (
            <NativeSelect
              id={fieldId(`${placeOf(file)}/evidence`)}
              size="sm"
              maw={420}
              aria-label={t('whatFor', { name: file.name })}
              data={[
                ...types.map((type) => ({ value: type.id, label: read(type.title) })),
                { value: '', label: t('otherDocument') },
              ]}
              value={file.evidence ?? ''}
              onChange={({ currentTarget: { value } }) =>
                onChange((now) =>
                  now.map((one) =>
                    one.id === file.id ? { ...one, evidence: value === '' ? null : value } : one,
                  ),
                )
              }
            />
          )
        }
        actionsOf={(file) => (
          <Button
            id={fieldId(placeOf(file))}
            variant="default"
            size="compact-sm"
            aria-label={t('takeAwayFile', { name: file.name })}
            onClick={() => {
              onChange((now) => now.filter(({ id }) => id !== file.id));
              chooseButton.current?.focus();
            }}
          >
            {t('takeAway')}
          </Button>
        )}
      />
      <ScanOffers isBusy={attaching.isBusy} onPicked={attaching.add} onRefused={attaching.refuse} />
      <AddFiles
        chooseRef={chooseButton}
        chooseId={fieldId(pointer)}
        of={label}
        isBusy={attaching.isBusy}
        onPicked={(picked) => void attaching.add(picked)}
      />
    </Stack>
  );
}
