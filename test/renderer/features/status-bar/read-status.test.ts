import { describe, expect, it } from 'vitest';
import type { CounterStatus } from '#renderer/counter/counter-api.ts';
import { NOTHING_YET } from '#renderer/counter/counter-status.ts';
import { readStatus } from '#renderer/features/status-bar/read-status.ts';
import type { FailureName } from '#renderer/sync/exchange-failure.ts';
import { Instant } from '#shared/kernel/instant.ts';

const now = Instant.parse('2026-11-23T08:00:00.000Z');
const earlier = Instant.parse('2026-11-23T07:40:00.000Z');

const working: CounterStatus = {
  ...NOTHING_YET,
  journal: { kind: 'open', reserve: 'kept', damagedPlaces: 0 },
  store: 'ready',
  sync: { answeredAt: earlier, failing: null, asideCount: 0 },
  outbox: { unsent: 0, oldestUnsentAt: null, needsAttention: 0 },
  guarantee: 'reduced',
};

/** A counter whose exchange fails by this name. */
function failing(name: FailureName): CounterStatus {
  const failure = { name, since: earlier, tries: 1, nextTryAt: now };
  return { ...working, sync: { ...working.sync, failing: failure } };
}

describe('what the status bar says', () => {
  it('of the network is what the exchange found', () => {
    expect(readStatus(working, now).network).toBe('online');
    expect(readStatus({ ...working, sync: NOTHING_YET.sync }, now).network).toBe('not-yet');
    expect(
      (
        [
          'unreachable',
          'busy',
          'not-the-centre',
          'device-not-accepted',
          'program-too-old',
          'too-large',
        ] as const
      ).map((name) => readStatus(failing(name), now).network),
    ).toEqual(['offline', 'offline', 'not-the-centre', 'refused', 'too-old', 'trouble']);
  });

  it('of a fault of this computer is a trouble of its store, and nothing about the network', () => {
    expect(readStatus(failing('counter-defect'), now)).toMatchObject({
      network: 'online',
      storage: 'trouble',
    });
    const never = failing('counter-defect');
    expect(readStatus({ ...never, sync: { ...never.sync, answeredAt: null } }, now).network).toBe('not-yet');
    expect(readStatus({ ...never, store: 'failed' }, now).storage).toBe('store-failed');
  });

  it('of unsent records is nothing while their number is not known', () => {
    const unknown = { ...working, outbox: null };
    expect(readStatus(unknown, now)).toMatchObject({ unsent: null, oldestUnsentAt: null, isStuck: false });
    expect(readStatus(working, now)).toMatchObject({ unsent: 0, isStuck: false });
    const stuck = { unsent: 2, oldestUnsentAt: earlier, needsAttention: 0 };
    expect(readStatus({ ...working, outbox: stuck }, now)).toMatchObject({ unsent: 2, isStuck: true });
  });
});
