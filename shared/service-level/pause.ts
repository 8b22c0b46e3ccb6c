import { z } from 'zod';
import { Instant } from '#shared/kernel/instant.ts';

/** A time during which the clock stands still; without `resumedAt` it still does. */
export const Pause = z
  .object({ pausedAt: Instant, resumedAt: Instant.nullable() })
  .refine(({ pausedAt, resumedAt }) => resumedAt === null || pausedAt <= resumedAt, {
    error: 'ends-before-it-begins',
    path: ['resumedAt'],
  });
export type Pause = z.infer<typeof Pause>;

/** Pauses in order that do not overlap, of which only the last may be open ([SL41] in `docs/service-level.md`). */
export const Pauses = z.array(Pause).refine(areInOrder, 'pauses-out-of-order');
export type Pauses = z.infer<typeof Pauses>;

/** A pause that has ended. */
export interface EndedPause {
  readonly pausedAt: Instant;
  readonly resumedAt: Instant;
}

/** Whether the pauses are in order, do not overlap, and none but the last is open; touching is not overlapping. */
export function areInOrder(pauses: readonly Pause[]): boolean {
  return pauses.every(({ pausedAt, resumedAt }, index) => {
    const next = pauses[index + 1];
    if (resumedAt === null) return next === undefined;
    return pausedAt <= resumedAt && (next === undefined || resumedAt <= next.pausedAt);
  });
}

/** The pauses that have ended, without the open one. */
export function endedPausesOf(pauses: readonly Pause[]): readonly EndedPause[] {
  return pauses.flatMap(({ pausedAt, resumedAt }) => (resumedAt === null ? [] : [{ pausedAt, resumedAt }]));
}

/** The instant at which the open pause began, or `undefined` when the clock runs. */
export function findPausedAt(pauses: readonly Pause[]): Instant | undefined {
  return pauses.find(({ resumedAt }) => resumedAt === null)?.pausedAt;
}

/** The same pauses with the open one ended at `resumedAt`, or where it began when that is later. */
export function resumeAt(pauses: readonly Pause[], resumedAt: Instant): readonly EndedPause[] {
  return pauses.map((pause) => ({
    pausedAt: pause.pausedAt,
    resumedAt: pause.resumedAt ?? (pause.pausedAt <= resumedAt ? resumedAt : pause.pausedAt),
  }));
}
