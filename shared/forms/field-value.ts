import { z } from 'zod';
import { limitedText } from '#shared/person/limited-text.ts';
import { PersonCodeEntry } from '#shared/person/person-code-entry.ts';

/** In code points. */
export const LONGEST_ADDRESS = 300;

/**
 * An address: from the State Address Register by its nine-digit code, or free text that the clerk marked as not
 * verified (`docs/checking.md` FD17).
 */
export const AddressEntry = z.object({
  text: limitedText(1, LONGEST_ADDRESS),
  registerCode: z
    .string()
    .regex(/^\d{9}$/)
    .optional(),
  unverified: z.literal(true).optional(),
});
export type AddressEntry = z.infer<typeof AddressEntry>;

/** The answer of a field as it enters the record: normalised by the field's type. */
export const FieldValue = z.union([z.string(), z.number(), z.boolean(), PersonCodeEntry, AddressEntry]);
export type FieldValue = z.infer<typeof FieldValue>;

/** An answer as it is read: what it is, so that screen and print can write it in the reader's language. */
export type ReadValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'lines'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'money'; readonly amount: number }
  | { readonly kind: 'date'; readonly on: string }
  | { readonly kind: 'option'; readonly label: { readonly lv: string; readonly en: string } }
  | { readonly kind: 'person-code'; readonly entry: PersonCodeEntry }
  | { readonly kind: 'address'; readonly entry: AddressEntry };
