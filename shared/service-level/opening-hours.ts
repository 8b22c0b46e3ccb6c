import { z } from 'zod';
import type { Weekday } from '#shared/kernel/plain-date.ts';
import { ClockTime } from './clock-time.ts';

/** The days of the week as office files write them. */
export const WeekdayKey = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
export type WeekdayKey = z.infer<typeof WeekdayKey>;

const KEY_OF_WEEKDAY = {
  1: 'mon',
  2: 'tue',
  3: 'wed',
  4: 'thu',
  5: 'fri',
  6: 'sat',
  7: 'sun',
} as const satisfies Record<Weekday, WeekdayKey>;

/** The key of a weekday. */
export function weekdayKeyOf(weekday: Weekday): WeekdayKey {
  return KEY_OF_WEEKDAY[weekday];
}

/** From opening to closing on one day; an interval cannot reach over midnight. */
export const OpeningInterval = z
  .object({ from: ClockTime, to: ClockTime })
  .refine(({ from, to }) => from < to, { error: 'ends-before-it-begins', path: ['to'] });
export type OpeningInterval = z.infer<typeof OpeningInterval>;

/** The intervals of one day in order; a break is a gap, an empty list a day when the office is closed. */
export const OpeningIntervals = z
  .array(OpeningInterval)
  .refine(
    (intervals) =>
      intervals.every((interval, index) => index === 0 || (intervals[index - 1]?.to ?? '') <= interval.from),
    'intervals-overlap',
  );
export type OpeningIntervals = z.infer<typeof OpeningIntervals>;

/** The usual week of an office. */
export const OpeningHours = z.strictObject({
  mon: OpeningIntervals,
  tue: OpeningIntervals,
  wed: OpeningIntervals,
  thu: OpeningIntervals,
  fri: OpeningIntervals,
  sat: OpeningIntervals,
  sun: OpeningIntervals,
});
export type OpeningHours = z.infer<typeof OpeningHours>;
