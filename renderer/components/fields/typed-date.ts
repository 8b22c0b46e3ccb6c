import { formatDate } from '#renderer/components/format.ts';
import { addDays, isRealDay, type PlainDate, partsOf, plainDate } from '#shared/kernel/plain-date.ts';

/**
 * What a clerk's shorthand for a date stands for, written out: `0` is today, `-3` three days ago, `+3` in three days,
 * `1509` the 15 September of this year. Anything else stays as it was typed.
 */
export function expandTypedDate(typed: string, today: PlainDate): string {
  const text = typed.trim();
  if (/^[+-]?\d{1,3}$/.test(text) && (text === '0' || /^[+-]/.test(text))) {
    return formatDate(addDays(today, Number(text)));
  }
  const match = /^(\d{2})(\d{2})$/.exec(text);
  if (match === null) return typed;
  const [day, month, { year }] = [Number(match[1]), Number(match[2]), partsOf(today)];
  return isRealDay(year, month, day) ? formatDate(plainDate(year, month, day)) : typed;
}
