import { describe, expect, it } from 'vitest';
import type { CounterStatus, JournalCondition } from '#renderer/counter/counter-api.ts';
import { NOTHING_YET } from '#renderer/counter/counter-status.ts';
import { readStatus, type StatusFacts } from '#renderer/features/status-bar/read-status.ts';
import type { FailureName } from '#renderer/sync/exchange-failure.ts';
import { addMilliseconds, Instant } from '#shared/kernel/instant.ts';

const MINUTE = 60_000;
const now = Instant.parse('2026-11-23T08:00:00.000Z');
const ago = (minutes: number): Instant => addMilliseconds(now, -minutes * MINUTE);

const open: Extract<JournalCondition, { kind: 'open' }> = {
  kind: 'open',
  reserve: 'kept',
  damagedPlaces: 0,
};

/** A counter in a browser that keeps what it is given, whose last exchange was a minute ago. */
const working: CounterStatus = {
  ...NOTHING_YET,
  journal: open,
  store: 'ready',
  sync: { answeredAt: ago(1), failing: null, asideCount: 0 },
  outbox: { unsent: 0, oldestUnsentAt: null, needsAttention: 0 },
  guarantee: 'reduced',
  isPersisted: true,
};

/** A counter whose exchange has failed by this name for an hour. */
function failing(name: FailureName, more: Partial<CounterStatus> = {}): CounterStatus {
  const failure = { name, since: ago(60), tries: 70, nextTryAt: now };
  return { ...working, ...more, sync: { ...working.sync, failing: failure } };
}

const WELL: Partial<StatusFacts> = {
  network: 'online',
  networkSince: null,
  unsent: 0,
  attention: 0,
  clockOffMinutes: 0,
  storage: 'reduced',
  stuckSince: null,
};

const STATES: readonly (readonly [string, CounterStatus, Partial<StatusFacts>])[] = [
  ['all is well', working, WELL],
  ['on the desktop', { ...working, guarantee: 'full', isPersisted: null }, { ...WELL, storage: 'full' }],
  [
    'the centre was never asked',
    { ...working, sync: NOTHING_YET.sync },
    { network: 'not-yet', exchangedAt: null },
  ],
  [
    'the last answer is three minutes old and nothing was told since',
    { ...working, sync: { ...working.sync, answeredAt: ago(4) } },
    { network: 'silent', networkSince: ago(4), exchangedAt: ago(4) },
  ],
  [
    'the clock was set back behind the last answer',
    { ...working, sync: { ...working.sync, answeredAt: ago(-60) } },
    { network: 'silent' },
  ],
  ['there is no network', failing('unreachable'), { network: 'offline', networkSince: ago(60) }],
  ['the centre is busy', failing('busy'), { network: 'busy', networkSince: ago(60) }],
  ['a page of a network answers', failing('not-the-centre'), { network: 'not-the-centre' }],
  ['the device is not accepted', failing('device-not-accepted'), { network: 'refused' }],
  ['the program is too old', failing('program-too-old'), { network: 'too-old' }],
  ['a push is too large', failing('too-large'), { network: 'not-taken' }],
  ['the centre cannot read a push', failing('not-readable'), { network: 'not-taken' }],
  ['the centre has a fault', failing('centre-defect'), { network: 'trouble', storage: 'reduced' }],
  [
    'this computer has a fault',
    failing('counter-defect'),
    { network: 'online', networkSince: null, storage: 'trouble' },
  ],
  [
    'this computer has a fault and the centre was never asked',
    { ...failing('counter-defect'), sync: { ...failing('counter-defect').sync, answeredAt: null } },
    { network: 'not-yet', storage: 'trouble' },
  ],
  [
    'the store is behind the journal',
    { ...working, store: 'rebuilding', outbox: null },
    { unsent: null, oldestUnsentAt: null, attention: null, storage: 'rebuilding' },
  ],
  ['the store was not opened yet', { ...working, store: 'closed', outbox: null }, { storage: 'rebuilding' }],
  [
    'the store does not open',
    { ...failing('counter-defect'), store: 'failed', outbox: null },
    { unsent: null, attention: null, storage: 'store-failed' },
  ],
  [
    'the reserve is gone',
    { ...working, journal: { ...open, reserve: 'missing' }, store: 'failed' },
    { storage: 'disk-full' },
  ],
  [
    'the journal is damaged',
    { ...working, journal: { ...open, damagedPlaces: 2 }, store: 'rebuilding' },
    { storage: 'damaged' },
  ],
  ['the journal is being opened', { ...working, journal: { kind: 'opening' } }, { storage: 'opening' }],
  [
    'another window has the journal',
    { ...working, journal: { kind: 'held-elsewhere' } },
    { storage: 'elsewhere' },
  ],
  [
    'the journal failed',
    { ...working, journal: { kind: 'failed', reason: 'not readable' } },
    { storage: 'none' },
  ],
  ['the browser promised nothing', { ...working, isPersisted: false }, { storage: 'not-persisted' }],
  ['the browser was not asked yet', { ...working, isPersisted: null }, { storage: 'reduced' }],
  [
    'work waits, and not for long',
    { ...working, outbox: { unsent: 2, oldestUnsentAt: ago(20), needsAttention: 0 } },
    { unsent: 2, oldestUnsentAt: ago(20), stuckSince: null },
  ],
  [
    'work has stood still for a while',
    { ...working, standstill: { since: ago(6), reconnects: 1, restarts: 1, isAlarm: false } },
    { stuckSince: null },
  ],
  [
    'work has stood still for too long',
    { ...working, standstill: { since: ago(16), reconnects: 1, restarts: 2, isAlarm: true } },
    { stuckSince: ago(16) },
  ],
  [
    'verdicts wait for a person, and something is set aside',
    {
      ...working,
      outbox: { unsent: 1, oldestUnsentAt: ago(1), needsAttention: 3 },
      sync: { ...working.sync, asideCount: 1 },
    },
    { unsent: 1, attention: 4 },
  ],
  ['the clock is five minutes off', { ...working, clockOffsetMilliseconds: 5 * MINUTE }, WELL],
  [
    'the clock is an hour fast',
    { ...working, clockOffsetMilliseconds: -60 * MINUTE },
    { ...WELL, clockOffMinutes: 60, now: ago(60) },
  ],
  [
    'the clock is seven minutes slow',
    { ...working, clockOffsetMilliseconds: 7 * MINUTE },
    { clockOffMinutes: 7, now: ago(-7) },
  ],
];

describe('what the status bar says', () => {
  it.each(STATES)('[SE34] when %s', (_when, status, said) => {
    expect(readStatus(status, now)).toMatchObject(said);
  });

  it('[SE34] of every failure is something else than that all is well', () => {
    const names: readonly FailureName[] = [
      'unreachable',
      'not-the-centre',
      'device-not-accepted',
      'program-too-old',
      'too-large',
      'busy',
      'not-readable',
      'centre-defect',
      'counter-defect',
    ];
    for (const name of names) {
      const { network, storage } = readStatus(failing(name), now);
      expect([network, storage], name).not.toEqual(['online', 'reduced']);
    }
  });
});
