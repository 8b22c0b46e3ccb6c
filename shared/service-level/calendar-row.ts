import { cleanText } from '#shared/kernel/clean-text.ts';
import { pointerOf } from '#shared/kernel/issue.ts';
import {
  findPlainDate,
  type PlainDate,
  partsOf,
  type Weekday,
  weekdayOf,
} from '#shared/kernel/plain-date.ts';
import { ok, type Result, refused } from '#shared/kernel/result.ts';
import type { CalendarFileIssue, CalendarFileIssueCode } from './calendar-file-issue.ts';
import { CALENDAR_LIMITS } from './calendar-limits.ts';
import type { CsvRow } from './csv.ts';
import { type CalendarDay, CalendarDayStatus } from './working-calendar.ts';

/** The columns that are read; others (`basis`) may stand beside them. */
export const CALENDAR_COLUMNS = [
  'date',
  'weekday_lv',
  'weekday_en',
  'name_lv',
  'name_en',
  'type',
  'day_off',
  'rule',
  'status',
] as const;
type Column = (typeof CALENDAR_COLUMNS)[number];

/** For each type, what `day_off` must say. */
const DAY_OFF = {
  holiday: 'yes',
  substitute: 'yes',
  'moved-off': 'yes',
  'moved-work': 'no',
  'short-day': 'no',
} as const satisfies Record<CalendarDay['type'], 'yes' | 'no'>;

const WEEKDAY_NAMES = {
  1: { weekday_lv: 'pirmdiena', weekday_en: 'Monday' },
  2: { weekday_lv: 'otrdiena', weekday_en: 'Tuesday' },
  3: { weekday_lv: 'trešdiena', weekday_en: 'Wednesday' },
  4: { weekday_lv: 'ceturtdiena', weekday_en: 'Thursday' },
  5: { weekday_lv: 'piektdiena', weekday_en: 'Friday' },
  6: { weekday_lv: 'sestdiena', weekday_en: 'Saturday' },
  7: { weekday_lv: 'svētdiena', weekday_en: 'Sunday' },
} as const satisfies Record<Weekday, { weekday_lv: string; weekday_en: string }>;

/**
 * The day that one row of a calendar file names, or everything that is wrong with the row. `names` are the names of the
 * columns in the order of the row's fields; each of `CALENDAR_COLUMNS` is among them.
 */
export function parseCalendarRow(
  { row, fields }: CsvRow,
  names: readonly string[],
): Result<CalendarDay, CalendarFileIssue[]> {
  if (fields.length !== names.length) {
    const params = { expected: names.length, found: fields.length };
    return refused([{ pointer: pointerOf(['rows', row]), code: 'wrong-field-count', params }]);
  }
  const issues: CalendarFileIssue[] = [];
  const say = (column: Column, code: CalendarFileIssueCode, expected?: string): void => {
    const params = expected === undefined ? {} : { params: { expected } };
    issues.push({ pointer: pointerOf(['rows', row, column]), code, ...params });
  };
  const get = (column: Column): string => cleanText(fields[names.indexOf(column)] ?? '', 'one-line');

  const date = findDate(get('date'), (code) => say('date', code));
  if (date !== undefined) {
    const weekday = WEEKDAY_NAMES[weekdayOf(date)];
    for (const column of ['weekday_lv', 'weekday_en'] as const) {
      if (get(column) !== weekday[column]) say(column, 'weekday-differs', weekday[column]);
    }
  }
  const name = { lv: get('name_lv'), en: get('name_en') };
  if (name.lv === '') say('name_lv', 'missing');
  if (name.en === '') say('name_en', 'missing');
  const status = CalendarDayStatus.safeParse(get('status'));
  if (!status.success) say('status', 'unknown-status');
  const type = findType(get('type'));
  if (type === undefined) say('type', 'unknown-type');
  else if (get('day_off') !== DAY_OFF[type]) say('day_off', 'day-off-differs', DAY_OFF[type]);
  if (date === undefined || type === undefined || !status.success) return refused(issues);

  if (!suitsWeekday(type, date)) say('date', 'wrong-weekday');
  const day = dayOf(type, { date, name, status: status.data }, get('rule'));
  if (day === undefined) say('rule', 'moved-day-unreadable');
  return day === undefined || issues.length > 0 ? refused(issues) : ok(day);
}

function findDate(
  text: string,
  say: (code: 'not-a-date' | 'year-out-of-range') => void,
): PlainDate | undefined {
  const date = findPlainDate(text);
  if (date === undefined) {
    say('not-a-date');
    return undefined;
  }
  const { year } = partsOf(date);
  if (year >= CALENDAR_LIMITS.firstYear && year <= CALENDAR_LIMITS.lastYear) return date;
  say('year-out-of-range');
  return undefined;
}

function findType(text: string): CalendarDay['type'] | undefined {
  return (Object.keys(DAY_OFF) as CalendarDay['type'][]).find((type) => type === text);
}

/** A day is moved from the week to the weekend, and a substitute makes up for a weekend. */
function suitsWeekday(type: CalendarDay['type'], date: PlainDate): boolean {
  const isWeekend = weekdayOf(date) > 5;
  if (type === 'moved-off' || type === 'substitute') return !isWeekend;
  return type !== 'moved-work' || isWeekend;
}

/** [SL32] For a moved day the rule names both dates: `working day moved from 2026-01-02 to 2026-01-17`. */
function dayOf(
  type: CalendarDay['type'],
  facts: Pick<CalendarDay, 'date' | 'name' | 'status'>,
  rule: string,
): CalendarDay | undefined {
  if (type !== 'moved-off' && type !== 'moved-work') return { type, ...facts };
  const [, from = '', to = ''] = /moved from (\d{4}-\d{2}-\d{2}) to (\d{4}-\d{2}-\d{2})/.exec(rule) ?? [];
  const movedFrom = findPlainDate(from);
  const movedTo = findPlainDate(to);
  if (movedFrom === undefined || movedTo === undefined) return undefined;
  if (type === 'moved-off') return movedFrom === facts.date ? { type, ...facts, movedTo } : undefined;
  return movedTo === facts.date ? { type, ...facts, movedFrom } : undefined;
}
