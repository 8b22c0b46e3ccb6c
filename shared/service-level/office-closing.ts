import { type PlainDate, weekdayOf } from '#shared/kernel/plain-date.ts';
import { type ClockTime, clockTimeOf, minutesAfterMidnight } from './clock-time.ts';
import type { Office } from './office.ts';
import type { OfficeCalendar } from './office-calendar.ts';
import { type OpeningIntervals, weekdayKeyOf } from './opening-hours.ts';
import { findMovedFrom, isNamedDayOff, isShortenedDay } from './working-days.ts';

const SHORTER_BY_MINUTES = 60;

/**
 * When the office closes on `date`, or `undefined` when it is closed all day ([SL21] to [SL23] in
 * `docs/service-level.md`). For display only: a deadline runs to the end of its day. `officeCalendar` is that of the
 * same office.
 */
export function officeClosingOn(
  office: Office,
  date: PlainDate,
  officeCalendar: OfficeCalendar,
): ClockTime | undefined {
  const special = office.specialDays.find((day) => day.date === date);
  if (special !== undefined) return special.open.at(-1)?.to;
  if (isNamedDayOff(date, officeCalendar)) return undefined;
  const hoursOf = findMovedFrom(date, officeCalendar) ?? date;
  const intervals = office.openingHours[weekdayKeyOf(weekdayOf(hoursOf))];
  return isShortenedDay(date, officeCalendar) ? shortenedClosing(intervals) : intervals.at(-1)?.to;
}

/** One hour earlier; when that falls into a break, the beginning of the break. */
function shortenedClosing(intervals: OpeningIntervals): ClockTime | undefined {
  const closing = intervals.at(-1)?.to;
  if (closing === undefined) return undefined;
  const cut = minutesAfterMidnight(closing) - SHORTER_BY_MINUTES;
  const last = intervals.findLast((interval) => minutesAfterMidnight(interval.from) < cut);
  if (last === undefined) return undefined;
  return clockTimeOf(Math.min(cut, minutesAfterMidnight(last.to)));
}
