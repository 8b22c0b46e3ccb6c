import type { LetterBlock } from './letter.ts';
import type { LetterContext } from './letter-context.ts';
import type { LetterFormat } from './letter-format.ts';

/**
 * What stands under a letter with legal wording (LT5): that the wording is a sample which the institution has to
 * confirm, and that a catalogue for demonstrations is one.
 */
export function legalNotices({ catalogue }: LetterContext, { t }: LetterFormat): readonly LetterBlock[] {
  return [
    { kind: 'notice', tone: 'to-confirm', text: t('legal:toConfirm') },
    ...demonstrationNotice({ catalogue }, { t }),
  ];
}

/** That the catalogue is one for demonstrations, where it is. */
export function demonstrationNotice(
  { catalogue }: Pick<LetterContext, 'catalogue'>,
  { t }: Pick<LetterFormat, 't'>,
): readonly LetterBlock[] {
  return catalogue.status === 'demonstration'
    ? [{ kind: 'notice', tone: 'to-confirm', text: t('legal:demonstration') }]
    : [];
}
