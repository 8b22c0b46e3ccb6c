import { localDateOf } from '#shared/kernel/local-time.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { EndedPause } from './pause.ts';

/** The days that one pause takes out: `from` and those after it, without `to`, which is later. */
export interface PausedDays {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/**
 * The days at whose end the clock stands, in order and apart from each other ([SL34] in `docs/service-level.md`). The
 * midnight that ends the day before belongs to a pause that ends at it, not to one that begins at it: so a pause that
 * touches no two days takes out nothing.
 */
export function pausedDaysOf(pauses: readonly EndedPause[]): readonly PausedDays[] {
  return pauses
    .map(({ pausedAt, resumedAt }) => ({ from: localDateOf(pausedAt), to: localDateOf(resumedAt) }))
    .filter(({ from, to }) => from < to);
}
