import { Group } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useKeys } from '#renderer/components/use-keys.ts';
import { staffName, useWorkplace } from '#renderer/context/workplace.ts';
import type { CaseDetail } from '#renderer/counter/counter-api.ts';
import { useCaseCatalogue } from '#renderer/features/case/use-case-catalogue.ts';
import { type CaseForPrint, findPrintable } from '#renderer/features/prints/case-printables.ts';
import { PrintButton } from '#renderer/features/prints/print-button.tsx';
import { letterLanguageOf } from '#shared/case/request/applicant-mail.ts';
import { findService } from '#shared/catalogue/find-service.ts';

/** What the visitor takes along after the registration: the receipt, and what is still to be brought. */
export function SavedPrints(props: { readonly detail: CaseDetail | undefined }): ReactNode {
  const forPrint = useCaseForPrint(props.detail);
  // The store has the case a moment after the journal; whoever was quicker gets the receipt then.
  const [isAsked, setAsked] = useState(false);
  useKeys(forPrint === undefined ? { 'Ctrl+P': () => setAsked(true) } : {});
  if (forPrint === undefined) return null;
  const firstLanguage = letterLanguageOf(forPrint.state.request);
  return (
    <Group>
      {(['receipt', 'bring-this'] as const).map((kind) => {
        const printable = findPrintable(kind, forPrint);
        const isReceipt = kind === 'receipt';
        return (
          printable !== undefined && (
            <PrintButton
              key={kind}
              printable={printable}
              firstLanguage={firstLanguage}
              hasKey={isReceipt}
              startsOpen={isReceipt && isAsked}
            />
          )
        );
      })}
    </Group>
  );
}

/** The case as letters need it, as soon as the store and its catalogue are there. */
function useCaseForPrint(detail: CaseDetail | undefined): CaseForPrint | undefined {
  const workplace = useWorkplace();
  const catalogue = useCaseCatalogue(detail?.row.shown.catalogue);
  if (detail === undefined || workplace === undefined) return undefined;
  if (catalogue === undefined || catalogue === 'missing') return undefined;
  const { row, events } = detail;
  const { office, officeCalendar, reference } = workplace;
  const service = findService(catalogue, row.shown.request.service);
  return (
    service && {
      state: row.shown,
      events: events.map(({ event }) => event),
      catalogue,
      service,
      office,
      officeCalendar,
      offices: reference.offices.offices,
      delivery: row.sync,
      nameOf: (id: string) => staffName(reference, id),
    }
  );
}
