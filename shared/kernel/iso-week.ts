import { z } from 'zod';
import { addDays, type PlainDate, partsOf, plainDate, toDayNumber, weekdayOf } from './plain-date.ts';

/** A week of the calendar by ISO 8601, written `2026-W48`. Weeks sort as text. */
export const IsoWeek = z
  .string()
  .regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/, 'not a week')
  .brand<'IsoWeek'>();
export type IsoWeek = z.infer<typeof IsoWeek>;

/** The week of a date: it begins on Monday, and the first of a year is the one with the year's first Thursday. */
export function isoWeekOf(date: PlainDate): IsoWeek {
  const thursday = addDays(date, 4 - weekdayOf(date));
  const { year } = partsOf(thursday);
  const week = Math.floor((toDayNumber(thursday) - toDayNumber(plainDate(year, 1, 1))) / 7) + 1;
  return IsoWeek.parse(`${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`);
}
