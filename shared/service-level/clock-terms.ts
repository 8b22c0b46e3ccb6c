import { z } from 'zod';
import { Instant } from '#shared/kernel/instant.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Pause } from './pause.ts';
import type { TimeRule } from './time-rule.ts';

/** A later date given to a deadline, a working day, and the instant at which it was given. */
export const Extension = z.object({ extendedAt: Instant, extendedTo: PlainDate });
export type Extension = z.infer<typeof Extension>;

/** What a deadline follows from, besides the calendar of the office. `startedAt` is the start that the rule names. */
export interface ClockTerms {
  readonly rule: TimeRule;
  readonly startedAt: Instant;
  /** In order, not overlapping, none but the last open (see `Pauses`). */
  readonly pauses: readonly Pause[];
  readonly extension: Extension | null;
}
