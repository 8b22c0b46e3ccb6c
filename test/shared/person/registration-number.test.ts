import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRegistrationNumber } from '#shared/person/registration-number.ts';

const WEIGHTS = [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1];

/** Ten digits after `first` made a number with the right sum, or `undefined` when no last digit gives it. */
function withRightSum(first: string, nineDigits: string): string | undefined {
  const last = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].find((digit) => {
    const digits = `${first}${nineDigits}${digit}`;
    return WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11 === 3;
  });
  return last === undefined ? undefined : `${first}${nineDigits}${last}`;
}

const nineDigits = fc.integer({ min: 0, max: 999_999_999 }).map((number) => String(number).padStart(9, '0'));

describe('registration numbers', () => {
  it.each(['90001733697', '90009117568', '40003032949', '40103548442'])('[RN4] %s is valid', (number) => {
    expect(checkRegistrationNumber(number)).toEqual({ verdict: 'valid', number });
  });

  it.each([
    'LV40003032949',
    'lv 4000 3032 949',
    'LV-40003032949',
    ' 400-030-329-49\u00A0',
    '40003\u201303294\u200B9',
  ])('[RN1] %j is the same number', (typed) => {
    expect(checkRegistrationNumber(typed)).toEqual({ verdict: 'valid', number: '40003032949' });
  });

  it.each([
    ['[RN2] nothing', ' ', 'empty'],
    ['[RN2] only the prefix', 'LV', 'empty'],
    ['[RN2] a letter', '4000303294O', 'invalid-character'],
    ['[RN2] the prefix behind', '40003032949LV', 'invalid-character'],
    ['[RN2] the prefix twice', 'LVLV40003032949', 'invalid-character'],
    ['[RN2] a digit of another script', '4000303294٩', 'non-ascii-digit'],
    ['[RN2] ten digits', '4000303294', 'invalid-length'],
    ['[RN2] twelve digits', '400030329490', 'invalid-length'],
    ['[RN3] a legacy person code', '310510-01233', 'looks-like-person-code'],
    ['[RN3] a new person code', '320000-00000', 'looks-like-person-code'],
    ['[RN3] 7', '70003032949', 'invalid-leading-digit'],
    ['[RN3] 8', '80003032949', 'invalid-leading-digit'],
    ['[RN4] a wrong last digit', '40003032940', 'checksum-mismatch'],
    ['[RN4] a wrong sum after 6', '60000000000', 'checksum-mismatch'],
  ])('%s is refused', (_title, typed, reason) => {
    expect(checkRegistrationNumber(typed)).toEqual({ verdict: 'invalid', reason });
  });

  it('[RN3] a number with the right sum is valid after 4, 5 and 9 and a warning after 6', () => {
    fc.assert(
      fc.property(fc.constantFrom('4', '5', '6', '9'), nineDigits, (first, rest) => {
        const number = withRightSum(first, rest);
        fc.pre(number !== undefined);
        expect(checkRegistrationNumber(number)).toEqual(
          first === '6' ? { verdict: 'warning', number, finding: 'leading-6' } : { verdict: 'valid', number },
        );
      }),
    );
  });

  it('[RN4] no other last digit has the right sum', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('4', '5', '6', '9'),
        nineDigits,
        fc.integer({ min: 1, max: 9 }),
        (first, rest, step) => {
          const number = withRightSum(first, rest);
          fc.pre(number !== undefined);
          const changed = `${number.slice(0, -1)}${(Number(number.slice(-1)) + step) % 10}`;
          expect(checkRegistrationNumber(changed)).toEqual({
            verdict: 'invalid',
            reason: 'checksum-mismatch',
          });
        },
      ),
    );
  });
});
