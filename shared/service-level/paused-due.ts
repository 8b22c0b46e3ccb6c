import type { Instant } from '#shared/kernel/instant.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { localDateOf, startOfDay } from '#shared/kernel/local-time.ts';
import { addDays, type PlainDate } from '#shared/kernel/plain-date.ts';
import { daysEndOn, minutesEndAt, monthsEndOn, workingDaysEndOn } from './counted-end.ts';
import { type Due, dueOf } from './due.ts';
import type { OfficeCalendar } from './office-calendar.ts';
import type { EndedPause } from './pause.ts';
import { type PausedDays, pausedDaysOf } from './paused-days.ts';
import type { TimeRule } from './time-rule.ts';
import { workingDayOnOrAfter, workingDaysBetween } from './working-days.ts';

/** When `rule`, started at `startedAt` and stopped by `pauses`, is due ([SL34] to [SL39] in `docs/service-level.md`). */
export function pausedDueOf(
  rule: TimeRule,
  startedAt: Instant,
  pauses: readonly EndedPause[],
  officeCalendar: OfficeCalendar,
): Due {
  const startOn = localDateOf(startedAt);
  const paused = pausedDaysOf(pauses);
  switch (rule.unit) {
    case 'immediate':
      return { kind: 'instant', dueAt: startedAt };
    case 'minute':
      return { kind: 'instant', dueAt: minutesEndAt(rule.value, startedAt, pauses) };
    case 'calendar-day':
      return dueFrom(daysEndOn(rule.value, startOn, paused), paused, officeCalendar);
    case 'month':
      return dueFrom(monthsEndOn(rule.value, startOn, paused), paused, officeCalendar);
    case 'working-day': {
      if (rule.value === 0) return dueFrom(startOn, paused, officeCalendar);
      const dueOn = workingDaysEndOn(rule.value, startOn, paused, officeCalendar);
      return dueDate(addDays(startOn, 1), dueOn, officeCalendar);
    }
    default:
      return unreachable(rule.unit);
  }
}

/** [SL6] [SL37] Due on the first working day from `endOn` on at whose end the clock runs. */
function dueFrom(endOn: PlainDate, paused: readonly PausedDays[], officeCalendar: OfficeCalendar): Due {
  let dueOn = workingDayOnOrAfter(endOn, officeCalendar);
  for (const { from, to } of paused) {
    if (from <= dueOn && dueOn < to) dueOn = workingDayOnOrAfter(to, officeCalendar);
  }
  return dueDate(endOn, dueOn, officeCalendar);
}

/**
 * The due date `dueOn`, a working day that rests on the calendar of the days from `restsFrom` on. Written as a count of
 * working days after the day before them, so that `dueOf` says how sure that calendar is.
 */
function dueDate(restsFrom: PlainDate, dueOn: PlainDate, officeCalendar: OfficeCalendar): Due {
  const before = addDays(restsFrom, -1);
  const value = workingDaysBetween(before, dueOn, officeCalendar);
  return dueOf({ value, unit: 'working-day' }, startOfDay(before), officeCalendar);
}
