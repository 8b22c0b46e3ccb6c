import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Defect } from '#shared/kernel/invariant.ts';
import {
  addDays,
  addMonths,
  compareDates,
  daysBetween,
  daysInMonth,
  findPlainDate,
  fromDayNumber,
  isRealDay,
  PlainDate,
  partsOf,
  plainDate,
  toDayNumber,
  weekdayOf,
} from '#shared/kernel/plain-date.ts';

const DAY = 86_400_000;

/** The language's own calendar, which is another implementation of the same rules. */
const oracle = (year: number, month: number, day: number): Date => new Date(Date.UTC(year, month - 1, day));

const FIRST = Math.floor(Date.UTC(1600, 0, 1) / DAY);
const LAST = Math.floor(Date.UTC(2400, 11, 31) / DAY);

const anyDayNumber = fc.integer({ min: FIRST, max: LAST });
const anyDate = anyDayNumber.map(fromDayNumber);

describe('dates', () => {
  it('[SL1] agree with the calendar of the language from 1600 to 2400', () => {
    // A step without a common factor with the days of a week or of four years meets every kind of day.
    for (let day = FIRST; day <= LAST; day += 13) {
      const date = fromDayNumber(day);
      const expected = new Date(day * DAY);
      expect(date).toBe(expected.toISOString().slice(0, 10));
      expect(toDayNumber(date)).toBe(day);
      expect(weekdayOf(date)).toBe(expected.getUTCDay() === 0 ? 7 : expected.getUTCDay());
    }
  });

  it('[SL1] of every month have their days, and no more', () => {
    for (let year = 1600; year <= 2400; year += 1) {
      for (let month = 1; month <= 12; month += 1) {
        const days = oracle(year, month + 1, 0).getUTCDate();
        expect(daysInMonth(year, month)).toBe(days);
        expect(isRealDay(year, month, days)).toBe(true);
        expect(isRealDay(year, month, days + 1)).toBe(false);
      }
    }
  });

  it('[SL1] are counted in days', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -100_000, max: 100_000 }), (date, days) => {
        const later = addDays(date, days);
        const { year, month, day } = partsOf(date);
        expect(later).toBe(
          oracle(year, month, day + days)
            .toISOString()
            .slice(0, 10),
        );
        expect(daysBetween(date, later)).toBe(days);
        expect(addDays(later, -days)).toBe(date);
        expect(Math.sign(compareDates(later, date))).toBe(Math.sign(days));
      }),
    );
  });

  it('[SL7] are counted in months, at once, to the same day or the last of the month', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -1200, max: 1200 }), (date, months) => {
        const { year, month, day } = partsOf(date);
        const first = oracle(year, month + months, 1);
        const last = oracle(first.getUTCFullYear(), first.getUTCMonth() + 2, 0).getUTCDate();
        first.setUTCDate(Math.min(day, last));
        expect(addMonths(date, months)).toBe(first.toISOString().slice(0, 10));
      }),
    );
  });

  it('[SL7] 31 January and two months are 31 March', () => {
    const date = plainDate(2026, 1, 31);
    expect(addMonths(date, 2)).toBe('2026-03-31');
    expect(addMonths(date, 1)).toBe('2026-02-28');
    expect(addMonths(plainDate(2028, 1, 31), 1)).toBe('2028-02-29');
    expect(addMonths(date, -2)).toBe('2025-11-30');
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '0000-01-01',
    '2026-01-01T00:00',
    '',
  ])('[SL1] %j is no date', (text) => {
    expect(findPlainDate(text)).toBeUndefined();
    expect(PlainDate.safeParse(text).success).toBe(false);
  });

  it('[SL1] a day that does not exist is a defect', () => {
    expect(() => plainDate(2026, 2, 29)).toThrow(Defect);
    expect(() => plainDate(2026, 1, 1.5 + Number.NaN)).toThrow(Defect);
  });
});
