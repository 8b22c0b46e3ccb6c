import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '#shared/kernel/instant.ts';
import { localDateOf, startOfDay } from '#shared/kernel/local-time.ts';
import { addDays } from '#shared/kernel/plain-date.ts';
import type { QueueUrgency } from '#shared/protocol/oversight.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import { addWorkingDays } from '#shared/service-level/working-days.ts';

/**
 * The moments between which the kinds of urgency lie, for one moment ([SL24] to [SL27] in `docs/service-level.md`).
 * They are compared with the first instant that is too late, so the database answers what `urgencyOf` would.
 */
export interface UrgencyBounds {
  readonly nowAt: Instant;
  /** A deadline up to here is due today. */
  readonly todayEndsAt: Instant;
  /** A deadline up to here is due soon, for each office by its own calendar. */
  readonly soonEndsAt: ReadonlyMap<OfficeId, Instant>;
}

/** The third working day after today is the first that is not soon: before it lie at most two ([SL27]). */
const FIRST_WORKING_DAY_NOT_SOON = 3;

/** The bounds at `nowAt` for the offices of these calendars. */
export function urgencyBounds(
  nowAt: Instant,
  calendars: ReadonlyMap<OfficeId, OfficeCalendar>,
): UrgencyBounds {
  const today = localDateOf(nowAt);
  const soonEndsAt = new Map<OfficeId, Instant>();
  const known = new Map<OfficeCalendar, Instant>();
  for (const [office, calendar] of calendars) {
    const endsAt =
      known.get(calendar) ?? startOfDay(addWorkingDays(today, FIRST_WORKING_DAY_NOT_SOON, calendar));
    known.set(calendar, endsAt);
    soonEndsAt.set(office, endsAt);
  }
  return { nowAt, todayEndsAt: startOfDay(addDays(today, 1)), soonEndsAt };
}

/**
 * The urgency of a row of `service_case` as SQL. A case of an office that stands in the current file no more has no
 * calendar, so it is never due soon.
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
    when due_at is null then 'not-started'
    when due_at <= ${bounds.nowAt}::timestamptz then 'overdue'
    when due_at <= ${bounds.todayEndsAt}::timestamptz then 'due-today'
    ${sql.join(soon, sql` `)}
    else 'in-time' end`;
}
