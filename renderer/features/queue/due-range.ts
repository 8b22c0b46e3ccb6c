import { STOPPED_KEYS } from '#renderer/store/rows.ts';
import { type QueueUrgency, queueBounds } from '#shared/case/queue-urgency.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';

/**
 * The part of the deadline index that a filter means at `now` (SL52): from the first key to the one before `before`. A
 * key is the first instant that is too late, or says why the clock does not run.
 */
export function dueRange(
  filter: QueueUrgency,
  now: Instant,
  officeCalendar: OfficeCalendar,
): { readonly from: string; readonly before: string } {
  const { nowAt, todayEndsAt, soonEndsAt } = queueBounds(now, officeCalendar);
  switch (filter) {
    case 'overdue':
      return { from: '', before: keyAfter(nowAt) };
    case 'due-today':
      return { from: keyAfter(nowAt), before: keyAfter(todayEndsAt) };
    case 'due-soon':
      return { from: keyAfter(todayEndsAt), before: keyAfter(soonEndsAt) };
    case 'in-time':
      return { from: keyAfter(soonEndsAt), before: STOPPED_KEYS.paused };
    case 'paused':
    case 'not-started':
    case 'met':
      return { from: STOPPED_KEYS[filter], before: keyAfter(STOPPED_KEYS[filter]) };
    default:
      return unreachable(filter);
  }
}

/** The least text that sorts after `key`. */
function keyAfter(key: string): string {
  return `${key}\u0000`;
}
