import { describe, expect, it } from 'vitest';
import type { OperationId } from '#shared/kernel/identifier.ts';
import { PushRequest } from '#shared/protocol/push.ts';
import { unsentOperation } from '#test/support/memory-ledger.ts';
import { sampleId } from '#test/support/sample-operations.ts';
import { SyncWorld } from '#test/support/sync-world.ts';
import { opIdOf, pageAnswer, problemAnswer, type Trouble } from '#test/support/tiny-centre.ts';

const MINUTE = 60_000;

/** A centre that cannot read these operations, and says so as the real one does. */
function unreadable(...bad: readonly OperationId[]): Trouble {
  return ({ path, body }) => {
    if (path !== '/api/sync/push') return undefined;
    const pointers = PushRequest.parse(body).operations.flatMap((operation, place) =>
      bad.includes(opIdOf(operation)) ? [`/operations/${place}`] : [],
    );
    return pointers.length === 0 ? undefined : problemAnswer('invalid-request', { pointers });
  };
}

describe('an operation that the centre cannot take', () => {
  it('[SE5] is set aside with the later ones of its case, and everything else goes on', async () => {
    const world = new SyncWorld();
    const [bad, later] = [sampleId(4), sampleId(6)];
    world.ledger.save(
      unsentOperation(1),
      unsentOperation(2, { caseIndex: 4 }),
      unsentOperation(3),
      unsentOperation(4),
      unsentOperation(5),
      unsentOperation(6, { caseIndex: 4 }),
      unsentOperation(7),
    );
    world.centre.trouble = unreadable(bad);
    await world.start();
    expect(world.ledger.unsentIds()).toEqual([bad, later]);
    expect([...world.centre.taken.keys()]).toEqual([1, 2, 3, 5, 7].map(sampleId));
    expect(world.ledger.applied).toHaveLength(1);
    expect(world.facts).toMatchObject({ failing: null, asideCount: 1 });
    await world.stop();
  });

  it('[SE6] is counted, told to the centre, and offered again each minute until it is taken', async () => {
    const world = new SyncWorld();
    const bad = sampleId(1);
    world.ledger.save(unsentOperation(1), unsentOperation(2, { caseIndex: 1 }));
    world.centre.trouble = unreadable(bad);
    await world.start();
    expect(world.centre.pushes()).toEqual([[sampleId(1), sampleId(2)], []]);
    expect(world.centre.requestsTo('/api/sync/pull').at(-1)?.body).toMatchObject({
      report: { unsent: 2, needsAttention: 1 },
    });

    // What is saved meanwhile wakes the engine and goes, and what is aside stays there.
    await world.time.pass(MINUTE / 2);
    world.ledger.save(unsentOperation(3));
    world.engine.wake();
    await world.time.pass(0);
    expect(world.centre.pushes().at(-1)).toEqual([sampleId(3)]);

    await world.time.pass(3 * MINUTE);
    const retries = world.centre.pushes().slice(3);
    expect(retries).toEqual(retries.map(() => [sampleId(1), sampleId(2)]));
    expect([2, 3]).toContain(retries.length);
    expect(world.told.slice(1).every(({ asideCount }) => asideCount === 1)).toBe(true);

    world.centre.trouble = () => undefined;
    await world.time.pass(2 * MINUTE);
    expect(world.ledger.unsentIds()).toEqual([]);
    expect(world.facts.asideCount).toBe(0);
    await world.stop();
  });

  it('[SE6] stays counted while the centre is out of reach', async () => {
    const world = new SyncWorld();
    world.ledger.save(unsentOperation(1));
    world.centre.trouble = unreadable(sampleId(1));
    await world.start();
    world.centre.trouble = () => 'no-connection';
    await world.time.pass(5 * MINUTE);
    expect(world.facts).toMatchObject({ failing: { name: 'unreachable' }, asideCount: 1 });
    await world.stop();
  });

  it('[SE5] one that is too large even alone is set aside as well, also for a gateway', async () => {
    for (const refusal of [problemAnswer('body-too-large'), pageAnswer(413)]) {
      const world = new SyncWorld();
      world.ledger.save(...[1, 2, 3, 4, 5].map((index) => unsentOperation(index)));
      world.centre.trouble = ({ path, body }) => {
        if (path !== '/api/sync/push') return undefined;
        const ids = PushRequest.parse(body).operations.map(opIdOf);
        return ids.includes(sampleId(3)) ? refusal : undefined;
      };
      await world.start();
      expect(world.ledger.unsentIds()).toEqual([sampleId(3)]);
      expect(world.facts).toMatchObject({ failing: null, asideCount: 1 });
      await world.stop();
    }
  });

  it('[SE5] several of one push, and places inside of them, are all set aside at once', async () => {
    const world = new SyncWorld();
    world.ledger.save(...Array.from({ length: 20 }, (_, place) => unsentOperation(place + 1)));
    world.centre.trouble = ({ path, body }) => {
      const isFirst = path === '/api/sync/push' && PushRequest.parse(body).operations.length === 20;
      if (!isFirst) return undefined;
      return problemAnswer('invalid-request', { pointers: ['/operations/1', '/operations/10/payload'] });
    };
    await world.start();
    expect(world.ledger.unsentIds()).toEqual([sampleId(2), sampleId(11)]);
    expect(world.centre.pushes().map(({ length }) => length)).toEqual([20, 18]);
    await world.stop();
  });

  it('[SE4] [SE5] a refusal that names no operation holds everything, and is waited for', async () => {
    for (const pointers of [
      [],
      ['/report/program'],
      ['/operations'],
      ['/operations/99'],
      ['/operations/x'],
    ]) {
      const world = new SyncWorld();
      world.ledger.save(unsentOperation(1), unsentOperation(2));
      world.centre.trouble = () => problemAnswer('invalid-request', { pointers });
      await world.start();
      expect(world.facts).toMatchObject({ failing: { name: 'not-readable' }, asideCount: 0 });
      expect(world.exchanged).toBe(1);
      expect(world.ledger.unsentIds()).toHaveLength(2);
      await world.stop();
    }
  });
});
