import {
  addDays,
  compareDates,
  isRealDay,
  type PlainDate,
  partsOf,
  plainDate,
} from '#shared/kernel/plain-date.ts';
import { findTypedDate } from '#shared/kernel/typed-date.ts';

/** Which dates make sense in a field. They choose the year that was not typed; they refuse nothing. */
export interface SensibleDates {
  readonly earliest?: PlainDate | undefined;
  readonly latest?: PlainDate | undefined;
}

/**
 * What a clerk typed for a date, written out as `20.11.2026`: `0` is today, `-3` three days ago, `+3` in three days;
 * `2011`, `20.11.` and `20/11` the day in this year, or in the next or the last one where only that makes sense; and
 * every form of a whole date. Anything else stays as it was typed.
 */
export function expandTypedDate(typed: string, today: PlainDate, sensible: SensibleDates = {}): string {
  const text = typed.trim();
  if (/^[+-]?\d{1,3}$/.test(text) && (text === '0' || /^[+-]/.test(text))) {
    return write(addDays(today, Number(text)));
  }
  const [, day, month] = /^(\d{2})(\d{2})$/.exec(text) ?? /^(\d{1,2})[./](\d{1,2})\.?$/.exec(text) ?? [];
  const date =
    day === undefined
      ? findTypedDate(text.replaceAll('/', '.'), sensible.latest)
      : findDayOfYear(Number(day), Number(month), today, sensible);
  return date === undefined ? typed : write(date);
}

/** A date as it is typed, without the full stop that ends it in a sentence. */
function write(date: PlainDate): string {
  const { year, month, day } = partsOf(date);
  return `${String(day).padStart(2, '0')}.${String(month).padStart(2, '0')}.${year}`;
}

function findDayOfYear(
  day: number,
  month: number,
  today: PlainDate,
  { earliest, latest }: SensibleDates,
): PlainDate | undefined {
  const { year } = partsOf(today);
  const inYear = (of: number): PlainDate | undefined =>
    isRealDay(of, month, day) ? plainDate(of, month, day) : undefined;
  const present = inYear(year);
  if (present === undefined) return undefined;
  if (latest !== undefined && compareDates(present, latest) > 0) return inYear(year - 1) ?? present;
  if (earliest !== undefined && compareDates(present, earliest) < 0) return inYear(year + 1) ?? present;
  return present;
}
