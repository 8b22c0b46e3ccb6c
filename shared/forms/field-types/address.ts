import { z } from 'zod';
import { cleanText, codePoints, isWellFormed } from '#shared/kernel/clean-text.ts';
import { normaliseTypedCode } from '#shared/kernel/typed-code.ts';
import { type FieldType, isBlank, readAsText, strict, TYPED_TEXT } from '../field-type.ts';
import { AddressEntry, LONGEST_ADDRESS } from '../field-value.ts';
import { findText } from './text.ts';

/** What the screen holds while an address is being entered. */
const AddressDraft = z.object({
  text: TYPED_TEXT.optional(),
  registerCode: TYPED_TEXT.optional(),
  unverified: z.boolean().optional(),
});

/**
 * An address with its code in the State Address Register, or free text that the clerk marks as not verified
 * (`docs/checking.md` FD17). The code's check digit is not public, so its form alone is checked.
 */
export const address: FieldType = {
  kind: 'address',
  screen: { kind: 'address' },
  draft: AddressDraft,
  isEmpty: (raw) => {
    const draft = AddressDraft.safeParse(raw);
    return draft.success ? isBlank(draft.data.text) && isBlank(draft.data.registerCode) : isBlank(raw);
  },
  submission: () =>
    strict((raw, refuse) => {
      const draft = AddressDraft.safeParse(raw).data;
      if (draft === undefined) return refuse('not-an-address');
      const typed = draft.text ?? '';
      if (isBlank(typed)) return refuse('required', undefined, ['text']);
      if (!isWellFormed(typed)) return refuse('malformed-text', undefined, ['text']);
      const written = cleanText(typed, 'one-line');
      if (codePoints(written) > LONGEST_ADDRESS) {
        return refuse('too-long', { max: LONGEST_ADDRESS }, ['text']);
      }
      const code = normaliseTypedCode(draft.registerCode ?? '');
      if (code !== '') {
        return /^1\d{8}$/.test(code)
          ? { text: written, registerCode: code }
          : refuse('not-an-address-code', undefined, ['registerCode']);
      }
      return draft.unverified === true
        ? { text: written, unverified: true }
        : refuse('address-not-verified', undefined, ['unverified']);
    }),
  conditionValue: (raw) =>
    findText(AddressDraft.safeParse(raw).data?.text, (typed) => cleanText(typed, 'one-line')),
  read: (_definition, value) => {
    const entry = AddressEntry.safeParse(value);
    return entry.success ? { kind: 'address', entry: entry.data } : readAsText(value);
  },
};
