import { type Instant, millisecondsOf } from '#shared/kernel/instant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { addDays, daysBetween, type PlainDate } from '#shared/kernel/plain-date.ts';
import { clockOf } from './clock.ts';
import type { ClockTerms } from './clock-terms.ts';
import { deadlineInstant } from './due.ts';
import type { OfficeCalendar } from './office-calendar.ts';
import { endedPausesOf, type Pause } from './pause.ts';
import type { TimeLeft } from './time-left.ts';
import { workingDaysBetween } from './working-days.ts';

/**
 * What each pause takes out of a time, in the order of the pauses, an open one as if it ended at `nowAt`: minutes of a
 * time in minutes, working days of one in working days, else calendar days ([SL58] in `docs/service-level.md`).
 */
export function takenOutOf(
  terms: ClockTerms,
  nowAt: Instant,
  officeCalendar: OfficeCalendar,
): readonly TimeLeft[] {
  return terms.pauses.map((pause, place) => {
    const before = { ...terms, pauses: endedPausesOf(terms.pauses.slice(0, place)) };
    const isExtended = terms.extension !== null && terms.extension.extendedAt <= pause.pausedAt;
    const level = clockOf({ ...before, extension: isExtended ? terms.extension : null }, officeCalendar);
    const isTooLate = level.kind === 'running' && pause.pausedAt >= deadlineInstant(level.due);
    const unit = isExtended ? 'calendar-day' : terms.rule.unit;
    return takenOut(pause, unit, isTooLate, { startedAt: terms.startedAt, nowAt }, officeCalendar);
  });
}

function takenOut(
  { pausedAt, resumedAt }: Pause,
  unit: ClockTerms['rule']['unit'],
  isTooLate: boolean,
  { startedAt, nowAt }: { readonly startedAt: Instant; readonly nowAt: Instant },
  officeCalendar: OfficeCalendar,
): TimeLeft {
  if (unit === 'immediate') return { value: 0, unit };
  const until = resumedAt ?? (nowAt > pausedAt ? nowAt : pausedAt);
  if (unit === 'minute') {
    const from = Math.max(millisecondsOf(pausedAt), millisecondsOf(startedAt));
    const stood = isTooLate ? 0 : Math.max(millisecondsOf(until) - from, 0);
    return { value: Math.floor(stood / 60_000), unit };
  }
  const days = isTooLate ? undefined : daysAfterStart(pausedAt, until, startedAt);
  if (unit !== 'working-day') {
    return { value: days === undefined ? 0 : daysBetween(days.from, days.to), unit: 'calendar-day' };
  }
  const value =
    days === undefined ? 0 : workingDaysBetween(addDays(days.from, -1), addDays(days.to, -1), officeCalendar);
  return { value, unit };
}

/** The days at whose end the clock stands, without the day of the start ([SL34]); `undefined` when there is none. */
function daysAfterStart(
  pausedAt: Instant,
  until: Instant,
  startedAt: Instant,
): { readonly from: PlainDate; readonly to: PlainDate } | undefined {
  const firstOn = addDays(localDateOf(startedAt), 1);
  const pausedOn = localDateOf(pausedAt);
  const from = pausedOn < firstOn ? firstOn : pausedOn;
  const to = localDateOf(until);
  return from < to ? { from, to } : undefined;
}
