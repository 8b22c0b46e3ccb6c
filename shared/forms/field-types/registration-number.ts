import { normaliseTypedCode } from '#shared/kernel/typed-code.ts';
import { checkRegistrationNumber } from '#shared/person/registration-number.ts';
import { type FieldType, isBlank, strict, TYPED_TEXT } from '../field-type.ts';
import { text } from './text.ts';

/** The registration number of a legal entity or an institution. */
export const registrationNumber: FieldType = {
  kind: 'registration-number',
  draft: TYPED_TEXT,
  isEmpty: (raw) => isBlank(typeof raw === 'string' ? normaliseTypedCode(raw) : raw),
  submission: (definition, context) =>
    strict((raw, refuse) => {
      const check = checkRegistrationNumber(typeof raw === 'string' ? raw : '');
      if (check.verdict === 'invalid') return refuse(`registration-number-${check.reason}`);
      if (check.verdict === 'warning') {
        context.warn({ pointer: `/${definition.id}`, code: `registration-number-${check.finding}` });
      }
      return check.number;
    }),
  conditionValue: text.conditionValue,
  read: (_definition, value) => ({ kind: 'text', text: String(value) }),
};
