import { z } from 'zod';
import { LocalizedText } from '#shared/kernel/localized-text.ts';
import { Condition } from './condition.ts';

/** Every kind of information field that a catalogue may ask for. One file each in `field-types/`. */
export const FieldKind = z.enum([
  'text',
  'textarea',
  'number',
  'money',
  'date',
  'select',
  'boolean',
  'person-code',
  'registration-number',
  'address',
  'phone',
  'email',
  'iban',
  'document-number',
]);
export type FieldKind = z.infer<typeof FieldKind>;

/** One choice of a `select`. A retired one is still shown where it was chosen, and offered no more. */
export const FieldOption = z.object({
  value: z.string().min(1),
  label: LocalizedText,
  retired: z.boolean().optional(),
  supersededBy: z.string().optional(),
});
export type FieldOption = z.infer<typeof FieldOption>;

/** What the catalogue lets a field demand. Day limits are inclusive and counted from the date of receipt. */
export const FieldValidation = z.object({
  pattern: z.string().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  minLength: z.int().min(0).optional(),
  maxLength: z.int().min(0).optional(),
  notFuture: z.boolean().optional(),
  notPast: z.boolean().optional(),
  maxAgeDays: z.int().min(0).optional(),
  minDaysAhead: z.int().min(0).optional(),
  maxDaysAhead: z.int().min(0).optional(),
  notBeforeField: z.string().optional(),
  latvianLetters: z.boolean().optional(),
  country: z.string().optional(),
  check: z.enum(['person-code', 'registration-number', 'iban', 'email', 'eidas-or-document']).optional(),
});
export type FieldValidation = z.infer<typeof FieldValidation>;

/** One information field, as the catalogue defines it. The screen, the two validators and the print grow from it. */
export const FieldDefinition = z.object({
  id: z.string().min(1),
  type: FieldKind,
  label: LocalizedText,
  required: z.boolean(),
  requiredIf: Condition.optional(),
  validation: FieldValidation,
  help: LocalizedText,
  sensitivity: z.enum(['none', 'personal', 'special']),
  showIf: Condition.optional(),
  options: z.array(FieldOption).optional(),
  retired: z.boolean().optional(),
  supersededBy: z.string().optional(),
});
export type FieldDefinition = z.infer<typeof FieldDefinition>;
