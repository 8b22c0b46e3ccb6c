import { describe, expect, it } from 'vitest';
import { weekdayOf } from '#shared/kernel/plain-date.ts';
import { easterSundayOf, lawHolidaysOf, lawSubstitutesOf } from '#shared/service-level/law-days.ts';
import { rawRows } from './demo-files.ts';

const YEARS = [2025, 2026, 2027, 2028];
const rows = rawRows();

/** Easter by Gauss's method with its two exceptions, another way than the program's. */
function easterByGauss(year: number): string {
  const k = Math.floor(year / 100);
  const m = (15 + k - Math.floor((13 + 8 * k) / 25) - Math.floor(k / 4)) % 30;
  const n = (4 + k - Math.floor(k / 4)) % 7;
  const d = (19 * (year % 19) + m) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7;
  let march = 22 + d + e;
  if (d === 29 && e === 6) march -= 7;
  if (d === 28 && e === 6 && (11 * m + 11) % 30 < 19) march -= 7;
  return new Date(Date.UTC(year, 2, march)).toISOString().slice(0, 10);
}

describe('law days', () => {
  it('[SL14] the file has 95 rows, of which 60 are holidays by law', () => {
    expect(rows).toHaveLength(95);
    expect(rows.filter((row) => row.type === 'holiday' && row.status === 'by-law')).toHaveLength(60);
  });

  it.each(YEARS)('[SL14] the holidays of %i are those that the file has by law', (year) => {
    const inFile = rows
      .filter((row) => row.type === 'holiday' && row.status === 'by-law' && row.date.startsWith(`${year}`))
      .map((row) => row.date);
    expect([...lawHolidaysOf(year)].sort()).toEqual(inFile);
  });

  it.each(YEARS)('[SL15] the substitutes of %i are those that the file has by law', (year) => {
    const inFile = rows
      .filter((row) => row.type === 'substitute' && row.status === 'by-law' && row.date.startsWith(`${year}`))
      .map((row) => row.date);
    expect(lawSubstitutesOf(year)).toEqual(inFile);
  });

  it.each([
    [1961, '1961-04-02'],
    [2008, '2008-03-23'],
    [2024, '2024-03-31'],
    [2035, '2035-03-25'],
    [2038, '2038-04-25'],
    [2049, '2049-04-18'],
    [2076, '2076-04-19'],
    [2285, '2285-03-22'],
  ])('[SL14] Easter Sunday of %i is %s', (year, date) => {
    expect(easterSundayOf(year)).toBe(date);
  });

  it('[SL14] Easter agrees with another method for 800 years', () => {
    for (let year = 1700; year < 2500; year += 1) expect(easterSundayOf(year)).toBe(easterByGauss(year));
  });

  it("[SL14] Mother's Day and Pentecost may share a date", () => {
    expect(lawHolidaysOf(2035).filter((date) => date === '2035-05-13')).toHaveLength(2);
  });

  it.each([
    [2024, ['2024-05-06']],
    [2029, ['2029-11-19']],
    [2030, ['2030-05-06']],
    [2031, ['2031-05-05']],
  ])('[SL15] the substitutes of %i are %j', (year, dates) => {
    expect(lawSubstitutesOf(year)).toEqual(dates);
  });

  it('[SL15] a substitute is a Monday that is no holiday, and stands for exactly the weekend cases', () => {
    for (let year = 1991; year < 2300; year += 1) {
      const onWeekend = [`${year}-05-04`, `${year}-11-18`].filter((date) => {
        const weekday = new Date(date).getUTCDay();
        return weekday === 0 || weekday === 6;
      });
      const substitutes = lawSubstitutesOf(year);
      expect(substitutes).toHaveLength(onWeekend.length);
      for (const date of substitutes) {
        expect(weekdayOf(date)).toBe(1);
        expect(lawHolidaysOf(year)).not.toContain(date);
      }
    }
  });
});
