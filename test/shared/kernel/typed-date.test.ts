import { describe, expect, it } from 'vitest';
import { findTypedDate } from '#shared/kernel/typed-date.ts';
import { getDate } from '#test/shared/person/person-code-vectors.ts';

describe('typed dates', () => {
  it.each([
    ['24.11.2026', '2026-11-24'],
    ['24.11.2026.', '2026-11-24'],
    ['24.11.26', '2026-11-24'],
    ['4.1.2026', '2026-01-04'],
    [' 24. 11. 2026 ', '2026-11-24'],
    ['2026-11-24', '2026-11-24'],
    ['2026–11–24', '2026-11-24'],
    ['29.02.00', '2000-02-29'],
  ])('[PA7] %j is %s', (typed, date) => {
    expect(findTypedDate(typed)).toBe(date);
  });

  it.each([
    '',
    '31.04.2026',
    '29.02.2026',
    '29.02.26',
    '24.11.026',
    '24/11/2026',
    '2026-11',
    '24.11',
    '٢٤.11.2026',
    '2026-11-24T00:00',
  ])('[PA7] %j is no date', (typed) => {
    expect(findTypedDate(typed)).toBeUndefined();
  });

  it('[PA7] a two-digit year that cannot be later is of the 1900s', () => {
    const latest = getDate('2026-01-01');
    expect(findTypedDate('01.01.26', latest)).toBe('2026-01-01');
    expect(findTypedDate('02.01.26', latest)).toBe('1926-01-02');
    expect(findTypedDate('02.01.2026', latest)).toBe('2026-01-02');
  });
});
