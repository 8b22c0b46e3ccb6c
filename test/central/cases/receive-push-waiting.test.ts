import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '#central/cases/store-unavailable.ts';
import { CaseId } from '#shared/kernel/identifier.ts';
import { officeSpace, replicaSpace } from '#shared/protocol/pull.ts';
import { MADE_OFFICE, type MadeOperation, OperationMaker } from '#test/support/operation-maker.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';
import { interrupt, opIdOf, verdictsOf, World } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 20 });
});
afterAll(() => database.drop());

const newWorld = (): World => new World(database.connection);

describe('what waits', () => {
  /** A case and four notes, each on top of the one before. */
  async function chain(): Promise<MadeOperation[]> {
    const maker = new OperationMaker();
    const made = [await maker.register()];
    for (let count = 1; count <= 4; count += 1) {
      const last = made.at(-1) as MadeOperation;
      const { caseId } = last.header;
      made.push(await maker.note(caseId, `${count}`, { baseVersion: count, dependsOn: [opIdOf(last)] }));
    }
    return made;
  }

  it('[PR15] is decided when the last it waited for is, whatever the order of arrival', async () => {
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 });
    await fc.assert(
      fc.asyncProperty(order, async (places) => {
        const world = newWorld();
        const operations = await chain();
        for (const place of places) await world.push([operations[place] as MadeOperation]);
        expect(await world.storedVerdicts(operations)).toEqual(
          [1, 2, 3, 4, 5].map((version) => ({ outcome: 'applied', version })),
        );
        const state = await world.stateOf((operations[0] as MadeOperation).header.caseId);
        expect(state?.notes.map(({ text }) => text)).toEqual(['1', '2', '3', '4']);
        expect([...(await world.effects()).values()]).toEqual([1, 1, 1, 1, 1]);
      }),
      { numRuns: 12 },
    );
  });

  it('[PR15] waits for the registration of a case that its author saw and a restored centre has lost', async () => {
    const world = newWorld();
    const [author, colleague] = [new OperationMaker(), new OperationMaker()];
    const registration = await author.register();
    const note = await colleague.note(registration.header.caseId);
    expect(await world.verdictOn(note)).toEqual({
      outcome: 'waiting',
      waitsFor: [registration.header.opId],
    });
    await world.push([registration]);
    expect((await world.effects()).get(note.header.opId)).toBe(1);
  });

  it('[PR15] is told to its replica as news, once', async () => {
    const world = newWorld();
    const [registration, note] = (await chain()) as [MadeOperation, MadeOperation];
    await world.push([note]);
    const answer = await world.push([registration]);
    const own = replicaSpace(note.header.replica);
    expect(new Set(answer.changedSpaces)).toEqual(new Set([officeSpace(MADE_OFFICE), own]));
    const news = await world.store.snapshot((snapshot) => snapshot.readVerdicts(note.header.replica, 0, 10));
    expect(news).toMatchObject({ head: 1, cursor: 1, more: false });
    expect(news.verdicts).toMatchObject([
      { opId: opIdOf(note), verdict: { outcome: 'applied', version: 2 }, decidedAt: expect.any(String) },
    ]);
  });

  it('[PR15] goes on waiting for what is held or parked, and is not news', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const caseId = CaseId.parse(randomUUID());
    const held = await maker.seal('of-a-later-version', '{}', { caseId });
    const note = await maker.note(caseId, 'x', { dependsOn: [opIdOf(held)] });
    await world.push([note]);
    expect((await world.push([held])).changedSpaces).toEqual([]);
    expect(await world.storedVerdicts([note])).toEqual([{ outcome: 'waiting', waitsFor: [opIdOf(held)] }]);
  });

  it('[PR15] is decided although it came while what it waits for was being decided', async () => {
    const world = newWorld();
    const registration = await new OperationMaker().register();
    const note = await new OperationMaker().note(registration.header.caseId, 'x', {
      dependsOn: [opIdOf(registration)],
    });
    let hasMet = false;
    const store = interrupt(world.store, 'writeVerdicts', async () => {
      if (hasMet) return;
      hasMet = true;
      // The note found nothing here a moment ago, and nobody who looks now can see the note.
      await world.push([registration]);
    });
    const answer = await world.push([note], { ...world.ports, store });
    expect(verdictsOf(answer)).toMatchObject([{ outcome: 'waiting' }]);
    expect(await world.storedVerdicts([note])).toEqual([{ outcome: 'applied', version: 2 }]);
  });

  it('[PR15] is decided on the case that what it waited for has just made', async () => {
    for (const step of ['findOperations', 'insertInbox', 'lockCases', 'findReferences'] as const) {
      const world = newWorld();
      const registration = await new OperationMaker().register();
      const note = await new OperationMaker().note(registration.header.caseId, 'x', {
        dependsOn: [opIdOf(registration)],
      });
      const store = interrupt(world.store, step, async () => {
        if ((await world.stored(registration)) === undefined) await world.push([registration]);
      });
      await world.push([note], { ...world.ports, store });
      expect(await world.storedVerdicts([note])).toEqual([{ outcome: 'applied', version: 2 }]);
    }
  });

  it('[PR15] is decided by a repeat when the process ended before it could be', async () => {
    const world = newWorld();
    const [registration, note] = (await chain()) as [MadeOperation, MadeOperation];
    await world.push([note]);
    const store = interrupt(world.store, 'findWaiting', async () => {
      throw new StoreUnavailable('planted');
    });
    await expect(world.push([registration], { ...world.ports, store })).rejects.toThrow('planted');
    expect(await world.storedVerdicts([registration, note])).toMatchObject([
      { outcome: 'applied' },
      { outcome: 'waiting' },
    ]);
    await world.push([registration]);
    expect(await world.storedVerdicts([note])).toEqual([{ outcome: 'applied', version: 2 }]);
  });
});
