import { describe, expect, it } from 'vitest';
import type { FailureName } from '#renderer/sync/exchange-failure.ts';
import { addMilliseconds } from '#shared/kernel/instant.ts';
import { unsentOperation } from '#test/support/memory-ledger.ts';
import { sampleId } from '#test/support/sample-operations.ts';
import { SyncWorld, seededPort } from '#test/support/sync-world.ts';
import { jsonAnswer, pageAnswer, problemAnswer, type Trouble } from '#test/support/tiny-centre.ts';

const MINUTE = 60_000;
/** An engine of this seed never waits much less than it may. */
const always = (fraction: number) => ({ ...seededPort(1), fraction: () => fraction });

const FAILURES: readonly (readonly [string, Trouble, FailureName])[] = [
  ['no connection', () => 'no-connection', 'unreachable'],
  ['a lost answer', () => 'answer-lost', 'unreachable'],
  [
    'a body that was cut off',
    () => ({ ...jsonAnswer(200, {}), text: '{"protocol":1,"verdicts":[' }),
    'unreachable',
  ],
  ['a page with status 200', () => pageAnswer(200), 'not-the-centre'],
  ['400 without a place', () => problemAnswer('invalid-request'), 'not-readable'],
  ['401', () => problemAnswer('not-signed-in'), 'device-not-accepted'],
  ['403', () => problemAnswer('not-permitted'), 'device-not-accepted'],
  ['415', () => problemAnswer('unsupported-content'), 'not-readable'],
  ['426', () => problemAnswer('protocol-too-old'), 'program-too-old'],
  ['429', () => problemAnswer('too-many-requests'), 'busy'],
  ['500', () => problemAnswer('defect'), 'centre-defect'],
  ['502 of a gateway', () => pageAnswer(502), 'busy'],
  ['503', () => problemAnswer('database-unavailable'), 'busy'],
  ['verdicts on something else', () => strangeVerdicts, 'centre-defect'],
];

const strangeVerdicts = jsonAnswer(200, {
  protocol: 1,
  epoch: 'epoch-1',
  verdicts: [
    {
      opId: sampleId(99),
      receivedAt: '2026-10-09T07:00:00.000Z',
      decidedAt: null,
      verdict: { outcome: 'applied', version: 1 },
    },
  ],
  received: { contiguousN: 0, gaps: [] },
  durability: 'disk',
  serverAt: '2026-10-09T07:00:00.000Z',
});

describe('the engine while all is well', () => {
  it('[SE1] [SE16] exchanges at the start, and then each minute unasked', async () => {
    const world = new SyncWorld();
    await world.start();
    expect(world.centre.requestsTo('/api/sync/pull')).toHaveLength(1);
    await world.time.pass(10 * MINUTE);
    expect(world.centre.requestsTo('/api/sync/pull').map(({ atMilliseconds }) => atMilliseconds)).toEqual(
      Array.from({ length: 11 }, (_, place) => place * MINUTE),
    );
    expect(world.facts).toEqual({
      answeredAt: addMilliseconds(world.time.startedAt, 10 * MINUTE),
      failing: null,
      asideCount: 0,
    });
    await world.stop();
  });

  it('[SE19] a wake brings an exchange at once, many wakes at once bring one', async () => {
    const world = new SyncWorld();
    await world.start();
    await world.time.pass(1000);
    world.ledger.save(unsentOperation(1));
    for (let count = 0; count < 50; count += 1) world.engine.wake();
    await world.time.pass(0);
    expect(world.ledger.unsentIds()).toEqual([]);
    expect(world.centre.requestsTo('/api/sync/pull')).toHaveLength(2);
    await world.stop();
  });

  it('[SE19] a wake while an exchange is under way brings one more, and only one', async () => {
    const world = new SyncWorld();
    let isFirst = true;
    world.centre.trouble = ({ path }) => {
      if (isFirst && path === '/api/sync/pull') {
        isFirst = false;
        // Saved behind the push of this exchange.
        world.ledger.save(unsentOperation(1));
        world.engine.wake();
        world.engine.wake();
      }
      return undefined;
    };
    await world.start();
    await world.time.pass(1000);
    expect(world.ledger.unsentIds()).toEqual([]);
    expect(world.centre.requestsTo('/api/sync/pull')).toHaveLength(2);
    await world.stop();
  });
});

describe.each(FAILURES)('the engine and %s', (_what, trouble, name) => {
  it('[SE4] [SE14] [SE20] names it, keeps everything unsent, and sends it all when it is over', async () => {
    const world = new SyncWorld(always(0.5));
    world.ledger.save(unsentOperation(1), unsentOperation(2));
    world.centre.trouble = trouble;
    await world.start();
    const since = world.time.startedAt;
    expect(world.facts).toEqual({
      answeredAt: null,
      failing: { name, since, tries: 1, nextTryAt: addMilliseconds(since, 500) },
      asideCount: 0,
    });
    await world.time.pass(500);
    expect(world.facts.failing).toEqual({
      name,
      since,
      tries: 2,
      nextTryAt: addMilliseconds(since, 1500),
    });
    await world.time.pass(9 * MINUTE);
    expect(world.facts.failing).toMatchObject({ name, since });
    expect(world.ledger.unsentIds()).toEqual([sampleId(1), sampleId(2)]);
    expect(world.defects).toEqual([]);

    world.centre.trouble = () => undefined;
    await world.time.pass(MINUTE);
    expect(world.ledger.unsentIds()).toEqual([]);
    expect(world.facts.failing).toBeNull();
    await world.stop();
  });

  it('[SE17] is not asked without a pause, however long it lasts', async () => {
    for (const seed of [1, 2, 3]) {
      const world = new SyncWorld(seededPort(seed));
      world.ledger.save(unsentOperation(1));
      world.centre.trouble = trouble;
      await world.start();
      await world.time.pass(3 * MINUTE);
      const before = world.exchanged;
      expect(before).toBeLessThan(30);
      await world.time.pass(30 * MINUTE);
      // On average one in half a minute, once the ceiling is reached.
      expect(world.exchanged - before).toBeGreaterThan(30);
      expect(world.exchanged - before).toBeLessThan(120);
      await world.stop();
    }
  });
});

