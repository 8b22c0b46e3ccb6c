import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OperationId } from '#shared/kernel/identifier.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import {
  CONSULTATION,
  type MadeOperation,
  OperationMaker,
  sealOperation,
} from '#test/support/operation-maker.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';
import { opIdOf, verdictsOf, World } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 20 });
});
afterAll(() => database.drop());

const newWorld = (): World => new World(database.connection);

describe('a repeat', () => {
  it('[PR5] gets the stored answer, byte for byte, and changes nothing', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const registration = await maker.register();
    const operations = [
      registration,
      await maker.note(registration.header.caseId),
      await maker.note(registration.header.caseId, ''),
      await maker.note(registration.header.caseId, 'x', { dependsOn: [OperationId.parse(randomUUID())] }),
    ];
    const first = await world.push(operations);
    expect(new Set(verdictsOf(first).map(({ outcome }) => outcome)).size).toBe(3);
    const again = await world.push(operations);
    expect(JSON.stringify(again.verdicts)).toBe(JSON.stringify(first.verdicts));
    expect(again.received).toEqual(first.received);
    expect(again.changedSpaces).toEqual([]);
    expect([...(await world.effects()).values()]).toEqual([1, 1]);
  });

  it('[PR5] inside one push has its effect once', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const registration = await maker.register();
    const note = await maker.note(registration.header.caseId);
    const answer = await world.push([registration, note, registration, note, note]);
    expect(verdictsOf(answer).map((verdict) => 'version' in verdict && verdict.version)).toEqual([
      1, 2, 1, 2, 2,
    ]);
    expect([...(await world.effects()).values()]).toEqual([1, 1]);
  });

  it('[PR5] with other content is a fork, and what is here stays', async () => {
    const world = newWorld();
    const original = await new OperationMaker().register();
    const changed = JSON.stringify({ ...CONSULTATION, request: { ...CONSULTATION, need: 'cits' } });
    const other = await sealOperation(original.header, changed);
    const fork: Verdict = { outcome: 'fork', grounds: { code: 'other-content' } };
    const together = await world.push([original, other]);
    expect(verdictsOf(together)).toEqual([{ outcome: 'applied', version: 1 }, fork]);
    expect(await world.verdictOn(other)).toEqual(fork);
    expect(await world.stored(original)).toMatchObject({ digest: original.wire.digest });
    expect(await world.verdictOn(original)).toEqual({ outcome: 'applied', version: 1 });
  });
});

describe('numbers that are missing', () => {
  it('[PR9] are told to the sender until they come', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const made: MadeOperation[] = [];
    for (let count = 0; count < 6; count += 1) made.push(await maker.register());
    const pushNumbers = async (...numbers: number[]) =>
      (await world.push(numbers.map((n) => made[n - 1] as MadeOperation))).received;
    expect(await pushNumbers(2, 5)).toEqual({
      contiguousN: 0,
      gaps: [
        { fromN: 1, toN: 1 },
        { fromN: 3, toN: 4 },
      ],
    });
    expect(await pushNumbers(1)).toEqual({ contiguousN: 2, gaps: [{ fromN: 3, toN: 4 }] });
    expect(await pushNumbers(6, 4, 3)).toEqual({ contiguousN: 6, gaps: [] });
  });
});

describe('two pushes at once', () => {
  it('[PR5] of one replica, overlapping, have each effect once', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const operations = [await maker.register()];
    const { caseId } = (operations[0] as MadeOperation).header;
    for (let baseVersion = 1; baseVersion <= 9; baseVersion += 1) {
      operations.push(await maker.note(caseId, 'x', { baseVersion }));
    }
    const slices = [operations, operations.slice(0, 6), operations.slice(0, 8), operations.slice(0, 3)];
    const answers = await Promise.all(slices.map((slice) => world.push(slice)));
    const known = new Map(answers.flatMap(({ verdicts }) => verdicts.map((one) => [one.opId, one])));
    for (const { verdicts } of answers) {
      for (const verdict of verdicts) expect(verdict).toEqual(known.get(verdict.opId));
    }
    expect([...known.values()].map(({ verdict }) => verdict)).toEqual(
      operations.map((_, index) => ({ outcome: 'applied', version: index + 1 })),
    );
    expect([...(await world.effects()).values()]).toEqual(operations.map(() => 1));
  });

  it('[PR16] to one case from many replicas lose nothing', async () => {
    const world = newWorld();
    const registration = await new OperationMaker().register();
    const { caseId } = registration.header;
    await world.push([registration]);
    const notes = await Promise.all(
      Array.from({ length: 12 }, (_, index) => new OperationMaker().note(caseId, `${index}`)),
    );
    await Promise.all(notes.map((note) => world.push([note])));
    const state = await world.stateOf(caseId);
    expect(new Set(state?.notes.map(({ opId }) => opId))).toEqual(new Set(notes.map(opIdOf)));
    const verdicts = await world.storedVerdicts(notes);
    const versions = verdicts.map((verdict) => (verdict && 'version' in verdict ? verdict.version : 0));
    expect(new Set(versions)).toEqual(new Set(Array.from({ length: 12 }, (_, index) => index + 2)));
  });
});
