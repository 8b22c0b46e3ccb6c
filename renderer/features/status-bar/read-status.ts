import type { CounterStatus } from '#renderer/counter/counter-api.ts';
import { type Instant, millisecondsOf } from '#shared/kernel/instant.ts';

/** What the status bar says, worked out from facts alone. */
export interface StatusFacts {
  readonly network: 'not-yet' | 'online' | 'offline' | 'not-the-centre' | 'refused' | 'too-old' | 'trouble';
  /** Null while that is not known. */
  readonly unsent: number | null;
  readonly oldestUnsentAt: Instant | null;
  readonly exchangedAt: Instant | null;
  /** Minutes that this device's clock is off, 0 up to five. */
  readonly clockOffMinutes: number;
  readonly storage:
    | 'full'
    | 'reduced'
    | 'disk-full'
    | 'damaged'
    | 'rebuilding'
    | 'store-failed'
    | 'trouble'
    | 'none';
  /** The oldest unsent record has waited this long although it should not: a red banner says so. */
  readonly isStuck: boolean;
}

const CLOCK_LIMIT_MILLISECONDS = 5 * 60_000;
const STUCK_MILLISECONDS = 15 * 60_000;

/** Reads the counter's status at `now`. The bar never says more than is true. */
export function readStatus(status: CounterStatus, now: Instant): StatusFacts {
  const { outbox, sync } = status;
  const offset = status.clockOffsetMilliseconds ?? 0;
  const unsent = outbox?.unsent ?? null;
  const oldestUnsentAt = outbox?.oldestUnsentAt ?? null;
  const waited = oldestUnsentAt === null ? 0 : millisecondsOf(now) - millisecondsOf(oldestUnsentAt);
  return {
    network: networkOf(sync),
    unsent,
    oldestUnsentAt,
    exchangedAt: sync.answeredAt ?? status.pulledAt,
    clockOffMinutes: Math.abs(offset) > CLOCK_LIMIT_MILLISECONDS ? Math.round(offset / 60_000) : 0,
    storage: storageOf(status),
    isStuck: unsent !== null && unsent > 0 && waited > STUCK_MILLISECONDS,
  };
}

function networkOf(sync: CounterStatus['sync']): StatusFacts['network'] {
  switch (sync.failing?.name) {
    // A fault of this computer's own says nothing of the network.
    case undefined:
    case 'counter-defect':
      return sync.answeredAt === null ? 'not-yet' : 'online';
    case 'unreachable':
    case 'busy':
      return 'offline';
    case 'not-the-centre':
      return 'not-the-centre';
    case 'device-not-accepted':
      return 'refused';
    case 'program-too-old':
      return 'too-old';
    case 'too-large':
    case 'not-readable':
    case 'centre-defect':
      return 'trouble';
  }
}

function storageOf(status: CounterStatus): StatusFacts['storage'] {
  const { journal, store, sync, guarantee } = status;
  if (journal.kind !== 'open') return 'none';
  if (journal.reserve === 'missing') return 'disk-full';
  if (journal.damagedPlaces > 0) return 'damaged';
  if (store === 'failed') return 'store-failed';
  if (sync.failing?.name === 'counter-defect') return 'trouble';
  return store === 'rebuilding' ? 'rebuilding' : guarantee;
}
