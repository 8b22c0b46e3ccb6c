import { addMonths, type PlainDate } from '#shared/kernel/plain-date.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import { workingDayOnOrAfter } from '#shared/service-level/working-days.ts';

const MONTHS_TO_CONTEST = 1;

/**
 * The last day on which a decision can be contested: one month from the day on which it is deemed notified, moved to a
 * working day (LT7; Administrative Procedure Law, section 79; to confirm).
 */
export function lastDayToContest(deemedOn: PlainDate, officeCalendar: OfficeCalendar): PlainDate {
  return workingDayOnOrAfter(addMonths(deemedOn, MONTHS_TO_CONTEST), officeCalendar);
}
