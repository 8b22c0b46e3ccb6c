import { compareDates, findPlainDate, isRealDay, type PlainDate, plainDate } from './plain-date.ts';
import { normaliseTypedCode } from './typed-code.ts';

const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\.?$/;

/**
 * The date typed as `24.11.2026`, `24.11.26` or `2026-11-24`, or `undefined` when it is none of these or no such day
 * exists (`docs/checking.md` PA7). A year of two digits is one of the 2000s; where the date cannot be later than
 * `latest` (a birth date) and would be, it is one of the 1900s.
 */
export function findTypedDate(text: string, latest?: PlainDate): PlainDate | undefined {
  const typed = normaliseTypedCode(text);
  const match = DOTTED.exec(typed);
  if (match === null) return findPlainDate(typed);
  const [, day, month, year] = match;
  if (year?.length === 4) return findDay(year, month, day);
  const recent = findDay(`20${year}`, month, day);
  const isTooLate = recent !== undefined && latest !== undefined && compareDates(recent, latest) > 0;
  return isTooLate ? findDay(`19${year}`, month, day) : recent;
}

function findDay(year: string, month: string | undefined, day: string | undefined): PlainDate | undefined {
  const parts = [Number(year), Number(month), Number(day)] as const;
  return isRealDay(...parts) ? plainDate(...parts) : undefined;
}
