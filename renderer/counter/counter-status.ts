import type { CounterReport } from '#shared/protocol/push.ts';
import type { CounterStatus } from './counter-api.ts';

/** What a counter tells of itself before it knows anything. */
export const NOTHING_YET: Omit<CounterStatus, 'guarantee'> = {
  journal: { kind: 'opening' },
  device: null,
  store: 'closed',
  sync: { answeredAt: null, failing: null, asideCount: 0 },
  outbox: null,
  pulledAt: null,
  clockOffsetMilliseconds: null,
  standstill: null,
  isPersisted: null,
};

/** How safe what is saved here is, for the centre's list of counters. */
export function storageOf(status: CounterStatus): CounterReport['storage'] {
  const { journal, store, guarantee } = status;
  const isAtRisk =
    journal.kind !== 'open' ||
    journal.reserve === 'missing' ||
    journal.damagedPlaces > 0 ||
    store === 'failed';
  return isAtRisk ? 'at-risk' : guarantee;
}
