import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, fromDayNumber, type PlainDate, toDayNumber } from '#shared/kernel/plain-date.ts';
import { officeCalendarOf } from '#shared/service-level/office-calendar.ts';
import {
  addWorkingDays,
  isNamedDayOff,
  isShortenedDay,
  isWorkingDay,
  workingDayOnOrAfter,
  workingDaysBetween,
} from '#shared/service-level/working-days.ts';
import { datesBetween, demoCalendar, demoOfficeCalendar, on, rawRows } from './demo-files.ts';

const rows = rawRows();
const following = officeCalendarOf(demoCalendar(), true);
const notFollowing = officeCalendarOf(demoCalendar(), false);

const datesOf = (...types: string[]): Set<string> =>
  new Set(rows.filter((row) => types.includes(row.type)).map((row) => row.date));
const lawDaysOff = datesOf('holiday', 'substitute');
const movedOff = datesOf('moved-off');
const movedWork = datesOf('moved-work');

/** The rules said again over the raw rows, for 2025 to 2028. */
function isWorkedByRows(date: PlainDate, followsMovedWorkdays: boolean): boolean {
  if (followsMovedWorkdays && movedWork.has(date)) return true;
  if (followsMovedWorkdays && movedOff.has(date)) return false;
  const weekday = new Date(date).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !lawDaysOff.has(date);
}

const followers = fc.boolean();
const calendarFor = (follows: boolean) => (follows ? following : notFollowing);
const between = (first: string, last: string): fc.Arbitrary<PlainDate> =>
  fc.integer({ min: toDayNumber(on(first)), max: toDayNumber(on(last)) }).map(fromDayNumber);
const fileDates = between('2025-01-01', '2028-12-31');
const anyDates = between('1995-01-01', '2060-12-31');

