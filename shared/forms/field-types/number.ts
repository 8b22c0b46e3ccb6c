import { z } from 'zod';
import { normaliseTypedCode } from '#shared/kernel/typed-code.ts';
import type { FieldDefinition } from '../field-definition.ts';
import { type FieldType, isBlank, type Refuse, readAsText, strict } from '../field-type.ts';

/** A number, typed with comma or point and with spaces between thousands. */
export const number: FieldType = {
  kind: 'number',
  screen: { kind: 'line', keyboard: 'decimal' },
  draft: z.union([z.string().max(60), z.number()]),
  isEmpty: isBlank,
  submission: (definition) =>
    strict((raw, refuse) => {
      const value = findTypedNumber(raw);
      return value === undefined ? refuse('not-a-number') : checkRange(definition, value, refuse);
    }),
  conditionValue: (raw) => findTypedNumber(raw),
  read: (_definition, value) => (typeof value === 'number' ? { kind: 'number', value } : readAsText(value)),
};

/**
 * The number that was typed, or `undefined` when it is none. Digits of other scripts are not numbers here, and more
 * than fifteen digits are not taken, because the last ones would silently change (`docs/checking.md` FD9).
 */
export function findTypedNumber(raw: unknown): number | undefined {
  if (typeof raw === 'number') return Number.isFinite(raw) ? withoutMinusZero(raw) : undefined;
  if (typeof raw !== 'string') return undefined;
  const bare = normaliseTypedCode(raw);
  if (!/^[+-]?\d+([.,]\d+)?$/.test(bare)) return undefined;
  if (bare.replace(/^[+-]?0*/, '').replace(/[.,]/, '').length > 15) return undefined;
  return withoutMinusZero(Number(bare.replace(',', '.')));
}

/** JSON knows no minus zero, so the record must not either. */
function withoutMinusZero(value: number): number {
  return value === 0 ? 0 : value;
}

/** `value` when it lies within the definition's inclusive limits. */
export function checkRange(definition: FieldDefinition, value: number, refuse: Refuse): number {
  const { min, max } = definition.validation;
  if (min !== undefined && value < min) return refuse('too-small', { min });
  if (max !== undefined && value > max) return refuse('too-large', { max });
  return value;
}
