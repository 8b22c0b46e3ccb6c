import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseTypedCode } from '#shared/kernel/typed-code.ts';
import { checkPersonCode, examinePersonCode } from '#shared/person/person-code.ts';
import {
  PERSON_CODE_FINDINGS,
  type PersonCodeReason,
  strictVerdictOf,
} from '#shared/person/person-code-reason.ts';
import { validLegacyCode } from './arbitrary-person-code.ts';
import { getDate, REFERENCE_DATE, readPersonCodeVectors } from './person-code-vectors.ts';

const vectors = readPersonCodeVectors();

/** The rule behind every reason of the fixture. */
const RULES: Readonly<Record<string, string>> = {
  'legacy-date-and-checksum-ok': 'PC11',
  'new-format-no-date-no-checksum': 'PC6',
  'checksum-mismatch': 'PC11',
  'checksum-remainder-10-digit-0': 'PC12',
  'month-00-unconfirmed': 'PC13',
  empty: 'PC3',
  'invalid-character': 'PC2',
  'invalid-length': 'PC3',
  'misplaced-hyphen': 'PC3',
  'looks-like-registration-number': 'PC5',
  'invalid-century-digit': 'PC7',
  'invalid-date': 'PC7',
  'birth-date-in-future': 'PC8',
};

function reasonOf(input: string, receivedOn = REFERENCE_DATE): PersonCodeReason {
  return examinePersonCode(input, receivedOn).reason;
}

describe('the vectors of test/fixtures/person-codes.csv', () => {
  it('[PC4] there are sixty of them, with known reasons', () => {
    expect(vectors).toHaveLength(60);
    expect(vectors.filter((vector) => RULES[vector.reason] === undefined)).toEqual([]);
  });

  for (const vector of vectors) {
    it(`[${RULES[vector.reason]}] ${vector.id} ${vector.note}`, () => {
      const examined = examinePersonCode(vector.input, REFERENCE_DATE);
      const isLegacy = examined.format === 'legacy';
      expect({
        normalised: 'code' in examined ? examined.code : '',
        format: examined.format,
        verdictStrict: strictVerdictOf(examined.reason),
        verdictLenient: checkPersonCode(vector.input, REFERENCE_DATE).verdict,
        reason: examined.reason,
        birthDate: isLegacy ? (examined.birthDate ?? '') : '',
        checkRemainder: isLegacy ? String(examined.checkRemainder) : '',
        checkDigitGiven: isLegacy ? String(examined.checkDigit) : '',
      }).toEqual({
        normalised: vector.normalised,
        format: vector.format,
        verdictStrict: vector.verdictStrict,
        verdictLenient: vector.verdictLenient,
        reason: vector.reason,
        birthDate: vector.birthDate,
        checkRemainder: vector.checkRemainder,
        checkDigitGiven: vector.checkDigitGiven,
      });
    });

    it(`[PC10] ${vector.id} gives its verdict with the code, the finding or the reason`, () => {
      const birthDate = vector.birthDate === '' ? undefined : vector.birthDate;
      const expected = {
        valid: { verdict: 'valid', code: vector.normalised, birthDate },
        warning: { verdict: 'warning', code: vector.normalised, finding: vector.reason, birthDate },
        invalid: { verdict: 'invalid', reason: vector.reason },
      };
      expect(checkPersonCode(vector.input, REFERENCE_DATE)).toEqual(
        expected[vector.verdictLenient as keyof typeof expected],
      );
    });
  }
});

describe('normalising', () => {
  it('[PC1] removes no-break, thin and zero-width spaces, soft hyphens and direction marks', () => {
    const pasted = '\u202A\u200E 15\u00A006\u200920\u202F-\u200B0\u20602\u00AD071\u2069\uFEFF\u202C';
    expect(checkPersonCode(pasted, REFERENCE_DATE)).toMatchObject({ verdict: 'valid', code: '150620-02071' });
  });

  it.each(['\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212'])(
    '[PC1] reads the dash %j as a hyphen',
    (dash) => {
      expect(checkPersonCode(`150620${dash}02071`, REFERENCE_DATE)).toMatchObject({ code: '150620-02071' });
    },
  );

  it('[PC1] a second time changes nothing', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'019- \u00A0\u2009\u200B\u200E\u2013\u2212\uFEFF\u00ADa٣'),
    });
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (typed) => {
        const once = normaliseTypedCode(typed);
        expect(normaliseTypedCode(once)).toBe(once);
      }),
    );
  });

  it('[PC10] the normalised code of a good code is checked to the same result', () => {
    fc.assert(
      fc.property(validLegacyCode, (code) => {
        const check = checkPersonCode(code.replace('-', ' – '), REFERENCE_DATE);
        expect(check).toMatchObject({ verdict: 'valid', code });
        expect(checkPersonCode(code, REFERENCE_DATE)).toEqual(check);
      }),
    );
  });
});

