import { readFileSync } from 'node:fs';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';
import { instantAtLocal } from '#shared/kernel/local-time.ts';
import { addDays, PlainDate } from '#shared/kernel/plain-date.ts';
import { parseHolidayCsv } from '#shared/service-level/calendar-file.ts';
import type { Office } from '#shared/service-level/office.ts';
import { type OfficeCalendar, officeCalendarOf } from '#shared/service-level/office-calendar.ts';
import { parseOfficesFile } from '#shared/service-level/offices-file.ts';
import type { WorkingCalendar } from '#shared/service-level/working-calendar.ts';

/** Tests run in the root of the repository. */
const read = (name: string): string => readFileSync(`central/demo/${name}`, 'utf8');

/** The demo's calendar file and file of offices, as text. */
export const calendarText = read('holidays-lv.csv');
export const officesText = read('offices.json');

/** The demo's calendar. */
export function demoCalendar(): WorkingCalendar {
  const parsed = parseHolidayCsv(calendarText);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  return parsed.value;
}

/** An office of the demo by its code. */
export function demoOffice(code: string): Office {
  const parsed = parseOfficesFile(officesText);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  const office = parsed.value.offices.find((candidate) => candidate.code === code);
  if (office === undefined) throw new Error(`no office ${code}`);
  return office;
}

/** The calendar of an office of the demo. */
export function demoOfficeCalendar(code: string): OfficeCalendar {
  return officeCalendarOf(demoCalendar(), demoOffice(code).followsMovedWorkdays);
}

/** A date written in a test. */
export function on(text: string): PlainDate {
  return PlainDate.parse(text);
}

/** The instant at which a clock in Latvia shows `date` and `time`. */
export function at(date: string, time: string): Instant {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return instantAtLocal(on(date), hours * 60 + minutes);
}

/** The instant of a UTC time written in a test. */
export function utc(text: string): Instant {
  return instantOf(Date.parse(text));
}

/** Every date from `first` to `last`. */
export function datesBetween(first: string, last: string): PlainDate[] {
  const dates: PlainDate[] = [];
  const end = on(last);
  for (let date = on(first); date <= end; date = addDays(date, 1)) dates.push(date);
  return dates;
}

/** One row of the demo's calendar file, split by other means than the program's. */
export interface RawRow {
  readonly date: string;
  readonly type: string;
  readonly status: string;
}

/** The rows of the demo's calendar file; type and status are the only fields of their kind in a row. */
export function rawRows(): RawRow[] {
  const rows: RawRow[] = [];
  for (const line of calendarText.split(/\r?\n/).slice(1)) {
    const type = /,(holiday|substitute|moved-off|moved-work|short-day),(?:yes|no),/.exec(line)?.[1];
    const status = /,([a-z-]+)$/.exec(line)?.[1];
    if (type !== undefined && status !== undefined) rows.push({ date: line.slice(0, 10), type, status });
  }
  return rows;
}
