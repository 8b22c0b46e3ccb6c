import { z } from 'zod';
import { type Instant, millisecondsOf } from '#shared/kernel/instant.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { addDays, daysBetween, type PlainDate } from '#shared/kernel/plain-date.ts';
import { daysEndOn, minutesEndAt, monthsEndOn, workingDaysEndOn } from './counted-end.ts';
import type { OfficeCalendar } from './office-calendar.ts';
import type { EndedPause } from './pause.ts';
import { pausedDaysOf } from './paused-days.ts';
import { type TimeRule, TimeUnit } from './time-rule.ts';
import { workingDaysBetween } from './working-days.ts';

/** What is left of a time: a whole number of its units; of months, the calendar days that remain. */
export const TimeLeft = z.object({ value: z.int().min(0), unit: TimeUnit.exclude(['month']) });
export type TimeLeft = z.infer<typeof TimeLeft>;

/**
 * What is left of `rule`, started at `startedAt`, when its clock stops at `pausedAt` after the pauses that have ended
 * ([SL40] in `docs/service-level.md`): what has not counted whole, never less than nothing.
 */
export function timeLeftOf(
  rule: TimeRule,
  startedAt: Instant,
  pauses: readonly EndedPause[],
  pausedAt: Instant,
  officeCalendar: OfficeCalendar,
): TimeLeft {
  const startOn = localDateOf(startedAt);
  const countedOn = lastCountedOn(startOn, localDateOf(pausedAt));
  const paused = pausedDaysOf(pauses);
  const calendarDaysTo = (endOn: PlainDate): TimeLeft => ({
    value: Math.max(daysBetween(countedOn, endOn), 0),
    unit: 'calendar-day',
  });
  switch (rule.unit) {
    case 'immediate':
      return { value: 0, unit: 'immediate' };
    case 'minute': {
      const from = Math.max(millisecondsOf(pausedAt), millisecondsOf(startedAt));
      const left = millisecondsOf(minutesEndAt(rule.value, startedAt, pauses)) - from;
      return { value: Math.max(Math.ceil(left / 60_000), 0), unit: 'minute' };
    }
    case 'calendar-day':
      return calendarDaysTo(daysEndOn(rule.value, startOn, paused));
    case 'month':
      return calendarDaysTo(monthsEndOn(rule.value, startOn, paused));
    case 'working-day': {
      if (rule.value === 0) return { value: 0, unit: 'working-day' };
      const endOn = workingDaysEndOn(rule.value, startOn, paused, officeCalendar);
      const value = countedOn < endOn ? workingDaysBetween(countedOn, endOn, officeCalendar) : 0;
      return { value, unit: 'working-day' };
    }
    default:
      return unreachable(rule.unit);
  }
}

/** The last day that is over when the clock stops; the day of the start is day 0 and has nothing to count. */
function lastCountedOn(startOn: PlainDate, pausedOn: PlainDate): PlainDate {
  return pausedOn > startOn ? addDays(pausedOn, -1) : startOn;
}
