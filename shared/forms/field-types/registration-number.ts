import { cleanText } from '#shared/kernel/clean-text.ts';
import { pointerOf } from '#shared/kernel/issue.ts';
import { checkRegistrationNumber } from '#shared/person/registration-number.ts';
import { type FieldType, isBlank, readAsText, strict, TYPED_TEXT } from '../field-type.ts';
import { findText } from './text.ts';

/** The registration number of a legal entity or an institution. */
export const registrationNumber: FieldType = {
  kind: 'registration-number',
  screen: { kind: 'line', keyboard: 'numeric' },
  draft: TYPED_TEXT,
  isEmpty: isBlank,
  submission: (definition, context) =>
    strict((raw, refuse) => {
      if (typeof raw !== 'string') return refuse('not-a-registration-number');
      const check = checkRegistrationNumber(raw);
      if (check.verdict === 'invalid') {
        return refuse(check.reason === 'empty' ? 'required' : `registration-number-${check.reason}`);
      }
      if (check.verdict === 'warning') {
        context.warn({ pointer: pointerOf([definition.id]), code: `registration-number-${check.finding}` });
      }
      return check.number;
    }),
  conditionValue: (raw) =>
    findText(raw, (typed) => {
      const check = checkRegistrationNumber(typed);
      return check.verdict === 'invalid' ? cleanText(typed, 'one-line') : check.number;
    }),
  read: (_definition, value) => readAsText(value),
};
