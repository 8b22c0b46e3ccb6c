import { normaliseTypedCode } from '#shared/kernel/typed-code.ts';
import { type FieldType, isBlank, readAsText, strict, TYPED_TEXT } from '../field-type.ts';
import { findText, matchesWhole } from './text.ts';

/** A telephone number, kept in E.164 where it can be: eight digits that begin with 2 or 6 are Latvian. */
export const phone: FieldType = {
  kind: 'phone',
  screen: { kind: 'line', keyboard: 'tel' },
  draft: TYPED_TEXT,
  isEmpty: isBlank,
  submission: (definition) =>
    strict((raw, refuse) => {
      const number = typeof raw === 'string' ? normalise(raw) : '';
      if (!/^\+?\d{8,15}$/.test(number)) return refuse('not-a-phone');
      const { pattern } = definition.validation;
      const obeys = pattern === undefined || waysToWrite(number).some((way) => matchesWhole(pattern, way));
      return obeys ? number : refuse('wrong-form');
    }),
  conditionValue: (raw) => findText(raw, normalise),
  read: (_definition, value) => readAsText(value),
};

function normalise(typed: string): string {
  const bare = normaliseTypedCode(typed)
    .replace(/[()./-]/g, '')
    .replace(/^00/, '+');
  return bare.replace(/^(?:\+?371)?([26]\d{7})$/, '+371$1');
}

/** A pattern may be meant for the number with or without its country, so the normalised number is tried in each way. */
function waysToWrite(number: string): readonly string[] {
  return [number, number.replace(/^\+/, ''), number.replace(/^\+371/, '')];
}