describe('working days', () => {
  it('[SL9] [SL10] every day of 2025 to 2028 is worked or not as the rows say', () => {
    for (const date of datesBetween('2025-01-01', '2028-12-31')) {
      expect(isWorkingDay(date, following), date).toBe(isWorkedByRows(date, true));
      expect(isWorkingDay(date, notFollowing), date).toBe(isWorkedByRows(date, false));
    }
  });

  it.each(rows)(
    '[SL9] [SL10] [SL19] the row $date $type holds for an office that follows',
    ({ date, type }) => {
      expect(isWorkingDay(on(date), following)).toBe(type === 'moved-work' || type === 'short-day');
      expect(isNamedDayOff(on(date), following)).toBe(type !== 'moved-work' && type !== 'short-day');
      if (type === 'short-day') expect(isShortenedDay(on(date), following)).toBe(true);
    },
  );

  it.each([
    ['SMI', '2026-01-02', false],
    ['SMI', '2026-01-17', true],
    ['SMI', '2026-06-22', false],
    ['SMI', '2026-06-27', true],
    ['VAR', '2026-01-02', true],
    ['VAR', '2026-01-17', false],
    ['SAL', '2026-06-22', true],
    ['JEK', '2026-06-27', false],
    ['JEK', '2026-06-23', false],
    ['JEK', '2025-05-05', false],
  ])('[SL10] whether %s works on %s: %s', (code, date, works) => {
    expect(isWorkingDay(on(date), demoOfficeCalendar(code))).toBe(works);
  });

  it('[SL11] special days and closed weekdays of an office play no part', () => {
    expect(isWorkingDay(on('2026-08-14'), demoOfficeCalendar('SMI'))).toBe(true);
    expect(isWorkingDay(on('2026-07-13'), demoOfficeCalendar('JEK'))).toBe(true);
    expect(isWorkingDay(on('2026-07-11'), demoOfficeCalendar('ALU'))).toBe(false);
  });

  it.each([
    ['SMI', '2025-12-30', 1, '2026-01-05'],
    ['VAR', '2025-12-30', 1, '2026-01-02'],
    ['SMI', '2026-01-15', 2, '2026-01-17'],
    ['VAR', '2026-01-15', 2, '2026-01-19'],
    ['SMI', '2026-06-19', 1, '2026-06-25'],
    ['SAL', '2026-06-19', 1, '2026-06-22'],
    ['SMI', '2026-06-25', 2, '2026-06-27'],
    ['JEK', '2026-06-25', 2, '2026-06-29'],
    ['SMI', '2025-05-01', 1, '2025-05-06'],
    ['VAR', '2025-05-01', 1, '2025-05-02'],
    ['SMI', '2025-05-09', 1, '2025-05-10'],
    ['VAR', '2027-12-23', 10, '2028-01-10'],
    ['SMI', '2028-07-07', 1, '2028-07-11'],
    ['SMI', '2028-12-29', 1, '2029-01-02'],
  ])('[SL12] %s: %s and %i working days are %s', (code, date, days, end) => {
    expect(addWorkingDays(on(date), days, demoOfficeCalendar(code))).toBe(end);
  });

  it('[SL13] zero working days stay on a working day and leave a day off', () => {
    expect(addWorkingDays(on('2026-06-19'), 0, following)).toBe('2026-06-19');
    expect(addWorkingDays(on('2026-06-20'), 0, following)).toBe('2026-06-25');
    expect(addWorkingDays(on('2026-06-20'), 0, notFollowing)).toBe('2026-06-22');
    expect(workingDayOnOrAfter(on('2028-12-30'), following)).toBe('2029-01-02');
  });

  it.each([
    ['2024-05-06', false],
    ['2024-05-03', true],
    ['2029-03-30', false],
    ['2029-04-02', false],
    ['2029-05-02', true],
    ['2029-11-19', false],
    ['2030-05-06', false],
    ['2030-12-31', false],
  ])('[SL16] outside the file %s is worked: %s', (date, works) => {
    expect(isWorkingDay(on(date), following)).toBe(works);
    expect(isWorkingDay(on(date), notFollowing)).toBe(works);
  });

  it('[SL16] the law gives the same years as the file, but for moved and planned days', () => {
    const empty = officeCalendarOf({ firstYear: 2000, lastYear: 2000, days: [] }, false);
    const different = datesBetween('2025-01-01', '2028-12-31').filter(
      (date) => isWorkingDay(date, empty) !== isWorkingDay(date, notFollowing),
    );
    expect(different).toEqual(['2028-07-10']);
  });

  it('[SL12] counting agrees with stepping day by day', () => {
    fc.assert(
      fc.property(fileDates, fc.integer({ min: 1, max: 300 }), followers, (date, days, follows) => {
        const end = addWorkingDays(date, days, calendarFor(follows));
        fc.pre(end < '2029');
        let worked = 0;
        for (let day = addDays(date, 1); day <= end; day = addDays(day, 1)) {
          if (isWorkedByRows(day, follows)) worked += 1;
        }
        expect(worked).toBe(days);
        expect(isWorkedByRows(end, follows)).toBe(true);
        expect(workingDaysBetween(date, end, calendarFor(follows))).toBe(days);
      }),
    );
  });

  it('[SL12] more days or a later start never end earlier, and never on a day off', () => {
    const days = fc.integer({ min: 0, max: 2_000 });
    fc.assert(
      fc.property(anyDates, anyDates, days, days, followers, (a, b, m, n, follows) => {
        const calendar = calendarFor(follows);
        const [earlier, later] = a <= b ? [a, b] : [b, a];
        const [fewer, more] = m <= n ? [m, n] : [n, m];
        const end = addWorkingDays(earlier, fewer, calendar);
        expect(isWorkingDay(end, calendar)).toBe(true);
        expect(end >= earlier).toBe(true);
        expect(addWorkingDays(earlier, more, calendar) >= end).toBe(true);
        expect(addWorkingDays(later, fewer, calendar) >= end).toBe(true);
      }),
    );
  });

  it('[SL12] a and b days at once are a days, then b days', () => {
    const days = fc.integer({ min: 1, max: 1_000 });
    fc.assert(
      fc.property(anyDates, days, days, followers, (date, a, b, follows) => {
        const calendar = calendarFor(follows);
        const inSteps = addWorkingDays(addWorkingDays(date, a, calendar), b, calendar);
        expect(addWorkingDays(date, a + b, calendar)).toBe(inSteps);
      }),
    );
  });

  it('[SL12] the days between two dates are the working days after the first', () => {
    fc.assert(
      fc.property(fileDates, fc.integer({ min: 0, max: 400 }), followers, (from, length, follows) => {
        const to = addDays(from, length);
        fc.pre(to < '2029');
        const counted = datesBetween(addDays(from, 1), to).filter((date) => isWorkedByRows(date, follows));
        expect(workingDaysBetween(from, to, calendarFor(follows))).toBe(counted.length);
      }),
    );
  });

  it('counting backward is a defect', () => {
    expect(() => addWorkingDays(on('2026-01-05'), -1, following)).toThrow();
    expect(() => addWorkingDays(on('2026-01-05'), 0.5, following)).toThrow();
    expect(() => workingDaysBetween(on('2026-01-05'), on('2026-01-04'), following)).toThrow();
  });
});

describe('shortened days', () => {
  it('[SL19] an office that follows has exactly those of the file', () => {
    const shortened = datesBetween('2025-01-01', '2028-12-31').filter((date) =>
      isShortenedDay(date, following),
    );
    expect(new Set(shortened)).toEqual(datesOf('short-day'));
    expect(shortened).toHaveLength(23);
  });

  it('[SL19] the rows by law are the working days before a holiday', () => {
    const holidays = datesOf('holiday');
    const computed = datesBetween('2025-01-01', '2028-12-31').filter(
      (date) => isWorkedByRows(date, true) && holidays.has(addDays(date, 1)),
    );
    const byLaw = rows.filter((row) => row.type === 'short-day' && row.status === 'by-law');
    expect(computed).toEqual(byLaw.map((row) => row.date));
  });

  it('[SL20] an office that does not follow has those before each holiday by its own week', () => {
    const shortened = datesBetween('2025-01-01', '2028-12-31').filter((date) =>
      isShortenedDay(date, notFollowing),
    );
    const saturdays = ['2025-05-10', '2025-11-08', '2026-06-27'];
    const ofFile = [...datesOf('short-day')].filter((date) => !saturdays.includes(date));
    expect(shortened).toEqual([...ofFile, '2025-11-17', '2026-06-22'].sort());
  });

  it('[SL19] [SL20] after the file both follow the rule', () => {
    for (const calendar of [following, notFollowing]) {
      expect(
        datesBetween('2029-01-01', '2029-12-31').filter((date) => isShortenedDay(date, calendar)),
      ).toEqual(['2029-03-29', '2029-04-30', '2029-05-03', '2029-06-22']);
    }
  });
});
