import type { ReactNode } from 'react';
import { findPrintable } from '#renderer/features/prints/case-printables.ts';
import { PrintButton } from '#renderer/features/prints/print-button.tsx';
import { PrintMenu } from '#renderer/features/prints/print-menu.tsx';
import type { HandedOut } from '#shared/case/facts/provision.ts';
import { letterLanguageOf } from '#shared/case/request/applicant-mail.ts';
import { LETTER_KINDS, type LetterKind } from '#shared/letters/letter.ts';
import { useCaseAtHand } from './case-at-hand.ts';

/** Everything on the case that can be put on paper now. */
export function CasePrints(): ReactNode {
  const { forPrint, person, state } = useCaseAtHand();
  // A proof to be signed is of use while the result waits to be handed out.
  const planned = state.status === 'ready-for-collection' ? { by: person, handedOut: null } : undefined;
  const printables = LETTER_KINDS.flatMap((kind) => findPrintable(kind, forPrint, planned) ?? []);
  return <PrintMenu printables={printables} firstLanguage={letterLanguageOf(state.request)} />;
}

/** One letter of the case, beside the step that it belongs to. */
export function CasePrintButton(props: {
  readonly kind: LetterKind;
  /** What is about to be handed over, as far as it was typed. */
  readonly handedOut?: HandedOut | null;
}): ReactNode {
  const { kind, handedOut } = props;
  const { forPrint, person, state } = useCaseAtHand();
  const planned = handedOut === undefined ? undefined : { by: person, handedOut };
  const printable = findPrintable(kind, forPrint, planned);
  return (
    printable !== undefined && (
      <PrintButton printable={printable} firstLanguage={letterLanguageOf(state.request)} />
    )
  );
}