describe('the engine after a failure', () => {
  it('[SE17] begins with short waits again after a success', async () => {
    const world = new SyncWorld(always(0.999));
    world.ledger.save(unsentOperation(1));
    world.centre.trouble = () => 'no-connection';
    await world.start();
    await world.time.pass(10 * MINUTE);
    expect(world.facts.failing?.tries).toBeGreaterThan(10);
    world.centre.trouble = () => undefined;
    await world.time.pass(MINUTE);
    world.centre.trouble = () => 'no-connection';
    await world.time.pass(MINUTE);
    const { failing } = world.facts;
    expect(failing?.tries).toBeGreaterThan(3);
    await world.stop();
  });

  it('[SE19] a wake shortens the wait', async () => {
    const world = new SyncWorld(always(0.999));
    world.centre.trouble = () => 'no-connection';
    await world.start();
    await world.time.pass(10 * MINUTE);
    const before = world.exchanged;
    world.engine.wake();
    await world.time.pass(0);
    expect(world.exchanged).toBe(before + 1);
    await world.stop();
  });

  it.each([
    ['429', problemAnswer('too-many-requests', { retryAfterSeconds: 90 })],
    ['503', problemAnswer('database-unavailable', { retryAfterSeconds: 90 })],
    ['503 of a gateway', pageAnswer(503, 90)],
  ])('[SE18] %s with a time to wait is not asked before, whatever wakes it', async (_what, answer) => {
    const world = new SyncWorld(always(0.5));
    world.centre.trouble = () => answer;
    await world.start();
    expect(world.facts.failing?.nextTryAt).toBe(addMilliseconds(world.time.startedAt, 90_000));
    for (let second = 0; second < 89; second += 1) {
      world.engine.wake();
      await world.time.pass(1000);
    }
    expect(world.exchanged).toBe(1);
    world.centre.trouble = () => undefined;
    await world.time.pass(1000);
    expect(world.facts.failing).toBeNull();
    await world.stop();
  });

  it('[SE15] a fault of the counter itself is reported, waited for, and loses nothing', async () => {
    for (const verb of ['unsent', 'keepVerdicts', 'applyPull'] as const) {
      const world = new SyncWorld();
      world.ledger.save(unsentOperation(1));
      world.ledger.broken.set(verb, new Error('the disk says no'));
      await world.start();
      await world.time.pass(10 * MINUTE);
      expect(world.defects.length, verb).toBeGreaterThan(5);
      expect(world.defects.length, verb).toBeLessThan(60);
      expect(world.facts.failing?.tries, verb).toBe(world.defects.length);
      expect(world.facts.failing?.name, verb).toBe('counter-defect');
      if (verb !== 'applyPull') expect(world.ledger.unsentIds(), verb).toHaveLength(1);

      world.ledger.broken.clear();
      await world.time.pass(MINUTE);
      expect(world.ledger.unsentIds(), verb).toEqual([]);
      expect(world.ledger.applied.length, verb).toBeGreaterThan(0);
      await world.stop();
    }
  });
});

describe('the engine that is stopped', () => {
  it('[SE21] while it rests, sends and tells nothing any more, and nothing waits', async () => {
    const world = new SyncWorld();
    await world.start();
    const told = world.told.length;
    await world.stop();
    expect(world.time.sleeping).toBe(0);
    const { length } = world.centre.heard;
    world.engine.wake();
    await world.time.pass(10 * MINUTE);
    expect(world.centre.heard).toHaveLength(length);
    expect(world.told).toHaveLength(told);
  });

  it('[SE21] while it waits after a failure', async () => {
    for (const answer of [pageAnswer(502), problemAnswer('too-many-requests', { retryAfterSeconds: 300 })]) {
      const world = new SyncWorld(always(0.999));
      world.centre.trouble = () => answer;
      await world.start();
      await world.stop();
      expect(world.time.sleeping).toBe(0);
    }
  });

  it('[SE21] in the middle of an exchange, whatever comes of it', async () => {
    for (const outcome of ['no-connection', undefined] as const) {
      const world = new SyncWorld();
      world.ledger.save(unsentOperation(1));
      world.centre.trouble = () => {
        world.engine.stop();
        return outcome;
      };
      await world.start();
      await world.stop();
      expect(world.told).toEqual([]);
      expect(world.exchanged).toBe(1);
      expect(world.ledger.unsentIds()).toHaveLength(1);
      expect(world.time.sleeping).toBe(0);
    }
  });
});
