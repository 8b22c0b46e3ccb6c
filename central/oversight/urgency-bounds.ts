import { type RawBuilder, sql } from 'kysely';
import { type QueueBounds, type QueueUrgency, queueBounds } from '#shared/case/queue-urgency.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { localDateOf, startOfDay } from '#shared/kernel/local-time.ts';
import { addDays } from '#shared/kernel/plain-date.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';

/** The bounds of `queueBounds` for one moment; a deadline is due soon for each office by its own calendar. */
export interface UrgencyBounds extends Omit<QueueBounds, 'soonEndsAt'> {
  readonly soonEndsAt: ReadonlyMap<OfficeId, Instant>;
}

/** The bounds at `nowAt` for the offices of these calendars. */
export function urgencyBounds(
  nowAt: Instant,
  calendars: ReadonlyMap<OfficeId, OfficeCalendar>,
): UrgencyBounds {
  const soonEndsAt = new Map<OfficeId, Instant>();
  const known = new Map<OfficeCalendar, Instant>();
  for (const [office, calendar] of calendars) {
    const endsAt = known.get(calendar) ?? queueBounds(nowAt, calendar).soonEndsAt;
    known.set(calendar, endsAt);
    soonEndsAt.set(office, endsAt);
  }
  return { nowAt, todayEndsAt: startOfDay(addDays(localDateOf(nowAt), 1)), soonEndsAt };
}

/**
 * The urgency of a row of `service_case` as SQL, which is what `queueUrgencyOf` says of its case (SL52). A case of an
 * office that stands in the current file no more has no calendar, so it is never due soon.
 */
export function urgencyExpression(bounds: UrgencyBounds): RawBuilder<QueueUrgency> {
  const officesByBound = new Map<Instant, OfficeId[]>();
  for (const [office, endsAt] of bounds.soonEndsAt) {
    officesByBound.set(endsAt, [...(officesByBound.get(endsAt) ?? []), office]);
  }
  const soon = [...officesByBound].map(
    ([endsAt, offices]) =>
      sql`when due_at <= ${endsAt}::timestamptz and office = any(${offices}::text[]) then 'due-soon'`,
  );
  return sql<QueueUrgency>`case
    when due_at is null then clock
    when due_at <= ${bounds.nowAt}::timestamptz then 'overdue'
    when due_at <= ${bounds.todayEndsAt}::timestamptz then 'due-today'
    ${sql.join(soon, sql` `)}
    else 'in-time' end`;
}

/**
 * The order of a queue by its deadlines (SL53): what runs by its due date, then what is paused, has not started, is met.
 * The other direction is the same list from its end.
 */
export function deadlineOrder(direction: 'asc' | 'desc'): RawBuilder<unknown> {
  return direction === 'asc'
    ? sql`due_at asc nulls last, clock desc`
    : sql`due_at desc nulls first, clock asc`;
}
