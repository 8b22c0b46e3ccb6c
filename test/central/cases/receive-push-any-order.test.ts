import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CaseId } from '#shared/kernel/identifier.ts';
import { type MadeOperation, OperationMaker } from '#test/support/operation-maker.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';
import { opIdOf, World } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 20 });
});
afterAll(() => database.drop());

const newWorld = (): World => new World(database.connection);

describe('any splitting, order, repetition and overlap of one set of operations', () => {
  /** Three counters on three cases, each note on top of the last; one of them refused, one not understood. */
  async function busyDay(): Promise<MadeOperation[]> {
    const makers = [new OperationMaker(), new OperationMaker(), new OperationMaker()] as const;
    const made: MadeOperation[] = [];
    for (const [index, maker] of makers.entries()) {
      let last = await maker.register();
      const { caseId } = last.header;
      made.push(last);
      for (let count = 1; count <= 4; count += 1) {
        const author = makers[(index + count) % makers.length] ?? maker;
        // An empty note is refused, and those behind it go on.
        const text = index === 1 && count === 2 ? '' : `${index}.${count}`;
        last = await author.note(caseId, text, { dependsOn: [opIdOf(last)] });
        made.push(last);
      }
    }
    made.push(await makers[0].seal('of-a-later-version', '{}', { caseId: CaseId.parse(randomUUID()) }));
    return made;
  }

  async function outcomeOf(world: World, operations: readonly MadeOperation[]) {
    const caseIds = [...new Set(operations.map(({ header }) => header.caseId))];
    return {
      verdicts: await world.storedVerdicts(operations),
      states: await Promise.all(caseIds.map((caseId) => world.stateOf(caseId))),
      effects: await world.effects(),
      ranges: await Promise.all(
        [...new Set(operations.map(({ header }) => header.replica))].map((replica) =>
          world.store.transaction((tx) => tx.receivedRange(replica)),
        ),
      ),
    };
  }

  it('[PR15] ends in the same cases, [PR5] with one effect for each operation', async () => {
    const operations = await busyDay();
    const orderly = newWorld();
    await orderly.push(operations);
    const expected = await outcomeOf(orderly, operations);
    expect([...expected.effects.values()]).toEqual(Array.from({ length: 14 }, () => 1));
    expect(expected.verdicts.filter((verdict) => verdict?.outcome === 'waiting')).toEqual([]);

    const places = operations.map((_, index) => index);
    const schedule = fc.record({
      order: fc.shuffledSubarray(places, { minLength: places.length }),
      repeats: fc.array(fc.constantFrom(...places), { maxLength: 10 }),
      cuts: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 8 }),
      atOnce: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(schedule, async ({ order, repeats, cuts, atOnce }) => {
        const world = newWorld();
        const rest = [...order];
        for (const place of repeats) rest.splice((place * 7) % (rest.length + 1), 0, place);
        const pushes: MadeOperation[][] = [];
        for (let count = 0; rest.length > 0; count += 1) {
          const slice = rest.splice(0, cuts[count % cuts.length]);
          pushes.push(slice.map((place) => operations[place] as MadeOperation));
        }
        while (pushes.length > 0) {
          await Promise.all(pushes.splice(0, atOnce).map((slice) => world.push(slice)));
        }
        expect(await outcomeOf(world, operations)).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });
});
