import { invariant } from '#shared/kernel/invariant.ts';
import { pointerOf } from '#shared/kernel/issue.ts';
import { type PlainDate, partsOf, weekdayOf } from '#shared/kernel/plain-date.ts';
import type { CalendarFileIssue } from './calendar-file-issue.ts';
import { lawHolidaysOf, lawSubstitutesOf } from './law-days.ts';
import type { CalendarDay } from './working-calendar.ts';

/** A row that was read without a fault, with its number. */
export interface ReadRow {
  readonly row: number;
  readonly day: CalendarDay;
}

/** The first and the last year of at least one row. */
export function yearsOf(read: readonly ReadRow[]): { firstYear: number; lastYear: number } {
  const years = read.map(({ day }) => partsOf(day.date).year).sort((a, b) => a - b);
  const firstYear = years[0];
  const lastYear = years.at(-1);
  invariant(firstYear !== undefined && lastYear !== undefined, 'years of a calendar without rows');
  return { firstYear, lastYear };
}

/** What is wrong with right rows when they are seen together; `read` is not empty. */
export function completenessIssues(read: readonly ReadRow[]): CalendarFileIssue[] {
  return [...movedIssues(read), ...shortDayIssues(read), ...lawIssues(read)];
}

/** [SL31] Two rows of one date agree only as two holidays, or as a moved working day that is shortened. */
export function clashIssues(read: readonly ReadRow[]): CalendarFileIssue[] {
  const issues: CalendarFileIssue[] = [];
  const byDate = new Map<PlainDate, ReadRow[]>();
  for (const current of read) {
    const earlier = byDate.get(current.day.date) ?? [];
    const clash = earlier.find(({ day }) => !canShareDate(day, current.day));
    if (clash === undefined) {
      byDate.set(current.day.date, [...earlier, current]);
      continue;
    }
    const code = clash.day.type === current.day.type ? 'duplicate-row' : 'contradicting-row';
    issues.push({ pointer: pointerOf(['rows', current.row, 'date']), code, params: { row: clash.row } });
  }
  return issues;
}

function canShareDate(a: CalendarDay, b: CalendarDay): boolean {
  if (a.type === 'holiday' && b.type === 'holiday') return a.name.lv !== b.name.lv;
  const types = [a.type, b.type];
  return types.includes('moved-work') && types.includes('short-day');
}

/** [SL32] What was moved off is worked on the other day, if the file covers that day's year. */
function movedIssues(read: readonly ReadRow[]): CalendarFileIssue[] {
  const { firstYear, lastYear } = yearsOf(read);
  const pairs = new Set<string>();
  for (const { day } of read) {
    if (day.type === 'moved-off') pairs.add(`off ${day.date} ${day.movedTo}`);
    if (day.type === 'moved-work') pairs.add(`work ${day.movedFrom} ${day.date}`);
  }
  const issues: CalendarFileIssue[] = [];
  const check = (row: number, type: 'moved-off' | 'moved-work', date: PlainDate, pair: string): void => {
    const { year } = partsOf(date);
    if (year < firstYear || year > lastYear || pairs.has(pair)) return;
    const pointer = pointerOf(['rows', row, 'rule']);
    issues.push({ pointer, code: 'moved-day-without-pair', params: { type, date } });
  };
  for (const { row, day } of read) {
    if (day.type === 'moved-off') check(row, 'moved-work', day.movedTo, `work ${day.date} ${day.movedTo}`);
    if (day.type === 'moved-work') check(row, 'moved-off', day.movedFrom, `off ${day.movedFrom} ${day.date}`);
  }
  return issues;
}

/** Only a working day can be shortened: Monday to Friday, or a Saturday that is worked. */
function shortDayIssues(read: readonly ReadRow[]): CalendarFileIssue[] {
  const worked = new Set(read.filter(({ day }) => day.type === 'moved-work').map(({ day }) => day.date));
  return read
    .filter(({ day }) => day.type === 'short-day' && weekdayOf(day.date) > 5 && !worked.has(day.date))
    .map(({ row }) => ({ pointer: pointerOf(['rows', row, 'date']), code: 'short-day-not-worked' }));
}

/** [SL29] Whole years only: a file that was cut off would silently turn holidays into working days. */
function lawIssues(read: readonly ReadRow[]): CalendarFileIssue[] {
  const { firstYear, lastYear } = yearsOf(read);
  const holidays = new Set(read.filter(({ day }) => day.type === 'holiday').map(({ day }) => day.date));
  const substitutes = new Set(read.filter(({ day }) => day.type === 'substitute').map(({ day }) => day.date));
  const missing = new Set<PlainDate>();
  for (let year = firstYear; year <= lastYear; year += 1) {
    for (const date of lawHolidaysOf(year)) if (!holidays.has(date)) missing.add(date);
    for (const date of lawSubstitutesOf(year)) if (!substitutes.has(date)) missing.add(date);
  }
  return [...missing].sort().map((date) => ({ pointer: '', code: 'law-day-missing', params: { date } }));
}
