import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FilesField } from '#renderer/features/attachments/files-field.tsx';
import { attachedFilesOf } from '#shared/case/request/parse-attachments.ts';
import type { EvidenceType } from '#shared/catalogue/public-service.ts';
import { useRequestForm } from './request-form.ts';

/** Statuses of a document of which a copy stays here. */
const KEPT: ReadonlySet<string> = new Set(['copy-taken', 'handed-in', 'received-electronically']);

/** The files of the request, kept with its draft: scans, photographs, what the applicant sent. */
export function RequestFiles(props: { readonly types: readonly EvidenceType[] }): ReactNode {
  const { types } = props;
  const { t } = useTranslation('attachments');
  const { formId, draft, changeBy, setAttaching } = useRequestForm();
  return (
    <FilesField
      formId={formId}
      pointer="/attachments"
      label={t('ofRequest')}
      types={types}
      files={attachedFilesOf(draft)}
      onChange={(change) => changeBy((present) => ({ attachments: [...change(attachedFilesOf(present))] }))}
      onBusy={setAttaching}
      evidenceOfNext={(files) => {
        const isBare = ({ id }: EvidenceType): boolean => files.every(({ evidence }) => evidence !== id);
        const isKept = ({ id }: EvidenceType): boolean => KEPT.has(draft.evidence[id]?.status ?? '');
        return types.find((type) => isKept(type) && isBare(type))?.id ?? null;
      }}
    />
  );
}
