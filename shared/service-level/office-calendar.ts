import { type PlainDate, partsOf, plainDate, toDayNumber } from '#shared/kernel/plain-date.ts';
import { lawHolidaysOf, lawSubstitutesOf } from './law-days.ts';
import type { CalendarDay, WorkingCalendar } from './working-calendar.ts';

/** One year as an office counts it. Days are day numbers (days since 1970-01-01). */
export interface CalendarYear {
  /** 1 January. */
  readonly firstDay: number;
  /** The working days in order. */
  readonly workingDays: readonly number[];
  /** How many working days of the year lie before its first, second, … day; one entry more than the year has days. */
  readonly workingDaysBefore: readonly number[];
  /** Holidays, days off in their place and days moved off, whatever their weekday. */
  readonly daysOff: ReadonlySet<number>;
  /** Moved working days, each with the date whose work it takes over. */
  readonly movedWork: ReadonlyMap<number, PlainDate>;
  /** Working days that are one hour shorter. */
  readonly shortenedDays: ReadonlySet<number>;
}

/**
 * The calendar of one office, ready for counting. Build it once and keep it: a year is worked out when it is first
 * asked for and kept inside the object.
 */
export interface OfficeCalendar {
  /** The first year that the calendar file covers. */
  readonly firstYear: number;
  /** The last year that the calendar file covers. */
  readonly lastYear: number;
  /** Days whose being worked or not rests on a planned row, as day numbers. */
  readonly plannedDays: readonly number[];
  /** The year, from the file where it covers it, else from the law ([SL16] in `docs/service-level.md`). */
  readonly yearOf: (year: number) => CalendarYear;
}

/** What stands out of the plain week of Monday to Friday. */
interface Marks {
  readonly holidays: ReadonlySet<number>;
  readonly daysOff: ReadonlySet<number>;
  readonly movedWork: ReadonlyMap<number, PlainDate>;
}

/** The calendar of an office that follows the Cabinet's moved working days, or does not ([SL9], [SL10]). */
export function officeCalendarOf(calendar: WorkingCalendar, followsMovedWorkdays: boolean): OfficeCalendar {
  const { firstYear, lastYear, days } = calendar;
  const years = new Map<number, CalendarYear>();
  const buildYear = (year: number): CalendarYear => {
    if (year < firstYear || year > lastYear) return calendarYear(year, lawMarks(year));
    const rows = days.filter((day) => partsOf(day.date).year === year);
    const marks = marksOf(rows, followsMovedWorkdays);
    // [SL19] A follower's shortened days stand in the file; anyone else's follow from its own week [SL20].
    return followsMovedWorkdays ? calendarYear(year, marks, shortDaysOf(rows)) : calendarYear(year, marks);
  };
  return {
    firstYear,
    lastYear,
    plannedDays: plannedDaysOf(days, followsMovedWorkdays),
    yearOf: (year) => {
      const known = years.get(year);
      if (known !== undefined) return known;
      const built = buildYear(year);
      years.set(year, built);
      return built;
    },
  };
}

function marksOf(rows: readonly CalendarDay[], followsMovedWorkdays: boolean): Marks {
  const holidays = new Set<number>();
  const daysOff = new Set<number>();
  const movedWork = new Map<number, PlainDate>();
  for (const row of rows) {
    const day = toDayNumber(row.date);
    if (row.type === 'holiday') holidays.add(day);
    if (row.type === 'holiday' || row.type === 'substitute') daysOff.add(day);
    if (!followsMovedWorkdays) continue;
    if (row.type === 'moved-off') daysOff.add(day);
    if (row.type === 'moved-work') movedWork.set(day, row.movedFrom);
  }
  return { holidays, daysOff, movedWork };
}

function lawMarks(year: number): Marks {
  const holidays = new Set(lawHolidaysOf(year).map(toDayNumber));
  const daysOff = new Set([...holidays, ...lawSubstitutesOf(year).map(toDayNumber)]);
  return { holidays, daysOff, movedWork: new Map() };
}

function shortDaysOf(rows: readonly CalendarDay[]): Set<number> {
  return new Set(rows.filter((row) => row.type === 'short-day').map((row) => toDayNumber(row.date)));
}

/** Whether a day is worked; day number 0 was a Thursday. */
function isWorked(day: number, { daysOff, movedWork }: Marks): boolean {
  const fromMonday = (((day + 3) % 7) + 7) % 7;
  return movedWork.has(day) || (fromMonday < 5 && !daysOff.has(day));
}

/** Without `shortDays` every working day before a holiday is shortened; New Year's Eve is a holiday itself. */
function calendarYear(year: number, marks: Marks, shortDays?: ReadonlySet<number>): CalendarYear {
  const firstDay = toDayNumber(plainDate(year, 1, 1));
  const lastDay = toDayNumber(plainDate(year, 12, 31));
  const workingDays: number[] = [];
  const workingDaysBefore = [0];
  const beforeHolidays = new Set<number>();
  for (let day = firstDay; day <= lastDay; day += 1) {
    if (isWorked(day, marks)) {
      workingDays.push(day);
      if (marks.holidays.has(day + 1)) beforeHolidays.add(day);
    }
    workingDaysBefore.push(workingDays.length);
  }
  return {
    firstDay,
    workingDays,
    workingDaysBefore,
    daysOff: marks.daysOff,
    movedWork: marks.movedWork,
    shortenedDays: shortDays ?? beforeHolidays,
  };
}

/** [SL17] The planned rows that change whether their day is worked. */
function plannedDaysOf(rows: readonly CalendarDay[], followsMovedWorkdays: boolean): readonly number[] {
  const all = marksOf(rows, followsMovedWorkdays);
  const firm = marksOf(
    rows.filter((row) => row.status !== 'planned'),
    followsMovedWorkdays,
  );
  return rows
    .filter((row) => row.status === 'planned')
    .map((row) => toDayNumber(row.date))
    .filter((day) => isWorked(day, all) !== isWorked(day, firm));
}
