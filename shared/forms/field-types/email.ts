import { type FieldType, isBlank, strict, TYPED_TEXT } from '../field-type.ts';
import { text } from './text.ts';

const LOCAL = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/** An e-mail address as browsers check it, and also domains that are not ASCII. */
export const email: FieldType = {
  kind: 'email',
  draft: TYPED_TEXT,
  isEmpty: isBlank,
  submission: () =>
    strict((raw, refuse) => {
      const typed = typeof raw === 'string' ? raw.trim().normalize('NFC') : '';
      const at = typed.lastIndexOf('@');
      const local = typed.slice(0, at);
      const labels = typed.slice(at + 1).split('.');
      const isRight = at > 0 && LOCAL.test(local) && labels.length >= 2 && labels.every((l) => LABEL.test(l));
      return isRight && typed.length <= 254
        ? `${local}@${labels.join('.').toLowerCase()}`
        : refuse('not-an-email');
    }),
  conditionValue: text.conditionValue,
  read: (_definition, value) => ({ kind: 'text', text: String(value) }),
};
