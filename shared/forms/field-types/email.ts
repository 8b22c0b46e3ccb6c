import { type FieldType, isBlank, readAsText, strict, TYPED_TEXT } from '../field-type.ts';
import { findText } from './text.ts';

const LOCAL = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;
const LONGEST = 254;

/** An e-mail address as browsers check it, with a full stop in its domain, which need not be ASCII. */
export const email: FieldType = {
  kind: 'email',
  screen: { kind: 'line', keyboard: 'email' },
  draft: TYPED_TEXT,
  isEmpty: isBlank,
  submission: () =>
    strict((raw, refuse) => {
      const address = typeof raw === 'string' ? normalise(raw) : '';
      const at = address.lastIndexOf('@');
      const labels = address.slice(at + 1).split('.');
      const isRight =
        LOCAL.test(address.slice(0, at)) && labels.length >= 2 && labels.every((label) => LABEL.test(label));
      return at > 0 && isRight && address.length <= LONGEST ? address : refuse('not-an-email');
    }),
  conditionValue: (raw) => findText(raw, normalise),
  read: (_definition, value) => readAsText(value),
};

/** The domain in small letters; what stands before it belongs to the receiving server and stays as it is. */
function normalise(typed: string): string {
  const text = typed.trim().normalize('NFC');
  const at = text.lastIndexOf('@') + 1;
  return `${text.slice(0, at)}${text.slice(at).toLowerCase()}`.normalize('NFC');
}
