import type { CounterStatus } from '#renderer/counter/counter-api.ts';
import type { FailureName } from '#renderer/sync/exchange-failure.ts';
import { addMilliseconds, type Instant, millisecondsOf } from '#shared/kernel/instant.ts';

/** What the status bar says, worked out from facts alone. */
export interface StatusFacts {
  readonly network:
    | 'not-yet'
    | 'online'
    /** The last answer is older than the engine's pause, and no failure has been told either. */
    | 'silent'
    | 'offline'
    | 'busy'
    | 'not-the-centre'
    | 'refused'
    | 'too-old'
    | 'not-taken'
    | 'trouble';
  /** Since when the centre cannot be worked with; null while it can, or before it ever could. */
  readonly networkSince: Instant | null;
  /** Null while that is not known. */
  readonly unsent: number | null;
  readonly oldestUnsentAt: Instant | null;
  /** Operations that a person must look at; null while that is not known. */
  readonly attention: number | null;
  readonly exchangedAt: Instant | null;
  /** Minutes that this device's clock is off, in whatever direction, 0 up to five. */
  readonly clockOffMinutes: number;
  readonly storage:
    | 'full'
    | 'reduced'
    | 'not-persisted'
    | 'disk-full'
    | 'damaged'
    | 'rebuilding'
    | 'store-failed'
    | 'trouble'
    | 'opening'
    | 'locked'
    | 'elsewhere'
    | 'none';
  /** Nothing has been acknowledged since then although something is unsent, for so long that a red banner says so. */
  readonly stuckSince: Instant | null;
  /** Now by the device's clock with its known error taken away, which is what ages of saved things are counted by. */
  readonly now: Instant;
}

const CLOCK_LIMIT_MILLISECONDS = 5 * 60_000;

/** The engine asks each minute and a request takes half of one at most; an answer that is older says nothing of now. */
const ANSWER_HOLDS_MILLISECONDS = 3 * 60_000;

/** Reads the counter's status at `now`, by the device's clock. The bar never says more than is true (SE34). */
export function readStatus(status: CounterStatus, now: Instant): StatusFacts {
  const { outbox, sync, standstill } = status;
  const offset = status.clockOffsetMilliseconds ?? 0;
  const isClockOff = Math.abs(offset) > CLOCK_LIMIT_MILLISECONDS;
  const network = networkOf(sync, now);
  return {
    network,
    networkSince: network === 'silent' ? sync.answeredAt : (networkFailure(sync)?.since ?? null),
    unsent: outbox?.unsent ?? null,
    oldestUnsentAt: outbox?.oldestUnsentAt ?? null,
    attention: outbox === null ? null : outbox.needsAttention + sync.asideCount,
    exchangedAt: sync.answeredAt ?? status.pulledAt,
    clockOffMinutes: isClockOff ? Math.round(Math.abs(offset) / 60_000) : 0,
    storage: storageOf(status),
    stuckSince: standstill?.isAlarm === true ? standstill.since : null,
    now: addMilliseconds(now, offset),
  };
}

const NETWORK_OF_FAILURE = {
  unreachable: 'offline',
  busy: 'busy',
  'not-the-centre': 'not-the-centre',
  'device-not-accepted': 'refused',
  'program-too-old': 'too-old',
  'too-large': 'not-taken',
  'not-readable': 'not-taken',
  'centre-defect': 'trouble',
} as const satisfies Record<Exclude<FailureName, 'counter-defect'>, StatusFacts['network']>;

/** A fault of this computer's own says nothing of the network. */
function networkFailure(sync: CounterStatus['sync']): CounterStatus['sync']['failing'] {
  return sync.failing?.name === 'counter-defect' ? null : sync.failing;
}

function networkOf(sync: CounterStatus['sync'], now: Instant): StatusFacts['network'] {
  const name = networkFailure(sync)?.name;
  if (name !== undefined && name !== 'counter-defect') return NETWORK_OF_FAILURE[name];
  if (sync.answeredAt === null) return 'not-yet';
  // A clock that was set back makes an answer younger than none, which is as little to go by as an old one.
  const age = Math.abs(millisecondsOf(now) - millisecondsOf(sync.answeredAt));
  return age > ANSWER_HOLDS_MILLISECONDS ? 'silent' : 'online';
}

function storageOf(status: CounterStatus): StatusFacts['storage'] {
  const { journal, store, sync, guarantee, isPersisted } = status;
  if (journal.kind === 'opening') return 'opening';
  if (journal.kind === 'held-elsewhere') return 'elsewhere';
  if (journal.kind === 'locked') return 'locked';
  if (journal.kind === 'failed') return 'none';
  if (journal.reserve === 'missing') return 'disk-full';
  if (journal.damagedPlaces > 0) return 'damaged';
  if (store === 'failed') return 'store-failed';
  if (sync.failing?.name === 'counter-defect') return 'trouble';
  if (store !== 'ready') return 'rebuilding';
  return guarantee === 'reduced' && isPersisted === false ? 'not-persisted' : guarantee;
}
