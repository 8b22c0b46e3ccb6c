import fc from 'fast-check';

/** The check digit by the other published form of the rule (PC11): 10 where there is no such digit. */
export function expectedCheckDigit(tenDigits: string): number {
  const weights = [10, 5, 8, 4, 2, 1, 6, 3, 7, 9];
  return (1 + weights.reduce((sum, weight, index) => sum + weight * Number(tenDigits[index]), 0)) % 11;
}

/** Valid legacy codes of people born from 1801 to 1870, who are visibly nobody, with their hyphen. */
export const validLegacyCode = fc
  .record({
    day: fc.integer({ min: 1, max: 28 }),
    month: fc.integer({ min: 1, max: 12 }),
    year: fc.integer({ min: 1, max: 70 }),
    serial: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ day, month, year, serial }) => {
    const two = (value: number): string => String(value).padStart(2, '0');
    return `${two(day)}${two(month)}${two(year)}0${String(serial).padStart(3, '0')}`;
  })
  .filter((tenDigits) => expectedCheckDigit(tenDigits) < 10)
  .map((tenDigits) => `${tenDigits.slice(0, 6)}-${tenDigits.slice(6)}${expectedCheckDigit(tenDigits)}`);
