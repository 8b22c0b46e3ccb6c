import { normaliseTypedCode } from '#shared/kernel/typed-code.ts';
import { type FieldType, isBlank, type Refuse, readAsText, strict, TYPED_TEXT } from '../field-type.ts';
import { findText } from './text.ts';

/** An account number by ISO 13616; a Latvian one has 21 characters. */
export const iban: FieldType = {
  kind: 'iban',
  screen: { kind: 'line', keyboard: 'text' },
  draft: TYPED_TEXT,
  isEmpty: isBlank,
  submission: () => strict((raw, refuse) => checkIban(typeof raw === 'string' ? normalise(raw) : '', refuse)),
  conditionValue: (raw) => findText(raw, normalise),
  read: (_definition, value) => ({
    kind: 'text',
    text: readAsText(value).text.replace(/(.{4})(?=.)/g, '$1 '),
  }),
};

function normalise(typed: string): string {
  return normaliseTypedCode(typed).replaceAll('-', '').toUpperCase();
}

function checkIban(typed: string, refuse: Refuse): string {
  if (!/^[A-Z]{2}\d{2}[0-9A-Z]{11,30}$/.test(typed)) return refuse('iban-wrong-form');
  if (typed.startsWith('LV') && !/^LV\d{2}[A-Z]{4}[0-9A-Z]{13}$/.test(typed)) {
    return refuse('iban-not-latvian-form');
  }
  return remainder97(`${typed.slice(4)}${typed.slice(0, 4)}`) === 1
    ? typed
    : refuse('iban-wrong-check-digits');
}

/** The remainder modulo 97 with letters as 10 to 35 (ISO 7064 MOD 97-10). */
function remainder97(text: string): number {
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}
