import { type FieldType, isBlank, readAsText, strict } from '../field-type.ts';
import { checkRange, findTypedNumber, number } from './number.ts';

/** An amount in euros and cents. */
export const money: FieldType = {
  kind: 'money',
  screen: { kind: 'line', keyboard: 'decimal', unit: '€' },
  draft: number.draft,
  isEmpty: isBlank,
  submission: (definition) =>
    strict((raw, refuse) => {
      const value = findTypedAmount(raw);
      if (value === undefined) return refuse('not-a-number');
      if (Math.round(value * 100) / 100 !== value) return refuse('not-whole-cents');
      return checkRange(definition, value, refuse);
    }),
  conditionValue: (raw) => findTypedAmount(raw),
  read: (_definition, value) =>
    typeof value === 'number' ? { kind: 'money', amount: value } : readAsText(value),
};

function findTypedAmount(raw: unknown): number | undefined {
  return findTypedNumber(typeof raw === 'string' ? raw.replace(/(EUR|€)\s*$/i, '') : raw);
}
