import { z } from 'zod';
import type { Instant } from '#shared/kernel/instant.ts';
import { Defect, unreachable } from '#shared/kernel/invariant.ts';
import { localDateOf, startOfDay } from '#shared/kernel/local-time.ts';
import { addDays } from '#shared/kernel/plain-date.ts';
import { deadlineInstant } from '#shared/service-level/due.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import { urgencyOf } from '#shared/service-level/urgency.ts';
import { addWorkingDays } from '#shared/service-level/working-days.ts';
import { type ClockedCase, dueOfCase } from './case-due.ts';

// How a case stands in a queue, for the counter's store and for the centre's database: both keep the columns of
// `queueColumnsOf` and compare them with the bounds of `queueBounds`, so that they cannot say different things.

/** The clocks that do not run, in the order in which they stand behind those that do (SL53). */
export const StoppedClock = z.enum(['paused', 'not-started', 'met']);
export type StoppedClock = z.infer<typeof StoppedClock>;

/** How pressing a case is in a queue: in the words of `urgencyOf`, or why its clock does not run (SL52). */
export const QueueUrgency = z.enum(['overdue', 'due-today', 'due-soon', 'in-time', ...StoppedClock.options]);
export type QueueUrgency = z.infer<typeof QueueUrgency>;

/** How a case stands at `nowAt` by the calendar of its office (SL52). */
export function queueUrgencyOf(
  given: ClockedCase,
  nowAt: Instant,
  officeCalendar: OfficeCalendar,
): QueueUrgency {
  const due = dueOfCase(given);
  return due === null ? stoppedOf(given) : urgencyOf(due, nowAt, officeCalendar).kind;
}

/** What a queue keeps of a case's deadline: the first instant that is too late, or why there is none. */
export type QueueColumns =
  | { readonly clock: 'running'; readonly tooLateAt: Instant }
  | { readonly clock: StoppedClock; readonly tooLateAt: null };

/** The columns of a case in a queue. */
export function queueColumnsOf(given: ClockedCase): QueueColumns {
  const due = dueOfCase(given);
  return due === null
    ? { clock: stoppedOf(given), tooLateAt: null }
    : { clock: 'running', tooLateAt: deadlineInstant(due) };
}

function stoppedOf({ deadline }: ClockedCase): StoppedClock {
  switch (deadline.kind) {
    case 'paused':
    case 'met':
      return deadline.kind;
    case 'waits-for-complete-request':
      return 'not-started';
    case 'running':
      throw new Defect('a clock that runs has a due date');
    default:
      return unreachable(deadline);
  }
}

/**
 * The moments between which the kinds of urgency lie ([SL24] to [SL27] in `docs/service-level.md`), to be compared with
 * the first instant that is too late: up to `nowAt` overdue, up to `todayEndsAt` due today, up to `soonEndsAt` due soon.
 */
export interface QueueBounds {
  readonly nowAt: Instant;
  readonly todayEndsAt: Instant;
  readonly soonEndsAt: Instant;
}

/** The third working day after today is the first that is not soon: before it lie at most two ([SL27]). */
const FIRST_WORKING_DAY_NOT_SOON = 3;

/** The bounds at `nowAt` by the calendar of an office. */
export function queueBounds(nowAt: Instant, officeCalendar: OfficeCalendar): QueueBounds {
  const today = localDateOf(nowAt);
  return {
    nowAt,
    todayEndsAt: startOfDay(addDays(today, 1)),
    soonEndsAt: startOfDay(addWorkingDays(today, FIRST_WORKING_DAY_NOT_SOON, officeCalendar)),
  };
}
