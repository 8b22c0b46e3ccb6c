import { invariant } from '#shared/kernel/invariant.ts';
import { fromDayNumber, type PlainDate, partsOf, toDayNumber } from '#shared/kernel/plain-date.ts';
import type { CalendarYear, OfficeCalendar } from './office-calendar.ts';

/** Where a date lies in its year. */
function placeOf(
  date: PlainDate,
  officeCalendar: OfficeCalendar,
): { year: number; calendarYear: CalendarYear; day: number; before: number; through: number } {
  const { year } = partsOf(date);
  const calendarYear = officeCalendar.yearOf(year);
  const day = toDayNumber(date);
  const before = calendarYear.workingDaysBefore[day - calendarYear.firstDay];
  const through = calendarYear.workingDaysBefore[day - calendarYear.firstDay + 1];
  invariant(before !== undefined && through !== undefined, 'a date outside its year');
  return { year, calendarYear, day, before, through };
}

/** Whether the office works on `date`; opening hours and special days play no part ([SL9] to [SL11]). */
export function isWorkingDay(date: PlainDate, officeCalendar: OfficeCalendar): boolean {
  const { before, through } = placeOf(date, officeCalendar);
  return through > before;
}

/** Whether `date` is a holiday, a day off in its place or a day moved off; a plain Sunday is none of these. */
export function isNamedDayOff(date: PlainDate, officeCalendar: OfficeCalendar): boolean {
  const { calendarYear, day } = placeOf(date, officeCalendar);
  return calendarYear.daysOff.has(day);
}

/** Whether `date` is a working day that is one hour shorter ([SL19], [SL20]). */
export function isShortenedDay(date: PlainDate, officeCalendar: OfficeCalendar): boolean {
  const { calendarYear, day } = placeOf(date, officeCalendar);
  return calendarYear.shortenedDays.has(day);
}

/** The date whose work a moved working day takes over ([SL23]), or `undefined` when `date` is no such day. */
export function findMovedFrom(date: PlainDate, officeCalendar: OfficeCalendar): PlainDate | undefined {
  const { calendarYear, day } = placeOf(date, officeCalendar);
  return calendarYear.movedWork.get(day);
}

/**
 * The `days`-th working day after `date`, which is day 0 ([SL1], [SL12]). Zero days give `date` itself or, when the
 * office does not work on it, the next working day ([SL13]). `days` is a whole number, not negative.
 */
export function addWorkingDays(date: PlainDate, days: number, officeCalendar: OfficeCalendar): PlainDate {
  invariant(Number.isInteger(days) && days >= 0, 'working days are counted forward in whole days');
  const place = placeOf(date, officeCalendar);
  let { year, calendarYear } = place;
  let index = days === 0 ? place.before : place.through + days - 1;
  while (index >= calendarYear.workingDays.length) {
    index -= calendarYear.workingDays.length;
    year += 1;
    calendarYear = officeCalendar.yearOf(year);
  }
  const day = calendarYear.workingDays[index];
  invariant(day !== undefined, 'a year without that working day');
  return fromDayNumber(day);
}

/** `date` when the office works on it, else the next day on which it does. */
export function workingDayOnOrAfter(date: PlainDate, officeCalendar: OfficeCalendar): PlainDate {
  return addWorkingDays(date, 0, officeCalendar);
}

/** How many working days lie after `from` up to and including `to`, which is not earlier. */
export function workingDaysBetween(from: PlainDate, to: PlainDate, officeCalendar: OfficeCalendar): number {
  invariant(from <= to, 'working days are counted forward');
  const start = placeOf(from, officeCalendar);
  const end = placeOf(to, officeCalendar);
  let count = end.through - start.through;
  for (let year = start.year; year < end.year; year += 1) {
    count += officeCalendar.yearOf(year).workingDays.length;
  }
  return count;
}
