import { type Instant, millisecondsOf } from '#shared/kernel/instant.ts';
import type { CounterHealth } from '#shared/protocol/oversight.ts';

/** A counter that was silent for longer than this is marked. */
const SILENT_MILLISECONDS = 15 * 60_000;

/** Whether nothing was heard of a counter for so long that somebody should ask. */
export function isSilent(counter: CounterHealth, now: Instant): boolean {
  const { lastContactAt } = counter;
  return lastContactAt === null || millisecondsOf(now) - millisecondsOf(lastContactAt) > SILENT_MILLISECONDS;
}

/**
 * The counters with trouble first and otherwise in the order they came in: what somebody must look at, then what may
 * be lost, then what waits, then who is silent. A revoked device is nobody's trouble any more.
 */
export function byTrouble(counters: readonly CounterHealth[], now: Instant): readonly CounterHealth[] {
  const rank = (counter: CounterHealth): number => {
    const { report, received, isRevoked } = counter;
    if (isRevoked) return 5;
    if ((report?.needsAttention ?? 0) > 0 || received.gaps.length > 0) return 0;
    if (report?.storage === 'at-risk') return 1;
    if ((report?.unsent ?? 0) > 0) return 2;
    return isSilent(counter, now) ? 3 : 4;
  };
  return counters.toSorted((one, other) => rank(one) - rank(other));
}
