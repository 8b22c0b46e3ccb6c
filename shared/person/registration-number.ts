import { findWrongCharacter, normaliseTypedCode } from '#shared/kernel/typed-code.ts';

/** What is remarkable about a number that is otherwise right. */
export type RegistrationNumberFinding = 'leading-6';

/** What keeps a text from being a registration number. */
export const REGISTRATION_NUMBER_REFUSALS = [
  'empty',
  'non-ascii-digit',
  'invalid-character',
  'invalid-length',
  'looks-like-person-code',
  'invalid-leading-digit',
  'checksum-mismatch',
] as const;
export type RegistrationNumberRefusal = (typeof REGISTRATION_NUMBER_REFUSALS)[number];

/** What came of a typed registration number. `number` is normalised: eleven digits. */
export type RegistrationNumberCheck =
  | { readonly verdict: 'valid'; readonly number: string }
  | { readonly verdict: 'warning'; readonly number: string; readonly finding: RegistrationNumberFinding }
  | { readonly verdict: 'invalid'; readonly reason: RegistrationNumberRefusal };

const WEIGHTS = [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1] as const;

/**
 * Checks the registration number of a legal entity or an institution as typed (`docs/checking.md` RN1 to RN4).
 * A taxpayer's `LV` in front is dropped.
 */
export function checkRegistrationNumber(input: string): RegistrationNumberCheck {
  const text = normaliseTypedCode(input).replaceAll('-', '').replace(/^LV/i, '');
  if (text === '') return { verdict: 'invalid', reason: 'empty' };
  const wrong = findWrongCharacter(text);
  if (wrong !== undefined) return { verdict: 'invalid', reason: wrong };
  if (text.length !== 11) return { verdict: 'invalid', reason: 'invalid-length' };

  const first = text.charAt(0);
  if (first < '4') return { verdict: 'invalid', reason: 'looks-like-person-code' };
  if (first === '7' || first === '8') return { verdict: 'invalid', reason: 'invalid-leading-digit' };
  if (!hasRightSum(text)) return { verdict: 'invalid', reason: 'checksum-mismatch' };
  return first === '6'
    ? { verdict: 'warning', number: text, finding: 'leading-6' }
    : { verdict: 'valid', number: text };
}

function hasRightSum(digits: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits.charAt(index)), 0);
  return sum % 11 === 3;
}
