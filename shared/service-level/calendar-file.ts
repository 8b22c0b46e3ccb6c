import { pointerOf } from '#shared/kernel/issue.ts';
import { compareDates } from '#shared/kernel/plain-date.ts';
import { ok, type Result, refused } from '#shared/kernel/result.ts';
import { clashIssues, completenessIssues, type ReadRow, yearsOf } from './calendar-consistency.ts';
import type { CalendarFileIssue } from './calendar-file-issue.ts';
import { CALENDAR_COLUMNS, parseCalendarRow } from './calendar-row.ts';
import { readCsv } from './csv.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/**
 * Reads the text of a calendar file: CSV with at least the columns of `CALENDAR_COLUMNS`, in any order. Every faulty
 * row is reported; what concerns the whole file is looked at once each row is right ([SL28] to [SL32] in
 * `docs/service-level.md`). Nothing is kept of a faulty file.
 */
export function parseHolidayCsv(text: string): Result<WorkingCalendar, readonly CalendarFileIssue[]> {
  const { rows, fault } = readCsv(text);
  const [header, ...body] = rows;
  if (header === undefined) {
    return refused([{ pointer: '', code: fault === undefined ? 'empty' : 'not-a-calendar' }]);
  }
  const names = header.fields.map((name) => name.trim());
  const issues = columnIssues(names);
  if (issues.length > 0) return refused(issues);
  if (fault !== undefined) issues.push({ pointer: pointerOf(['rows', fault.row]), code: fault.code });
  const read: ReadRow[] = [];
  for (const row of body) {
    const result = parseCalendarRow(row, names);
    if (result.ok) read.push({ row: row.row, day: result.value });
    else issues.push(...result.problem);
  }
  if (body.length === 0) issues.push({ pointer: '', code: 'no-rows' });
  issues.push(...clashIssues(read));
  if (issues.length === 0) issues.push(...completenessIssues(read));
  return issues.length > 0 ? refused(issues) : ok(calendarOf(read));
}

function calendarOf(read: readonly ReadRow[]): WorkingCalendar {
  const days = read.map(({ day }) => day).sort((a, b) => compareDates(a.date, b.date));
  return { ...yearsOf(read), days };
}

function columnIssues(names: readonly string[]): CalendarFileIssue[] {
  const isCalendar = CALENDAR_COLUMNS.some((column) => names.includes(column));
  if (!isCalendar) return [{ pointer: '', code: 'not-a-calendar' }];
  const issues: CalendarFileIssue[] = [];
  for (const column of CALENDAR_COLUMNS) {
    const count = names.filter((name) => name === column).length;
    const pointer = pointerOf(['columns', column]);
    if (count === 0) issues.push({ pointer, code: 'column-missing' });
    if (count > 1) issues.push({ pointer, code: 'column-twice' });
  }
  return issues;
}
