import type { Issue } from '#shared/kernel/issue.ts';

/** What can be wrong with a calendar file. */
export type CalendarFileIssueCode =
  | 'too-large'
  | 'not-utf8'
  | 'empty'
  | 'not-a-calendar'
  | 'column-missing'
  | 'column-twice'
  | 'no-rows'
  | 'quote-not-closed'
  | 'quote-misplaced'
  | 'wrong-field-count'
  | 'missing'
  | 'not-a-date'
  | 'year-out-of-range'
  | 'weekday-differs'
  | 'unknown-type'
  | 'unknown-status'
  | 'day-off-differs'
  | 'wrong-weekday'
  | 'moved-day-unreadable'
  | 'duplicate-row'
  | 'contradicting-row'
  | 'short-day-not-worked'
  | 'moved-day-without-pair'
  | 'law-day-missing';

/**
 * One fault of a calendar file. The pointer is `/rows/12/date`, with the row as a spreadsheet numbers it (the header is
 * row 1), `/columns/name_lv`, or empty for the whole file.
 */
export interface CalendarFileIssue extends Issue {
  readonly code: CalendarFileIssueCode;
}
