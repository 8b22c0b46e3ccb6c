import type { CalendarFileIssue, CalendarFileIssueCode } from './calendar-file-issue.ts';
import { CALENDAR_LIMITS } from './calendar-limits.ts';

type Params = NonNullable<CalendarFileIssue['params']>;

/**
 * The English sentences on a calendar file, all in this file: what is wrong, and what to do. They are printed by a
 * command line to whoever prepares the file and are never shown at a counter.
 */
const SENTENCES = {
  'too-large': () =>
    `The file is too large; at most ${CALENDAR_LIMITS.bytes} bytes are read. Look whether it is the calendar.`,
  'not-utf8': () => 'The file is not UTF-8 text; save it as "CSV UTF-8".',
  empty: () => 'The file is empty; write the header and a row for each day.',
  'not-a-calendar': () =>
    'This is no calendar; save it as CSV with commas between the fields, and the names of the columns in row 1.',
  'column-missing': () => 'The column is missing; add it to row 1 and fill it in each row.',
  'column-twice': () => 'The column is there more than once; leave one of them.',
  'no-rows': () => 'There is nothing below the header; write a row for each day.',
  'quote-not-closed': () =>
    'A double quote is opened and never closed; close it. Nothing after it could be read.',
  'quote-misplaced': () =>
    'A double quote stands within a field or text stands behind a closed one; put the whole field in double quotes and double those inside. Nothing after it could be read.',
  'wrong-field-count': ({ expected, found }: Params) =>
    `The row has ${found} fields and the header ${expected}; make them as many, and put a field that has a comma in it in double quotes.`,
  missing: () => 'The field is empty; fill it.',
  'not-a-date': () => 'This is no date; write a day that exists as YYYY-MM-DD, such as 2026-11-18.',
  'year-out-of-range': () =>
    `The year is out of range; write one from ${CALENDAR_LIMITS.firstYear} to ${CALENDAR_LIMITS.lastYear}.`,
  'weekday-differs': ({ expected }: Params) =>
    `The date is another weekday; write "${expected}", or correct the date.`,
  'unknown-type': () =>
    'There is no such type; write "holiday", "substitute", "moved-off", "moved-work" or "short-day".',
  'unknown-status': () => 'There is no such status; write "by-law", "confirmed" or "planned".',
  'day-off-differs': ({ expected }: Params) =>
    `This does not agree with the type of the day; write "${expected}", or correct the type.`,
  'wrong-weekday': () =>
    'The type does not suit the weekday: days are moved from Monday to Friday to a Saturday or Sunday, and a substitute lies on Monday to Friday; correct the date or the type.',
  'moved-day-unreadable': () =>
    'It cannot be read which day was moved; write "moved from YYYY-MM-DD to YYYY-MM-DD" with the date of this row as the first for "moved-off" and as the second for "moved-work".',
  'duplicate-row': ({ row }: Params) => `Row ${row} says the same of this date; remove one of the two.`,
  'contradicting-row': ({ row }: Params) =>
    `Row ${row} says something else of this date; remove the wrong one of the two.`,
  'short-day-not-worked': () =>
    'A Saturday or Sunday that is not worked cannot be shortened; correct the date, or add the row "moved-work" of it.',
  'moved-day-without-pair': ({ type, date }: Params) =>
    `The other half of the move is missing; add the row "${type}" of ${date} with the same rule, or correct the dates.`,
  'law-day-missing': ({ date }: Params) =>
    `By law ${date} is a day off, and it is not in the file; add its row, because the file must hold whole years.`,
} as const satisfies Record<CalendarFileIssueCode, (params: Params) => string>;

/** A fault as one line for a terminal: `Row 12, column date: sentence`. Nothing of the file is repeated in it. */
export function calendarLine({ pointer, code, params = {} }: CalendarFileIssue): string {
  const sentence: (params: Params) => string = SENTENCES[code];
  return `${placeOf(pointer)}: ${sentence(params)}`;
}

function placeOf(pointer: string): string {
  const [, list, name, column] = pointer.split('/');
  if (list === 'columns') return `Row 1, column ${name}`;
  if (list !== 'rows') return 'The whole file';
  return column === undefined ? `Row ${name}` : `Row ${name}, column ${column}`;
}
