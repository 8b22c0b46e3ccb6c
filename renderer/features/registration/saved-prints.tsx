import { Group } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useKeys } from '#renderer/components/use-keys.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { type CaseForPrint, findPrintable } from '#renderer/features/prints/case-printables.ts';
import { PrintButton } from '#renderer/features/prints/print-button.tsx';
import { letterLanguageOf } from '#shared/case/request/applicant-mail.ts';
import type { LetterKind } from '#shared/letters/letter.ts';

/** What the visitor takes along after the registration, and of what was finished at once also that. */
const KINDS: readonly LetterKind[] = ['receipt', 'application', 'bring-this', 'decision', 'proof'];

/** The letters on the case that was registered just now; `undefined` until the store has it. */
export function SavedPrints(props: { readonly forPrint: CaseForPrint | undefined }): ReactNode {
  const { forPrint } = props;
  // The store has the case a moment after the journal; whoever was quicker gets the receipt then.
  const [isOpen, setOpen] = useState(false);
  // While there is no store the browser prints what the screen says, the number above all.
  const { store } = useApp().status;
  useKeys(store === 'failed' ? {} : { 'Ctrl+P': () => setOpen(true) });
  if (forPrint === undefined) return null;
  const firstLanguage = letterLanguageOf(forPrint.state.request);
  return (
    <Group className="k-no-print">
      {KINDS.map((kind) => {
        const printable = findPrintable(kind, forPrint);
        return (
          printable !== undefined && (
            <PrintButton
              key={kind}
              printable={printable}
              firstLanguage={firstLanguage}
              {...(kind === 'receipt' && { byKey: { isOpen, setOpen } })}
            />
          )
        );
      })}
    </Group>
  );
}
