import type { ReactNode } from 'react';
import { useWorkplace } from '#renderer/context/workplace.ts';
import { procedurePrintable } from '#renderer/features/prints/case-printables.ts';
import { PrintButton } from '#renderer/features/prints/print-button.tsx';
import type { EvidenceType, PublicService } from '#shared/catalogue/public-service.ts';
import type { Language } from '#shared/kernel/localized-text.ts';
import { bringThis } from '#shared/letters/bring-this.ts';
import { useRequestForm } from './request-form.ts';

/** The procedure of the service in the version that the request will be registered with. */
export function ProcedureButton(props: { readonly service: PublicService }): ReactNode {
  const { service } = props;
  const workplace = useWorkplace();
  const firstLanguage = useAnswerLanguage();
  if (workplace === undefined) return null;
  const { catalogue, office, reference } = workplace;
  return (
    <PrintButton
      printable={procedurePrintable({ catalogue, service, office }, reference.offices.offices)}
      firstLanguage={firstLanguage}
    />
  );
}

/** What is missing, to take home before anything is registered. */
export function BringThisButton(props: {
  readonly service: PublicService;
  readonly missing: readonly EvidenceType[];
}): ReactNode {
  const { service, missing } = props;
  const workplace = useWorkplace();
  const firstLanguage = useAnswerLanguage();
  if (workplace === undefined || missing.length === 0) return null;
  const { catalogue, office } = workplace;
  const wanted = { reference: null, evidence: missing, question: null, until: null, clock: 'runs' } as const;
  return (
    <PrintButton
      printable={{
        kind: 'bring-this',
        make: (choice) => bringThis({ ...choice, office, catalogue, service }, wanted),
      }}
      firstLanguage={firstLanguage}
    />
  );
}

/** The language that the applicant chose for the answer, as far as they did. */
function useAnswerLanguage(): Language {
  const { draft } = useRequestForm();
  return draft.common.answerLanguage === 'en' ? 'en' : 'lv';
}
