import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isoWeekOf } from '#shared/kernel/iso-week.ts';
import { addDays, PlainDate, weekdayOf } from '#shared/kernel/plain-date.ts';

const date = (text: string): PlainDate => PlainDate.parse(text);

it.each([
  ['2026-11-23', '2026-W48'],
  ['2026-01-01', '2026-W01'],
  ['2025-12-29', '2026-W01'],
  ['2025-12-28', '2025-W52'],
  ['2027-01-03', '2026-W53'],
  ['2027-01-04', '2027-W01'],
  ['2021-01-03', '2020-W53'],
  ['2024-12-30', '2025-W01'],
])('the week of %s is %s', (day, week) => {
  expect(isoWeekOf(date(day))).toBe(week);
});

it('a week begins on Monday, and weeks sort by time', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
      const day = addDays(date('1990-01-01'), days);
      const next = addDays(day, 1);
      const [week, following] = [isoWeekOf(day), isoWeekOf(next)];
      expect(week === following).toBe(weekdayOf(next) !== 1);
      expect(week <= following).toBe(true);
    }),
  );
});
