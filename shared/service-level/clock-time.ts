import { z } from 'zod';
import { invariant } from '#shared/kernel/invariant.ts';

/** A time on the wall, written `08:30`. Sorts as text. */
export const ClockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'not-a-time', abort: true })
  .brand<'ClockTime'>();
export type ClockTime = z.infer<typeof ClockTime>;

/** Minutes from midnight to `time` on the wall. */
export function minutesAfterMidnight(time: ClockTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** The inverse of `minutesAfterMidnight`, for 0 to 1439 minutes. */
export function clockTimeOf(minutes: number): ClockTime {
  invariant(Number.isInteger(minutes) && minutes >= 0 && minutes < 1_440, 'not a time of day');
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}` as ClockTime;
}
