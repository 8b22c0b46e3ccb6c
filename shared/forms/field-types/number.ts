import { z } from 'zod';
import type { FieldDefinition } from '../field-definition.ts';
import { type FieldType, isBlank, type Refuse, strict } from '../field-type.ts';

/** A number, typed with comma or point and with spaces between thousands. */
export const number: FieldType = {
  kind: 'number',
  draft: z.union([z.string().max(60), z.number()]),
  isEmpty: isBlank,
  submission: (definition) =>
    strict((raw, refuse) => {
      const value = findTypedNumber(raw);
      return value === undefined ? refuse('not-a-number') : checkRange(definition, value, refuse);
    }),
  conditionValue: (raw) => findTypedNumber(raw),
  read: (_definition, value) => ({ kind: 'number', value: Number(value) }),
};

/** The number that was typed, or `undefined` when it is none. Digits of other scripts are not numbers here. */
export function findTypedNumber(raw: unknown): number | undefined {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : undefined;
  if (typeof raw !== 'string') return undefined;
  const bare = raw.replace(/[\s\u00A0\u2009\u202F]/g, '').replace('\u2212', '-');
  if (!/^[+-]?\d{1,15}([.,]\d{1,9})?$/.test(bare)) return undefined;
  return Number(bare.replace(',', '.'));
}

/** `value` when it lies within the definition's inclusive limits. */
export function checkRange(definition: FieldDefinition, value: number, refuse: Refuse): number {
  const { min, max } = definition.validation;
  if (min !== undefined && value < min) return refuse('too-small', { min });
  if (max !== undefined && value > max) return refuse('too-large', { max });
  return value;
}
