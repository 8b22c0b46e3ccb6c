import { type Instant, instantOf, millisecondsOf } from '#shared/kernel/instant.ts';
import { addDays, addMonths, daysBetween, type PlainDate } from '#shared/kernel/plain-date.ts';
import type { OfficeCalendar } from './office-calendar.ts';
import type { EndedPause } from './pause.ts';
import type { PausedDays } from './paused-days.ts';
import { addWorkingDays, workingDaysBetween } from './working-days.ts';

// Where a count ends that pauses stop. Each pause that begins before the end moves it, so that the next one, which
// begins later, is held against the moved end.

/** [SL38] The instant at which so many minutes have run since `startedAt`. */
export function minutesEndAt(minutes: number, startedAt: Instant, pauses: readonly EndedPause[]): Instant {
  const start = millisecondsOf(startedAt);
  let end = start + minutes * 60_000;
  for (const { pausedAt, resumedAt } of pauses) {
    const from = Math.max(millisecondsOf(pausedAt), start);
    if (from <= end) end += Math.max(millisecondsOf(resumedAt) - from, 0);
  }
  return instantOf(end);
}

/** [SL35] The day with which so many days after `startOn` have counted, not yet moved to a working day. */
export function daysEndOn(days: number, startOn: PlainDate, paused: readonly PausedDays[]): PlainDate {
  let endOn = addDays(startOn, days);
  for (const { from, to } of afterStart(paused, startOn)) {
    if (from <= endOn) endOn = addDays(endOn, daysBetween(from, to));
  }
  return endOn;
}

/** [SL35] The same for months: they are counted at once, and only then days are added. */
export function monthsEndOn(months: number, startOn: PlainDate, paused: readonly PausedDays[]): PlainDate {
  return daysEndOn(daysBetween(startOn, addMonths(startOn, months)), startOn, paused);
}

/** [SL36] The working day with which so many working days after `startOn`, at least one, have counted. */
export function workingDaysEndOn(
  days: number,
  startOn: PlainDate,
  paused: readonly PausedDays[],
  officeCalendar: OfficeCalendar,
): PlainDate {
  let endOn = addWorkingDays(startOn, days, officeCalendar);
  for (const { from, to } of afterStart(paused, startOn)) {
    if (from > endOn) continue;
    const lost = workingDaysBetween(addDays(from, -1), addDays(to, -1), officeCalendar);
    endOn = addWorkingDays(endOn, lost, officeCalendar);
  }
  return endOn;
}

/** Without the day of the start and what lies before it, which count in no case ([SL1], [SL34]). */
function afterStart(paused: readonly PausedDays[], startOn: PlainDate): readonly PausedDays[] {
  const firstOn = addDays(startOn, 1);
  return paused
    .map(({ from, to }) => ({ from: from < firstOn ? firstOn : from, to }))
    .filter(({ from, to }) => from < to);
}
