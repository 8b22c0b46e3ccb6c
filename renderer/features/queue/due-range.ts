import { NOT_STARTED_KEY } from '#renderer/store/rows.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { localDateOf, startOfDay } from '#shared/kernel/local-time.ts';
import { addDays } from '#shared/kernel/plain-date.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import { addWorkingDays } from '#shared/service-level/working-days.ts';

/** The deadline filter's choices. */
export const DUE_FILTERS = ['overdue', 'due-today', 'due-soon', 'in-time', 'not-started'] as const;
export type DueFilter = (typeof DUE_FILTERS)[number];

/** The third working day after today is the first that is not soon: before it lie at most two ([SL27]). */
const FIRST_WORKING_DAY_NOT_SOON = 3;

/**
 * The part of the deadline index that a filter means at `now`: from the first key to the one before `before`. A key is
 * the first instant that is too late, so a deadline of today ends with the start of tomorrow.
 */
export function dueRange(
  filter: DueFilter,
  now: Instant,
  officeCalendar: OfficeCalendar,
): { readonly from: string; readonly before: string } {
  const today = localDateOf(now);
  const afterToday = keyAfter(startOfDay(addDays(today, 1)));
  const afterSoon = keyAfter(startOfDay(addWorkingDays(today, FIRST_WORKING_DAY_NOT_SOON, officeCalendar)));
  const afterNow = keyAfter(now);
  switch (filter) {
    case 'overdue':
      return { from: '', before: afterNow };
    case 'due-today':
      return { from: afterNow, before: afterToday };
    case 'due-soon':
      return { from: afterToday, before: afterSoon };
    case 'in-time':
      return { from: afterSoon, before: NOT_STARTED_KEY };
    case 'not-started':
      return { from: NOT_STARTED_KEY, before: `${NOT_STARTED_KEY}\uffff` };
  }
}

/** The least text that sorts after `key`. */
function keyAfter(key: string): string {
  return `${key}\u0000`;
}
