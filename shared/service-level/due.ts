import { z } from 'zod';
import { addMilliseconds, Instant } from '#shared/kernel/instant.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { localDateOf, startOfDay } from '#shared/kernel/local-time.ts';
import { addDays, addMonths, PlainDate, partsOf, toDayNumber } from '#shared/kernel/plain-date.ts';
import type { OfficeCalendar } from './office-calendar.ts';
import type { TimeRule } from './time-rule.ts';
import { addWorkingDays, workingDayOnOrAfter } from './working-days.ts';

/** How sure the calendar behind a due date is: a planned day changes it, or the file ends before it ([SL16], [SL17]). */
export const CalendarCertainty = z.enum(['confirmed', 'planned-day', 'calendar-not-confirmed']);
export type CalendarCertainty = z.infer<typeof CalendarCertainty>;

/** Until when something must be done: to the instant, or by the end of a local day. */
export const Due = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('instant'), dueAt: Instant }),
  z.object({ kind: z.literal('date'), dueOn: PlainDate, confirmed: CalendarCertainty }),
]);
export type Due = z.infer<typeof Due>;

/** When `rule`, started at `startAt` and never paused, is due by the calendar of the office ([SL1] to [SL18]). */
export function dueOf(rule: TimeRule, startAt: Instant, officeCalendar: OfficeCalendar): Due {
  switch (rule.unit) {
    case 'immediate':
      return { kind: 'instant', dueAt: startAt };
    case 'minute':
      return { kind: 'instant', dueAt: addMilliseconds(startAt, rule.value * 60_000) };
    case 'calendar-day':
      return dueOnOrAfter(addDays(localDateOf(startAt), rule.value), officeCalendar);
    case 'month':
      return dueOnOrAfter(addMonths(localDateOf(startAt), rule.value), officeCalendar);
    case 'working-day': {
      const startOn = localDateOf(startAt);
      const firstCounted = rule.value === 0 ? startOn : addDays(startOn, 1);
      return dueDate(firstCounted, addWorkingDays(startOn, rule.value, officeCalendar), officeCalendar);
    }
    default:
      return unreachable(rule.unit);
  }
}

/** [SL6] A count that ends on a day off ends on the next working day. */
function dueOnOrAfter(endOn: PlainDate, officeCalendar: OfficeCalendar): Due {
  return dueDate(endOn, workingDayOnOrAfter(endOn, officeCalendar), officeCalendar);
}

/** A due date that rests on the calendar of the days from `from` to `dueOn`. */
function dueDate(from: PlainDate, dueOn: PlainDate, officeCalendar: OfficeCalendar): Due {
  return { kind: 'date', dueOn, confirmed: certaintyOf(from, dueOn, officeCalendar) };
}

function certaintyOf(from: PlainDate, to: PlainDate, officeCalendar: OfficeCalendar): CalendarCertainty {
  const { firstYear, lastYear, plannedDays } = officeCalendar;
  if (partsOf(from).year < firstYear || partsOf(to).year > lastYear) return 'calendar-not-confirmed';
  if (plannedDays.length === 0) return 'confirmed';
  const first = toDayNumber(from);
  const last = toDayNumber(to);
  return plannedDays.some((day) => first <= day && day <= last) ? 'planned-day' : 'confirmed';
}

/** Whether a due date rests on a calendar that may change yet ([SL16], [SL17]). */
export function isUnsure(due: Due): boolean {
  return due.kind === 'date' && due.confirmed !== 'confirmed';
}

/** The first instant that is too late: the start of the next local day, or the millisecond after `dueAt` ([SL3]). */
export function deadlineInstant(due: Due): Instant {
  switch (due.kind) {
    case 'instant':
      return addMilliseconds(due.dueAt, 1);
    case 'date':
      return startOfDay(addDays(due.dueOn, 1));
    default:
      return unreachable(due);
  }
}
