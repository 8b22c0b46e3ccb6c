import { type Instant, millisecondsOf } from '#shared/kernel/instant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { daysBetween, type PlainDate } from '#shared/kernel/plain-date.ts';
import type { Due } from './due.ts';
import type { OfficeCalendar } from './office-calendar.ts';
import { workingDaysBetween } from './working-days.ts';

/** With this many working days left, or fewer, a deadline is due soon ([SL27] in `docs/service-level.md`). */
const DUE_SOON_WORKING_DAYS = 2;

/**
 * How pressing a deadline is, always worked out for one moment and never stored ([SL24]). `workingDaysLeft` counts the
 * days after today up to the due date. `daysLate` counts local calendar days: 0 for a time that passed today.
 */
export type Urgency =
  | { readonly kind: 'in-time' }
  | { readonly kind: 'due-soon'; readonly workingDaysLeft: number }
  | { readonly kind: 'due-today' }
  | { readonly kind: 'overdue'; readonly daysLate: number };

/** How pressing `due` is at `nowAt` by the calendar of the office ([SL25] to [SL27]). */
export function urgencyOf(due: Due, nowAt: Instant, officeCalendar: OfficeCalendar): Urgency {
  const today = localDateOf(nowAt);
  const dueOn = due.kind === 'date' ? due.dueOn : localDateOf(due.dueAt);
  if (isTooLate(due, nowAt, today)) return { kind: 'overdue', daysLate: daysBetween(dueOn, today) };
  if (today === dueOn) return { kind: 'due-today' };
  const workingDaysLeft = workingDaysBetween(today, dueOn, officeCalendar);
  return workingDaysLeft <= DUE_SOON_WORKING_DAYS
    ? { kind: 'due-soon', workingDaysLeft }
    : { kind: 'in-time' };
}

/** The same answer as `nowAt` against `deadlineInstant`, without working out where a day ends. */
function isTooLate(due: Due, nowAt: Instant, today: PlainDate): boolean {
  return due.kind === 'date' ? today > due.dueOn : millisecondsOf(nowAt) > millisecondsOf(due.dueAt);
}
