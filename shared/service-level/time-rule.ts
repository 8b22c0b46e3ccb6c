import { z } from 'zod';

/** Units in which the catalogue counts time. */
export const TimeUnit = z.enum(['immediate', 'minute', 'calendar-day', 'working-day', 'month']);
export type TimeUnit = z.infer<typeof TimeUnit>;

/** What starts the clock. Missing means registration (`docs/service-level.md`). */
export const ClockStart = z.enum(['registration', 'complete-request']);
export type ClockStart = z.infer<typeof ClockStart>;

/**
 * A time that a service promises: so many units from its start. The limit lies far beyond any promise and keeps every
 * due date within years of four digits.
 */
export const TimeRule = z.object({
  value: z.int().min(0).max(50_000),
  unit: TimeUnit,
  startsAt: ClockStart.optional(),
});
export type TimeRule = z.infer<typeof TimeRule>;
