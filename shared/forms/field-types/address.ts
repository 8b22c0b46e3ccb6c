import { z } from 'zod';
import { cleanText, codePoints, isWellFormed } from '#shared/kernel/clean-text.ts';
import { type FieldType, isBlank, strict, TYPED_TEXT } from '../field-type.ts';
import { AddressEntry } from '../field-value.ts';

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
  draft: AddressDraft,
  isEmpty: (raw) => isBlank(AddressDraft.safeParse(raw).data?.text),
  submission: () =>
    strict((raw, refuse) => {
      const draft = AddressDraft.safeParse(raw).data;
      if (draft?.text === undefined) return refuse('not-an-address');
      if (!isWellFormed(draft.text)) return refuse('malformed-text', undefined, ['text']);
      const written = cleanText(draft.text, 'one-line');
      if (codePoints(written) > 300) return refuse('too-long', { max: 300 }, ['text']);
      const code = (draft.registerCode ?? '').replace(/\s/g, '');
      if (code !== '') {
        return /^1\d{8}$/.test(code)
          ? { text: written, registerCode: code }
          : refuse('not-an-address-code', undefined, ['registerCode']);
      }
      return draft.unverified === true
        ? { text: written, unverified: true }
        : refuse('address-not-verified', undefined, ['unverified']);
    }),
  conditionValue: (raw) => AddressDraft.safeParse(raw).data?.text?.trim() || undefined,
  read: (_definition, value) => ({ kind: 'address', entry: AddressEntry.parse(value) }),
};
