import { cleanText } from '#shared/kernel/clean-text.ts';
import { normaliseTypedCode } from '#shared/kernel/typed-code.ts';
import { type FieldType, isBlank, readAsText, strict, TYPED_TEXT } from '../field-type.ts';
import { checkText, findText } from './text.ts';

/** The number of an identity document: capital letters and digits, without spaces. */
export const documentNumber: FieldType = {
  kind: 'document-number',
  screen: { kind: 'line', keyboard: 'text' },
  draft: TYPED_TEXT,
  isEmpty: isBlank,
  submission: (definition) =>
    strict((raw, refuse) =>
      typeof raw === 'string'
        ? checkText(definition, normalise(raw), 'one-line', refuse)
        : refuse('not-a-text'),
    ),
  conditionValue: (raw) => findText(raw, normalise),
  read: (_definition, value) => readAsText(value),
};

/** Composed before the letters are made capital: a few letters with accents have no capital in one piece. */
function normalise(typed: string): string {
  return cleanText(normaliseTypedCode(typed), 'one-line').toUpperCase().normalize('NFC');
}