describe('the order of the checks', () => {
  it.each([
    ['[PC2] Arabic-Indic digits', '١٥٠٦٢٠-٠٢٠٧١', 'non-ascii-digit'],
    ['[PC2] one full-width digit', '15062０-02071', 'non-ascii-digit'],
    ['[PC2] a superscript', '150620-0207¹', 'non-ascii-digit'],
    ['[PC4] another digit before another character', '15062O-0207١', 'non-ascii-digit'],
    ['[PC4] a letter before the length', '15O', 'invalid-character'],
    ['[PC4] the length before the hyphen', '15-06', 'invalid-length'],
    ['[PC3] only a hyphen', '-', 'invalid-length'],
    ['[PC3] two hyphens', '150620--02071', 'misplaced-hyphen'],
    ['[PC3] a hyphen behind', '15062002071-', 'misplaced-hyphen'],
    ['[PC3] only spaces', ' \u00A0\u200B', 'empty'],
    ['[PC5] 40 is no day', '400101-00000', 'looks-like-registration-number'],
    ['[PC4] the century digit before the date', '310445-31200', 'invalid-century-digit'],
    ['[PC4] the date before the future', '310227-21230', 'invalid-date'],
    ['[PC4] the future before the check digit', '010127-21231', 'birth-date-in-future'],
    ['[PC13] month 00 before the check digit', '010045-01209', 'month-00-unconfirmed'],
    ['[PC13] month 00 with a day that no month has', '320045-01200', 'new-format-no-date-no-checksum'],
    ['[PC13] month 00 with day 00', '000045-01200', 'invalid-date'],
    ['[PC13] month 00 with day 31', '310045-01200', 'month-00-unconfirmed'],
    ['[PC13] month 00 in a year to come', '010027-21230', 'birth-date-in-future'],
  ])('%s', (_title, input, reason) => {
    expect(reasonOf(input)).toBe(reason);
  });
});

describe('dates around the day of receipt', () => {
  it('[PC8] someone born on the day of receipt is not of the future, someone born the day after is', () => {
    expect(reasonOf('020126-21230', getDate('2026-01-02'))).not.toBe('birth-date-in-future');
    expect(reasonOf('020126-21230', getDate('2026-01-01'))).toBe('birth-date-in-future');
  });

  it('[PC13] month 00 of the year of receipt is of the future while its January day is', () => {
    expect(reasonOf('150026-21230', getDate('2026-01-14'))).toBe('birth-date-in-future');
    expect(reasonOf('150026-21230', getDate('2026-01-15'))).toBe('month-00-unconfirmed');
  });

  it('[PC9] a date of birth after 1 July 2017 is a warning, that day itself is not', () => {
    expect(reasonOf('020717-21230')).toBe('born-after-new-codes');
    expect(['legacy-date-and-checksum-ok', 'checksum-mismatch']).toContain(reasonOf('010717-21230'));
    expect(checkPersonCode('020717-21230', REFERENCE_DATE)).toEqual({
      verdict: 'warning',
      code: '020717-21230',
      finding: 'born-after-new-codes',
      birthDate: '2017-07-02',
    });
  });

  it('[PC14] of two doubtful places the earlier in the order is reported, whatever the check digit', () => {
    for (let digit = 0; digit <= 9; digit += 1) {
      expect(reasonOf(`020717-2123${digit}`)).toBe('born-after-new-codes');
    }
  });
});

describe('the check digit', () => {
  it('[PC11] any other last digit in a valid code is a warning', () => {
    fc.assert(
      fc.property(validLegacyCode, fc.integer({ min: 1, max: 9 }), (code, step) => {
        const changed = `${code.slice(0, -1)}${(Number(code.slice(-1)) + step) % 10}`;
        expect(checkPersonCode(changed, REFERENCE_DATE)).toMatchObject({
          verdict: 'warning',
          code: changed,
          finding: 'checksum-mismatch',
        });
      }),
    );
  });

  it('[PC6] every eleven digits that begin with 32 to 39 are a valid new code', () => {
    fc.assert(
      fc.property(fc.integer({ min: 32_000_000_000, max: 39_999_999_999 }), (number) => {
        expect(checkPersonCode(String(number), REFERENCE_DATE).verdict).toBe('valid');
      }),
    );
  });

  it('[PC15] a strict checker lets no finding pass', () => {
    expect(PERSON_CODE_FINDINGS.map(strictVerdictOf)).toEqual(['invalid', 'ambiguous', 'invalid', 'invalid']);
  });
});
