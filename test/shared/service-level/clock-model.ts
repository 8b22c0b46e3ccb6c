import type { Instant } from '#shared/kernel/instant.ts';
import type { ClockTerms } from '#shared/service-level/clock-terms.ts';
import type { TimeRule } from '#shared/service-level/time-rule.ts';
import { rawRows } from './demo-files.ts';

// The rules of the clock said again, day by day and millisecond by millisecond, over the raw rows of the calendar file
// and with the clock changes written out. It knows the years 2025 to 2028 and is slow and plain on purpose. A day is a
// number: days since 1970-01-01.

const DAY = 86_400_000;
const HOUR = 3_600_000;
const LAST_DAY = Date.UTC(2028, 11, 31) / DAY;

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00.000Z`) / DAY;
const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

const daysOf = (...types: string[]): Set<number> =>
  new Set(
    rawRows()
      .filter((row) => types.includes(row.type))
      .map((row) => dayOf(row.date)),
  );
const lawDaysOff = daysOf('holiday', 'substitute');
const movedOff = daysOf('moved-off');
const movedWork = daysOf('moved-work');

function isWorked(day: number, followsMovedWorkdays: boolean): boolean {
  if (followsMovedWorkdays && movedWork.has(day)) return true;
  if (followsMovedWorkdays && movedOff.has(day)) return false;
  const weekday = new Date(day * DAY).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !lawDaysOff.has(day);
}

/** Summer time begins and ends at one o'clock in Greenwich on the last Sunday of March and of October. */
function lastSunday(year: number, month: number): number {
  const last = Date.UTC(year, month + 1, 0) / DAY;
  return last - new Date(last * DAY).getUTCDay();
}

/** The midnight with which a day begins in Latvia. */
function midnightOf(day: number): number {
  const year = new Date(day * DAY).getUTCFullYear();
  const isSummer = day > lastSunday(year, 2) && day <= lastSunday(year, 9);
  return day * DAY - (isSummer ? 3 : 2) * HOUR;
}

function localDayOf(milliseconds: number): number {
  let day = Math.floor(milliseconds / DAY);
  while (milliseconds >= midnightOf(day + 1)) day += 1;
  return day;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** A pause has the midnight with which it ends, not the one with which it begins. */
const stands = (at: number, spans: readonly Span[]): boolean =>
  spans.some(({ from, to }) => from < at && at <= to);

/** The number of calendar days that a rule has. */
function calendarDaysOf({ value, unit }: TimeRule, start: number): number {
  if (unit !== 'month') return value;
  const date = new Date(start * DAY);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + value, 1));
  const lastOfMonth = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const end = first.getTime() / DAY + Math.min(date.getUTCDate(), lastOfMonth) - 1;
  return end - start;
}

interface Model {
  /** The first millisecond at which it is too late. */
  readonly endsAt: number;
  readonly due: string;
  /** What is left at the instant asked for. */
  readonly left: string;
}

function countMinutes(value: number, startedAt: number, spans: readonly Span[], leftAt: number): Model {
  let remaining = value * 60_000;
  let now = startedAt;
  let leftThen = leftAt <= startedAt ? remaining : undefined;
  for (const { from, to } of [...spans, { from: Infinity, to: Infinity }]) {
    if (to <= now) continue;
    const stop = Math.max(from, now);
    const runs = Math.min(stop - now, remaining);
    if (leftThen === undefined && leftAt <= now + runs) leftThen = remaining - (leftAt - now);
    if (now + remaining < stop) break;
    remaining -= runs;
    now = to;
    if (leftThen === undefined && leftAt <= to) leftThen = remaining;
  }
  const dueAt = now + remaining;
  return {
    endsAt: dueAt + 1,
    due: new Date(dueAt).toISOString(),
    left: `left ${Math.ceil((leftThen ?? 0) / 60_000)} minute`,
  };
}

function countDays(
  rule: TimeRule,
  startedAt: number,
  spans: readonly Span[],
  leftAt: number,
  follows: boolean,
): Model {
  const start = localDayOf(startedAt);
  const isWorkingDays = rule.unit === 'working-day';
  const needed = isWorkingDays ? rule.value : calendarDaysOf(rule, start);
  let counted = 0;
  let countedThen = 0;
  for (let day = start; day <= LAST_DAY; day += 1) {
    const end = midnightOf(day + 1);
    const runs = !stands(end, spans);
    if (day > start && runs && (!isWorkingDays || isWorked(day, follows))) counted += 1;
    if (end <= leftAt) countedThen = Math.min(counted, needed);
    if (counted < needed || !runs || !isWorked(day, follows)) continue;
    const unit = isWorkingDays ? 'working-day' : 'calendar-day';
    return { endsAt: end, due: dateOf(day), left: `left ${needed - countedThen} ${unit}` };
  }
  throw new Error('the model ends with 2028');
}

function count(
  rule: TimeRule,
  start: Instant,
  spans: readonly Span[],
  leftAt: number,
  follows: boolean,
): Model {
  const startedAt = Date.parse(start);
  if (rule.unit === 'immediate') return { endsAt: startedAt + 1, due: start, left: 'left 0 immediate' };
  if (rule.unit === 'minute') return countMinutes(rule.value, startedAt, spans, leftAt);
  return countDays(rule, startedAt, spans, leftAt, follows);
}

/** The clock as the tables of deadlines write it, without how sure the calendar is. */
export function modelClock(
  { rule, startedAt, pauses, extension }: ClockTerms,
  followsMovedWorkdays: boolean,
): string {
  const open = pauses.find(({ resumedAt }) => resumedAt === null);
  const leftAt = open === undefined ? Infinity : Date.parse(open.pausedAt);
  const spans = pauses.flatMap(({ pausedAt, resumedAt }) =>
    resumedAt === null ? [] : [{ from: Date.parse(pausedAt), to: Date.parse(resumedAt) }],
  );
  const models = [count(rule, startedAt, spans, leftAt, followsMovedWorkdays)];
  if (extension !== null) {
    const days = Math.max(dayOf(extension.extendedTo) - localDayOf(Date.parse(extension.extendedAt)), 0);
    const extended = { value: days, unit: 'calendar-day' as const };
    models.push(count(extended, extension.extendedAt, spans, leftAt, followsMovedWorkdays));
  }
  const later = models.reduce((a, b) => (b.endsAt > a.endsAt ? b : a));
  return open === undefined ? later.due : later.left;
}
