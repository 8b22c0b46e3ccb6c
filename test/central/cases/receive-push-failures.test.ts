import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CasePorts } from '#central/cases/case-ports.ts';
import type { CaseTransaction } from '#central/cases/case-store.ts';
import { StoreUnavailable } from '#central/cases/store-unavailable.ts';
import { pgCaseStore } from '#central/database/pg-case-store.ts';
import { PersonId } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';
import { officeSpace } from '#shared/protocol/pull.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import { MADE_OFFICE, OperationMaker } from '#test/support/operation-maker.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';
import { interrupt, opIdOf, verdictsOf, World } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 20 });
});
afterAll(() => database.drop());

const newWorld = (): World => new World(database.connection);

describe('an operation that we cannot decide without failing', () => {
  const poison = PersonId.parse('poison');

  /** Ports that throw whenever the operation of a certain author is looked at. */
  function poisoned(world: World): CasePorts {
    return {
      ...world.ports,
      directory: {
        findReplica: (replica) => world.directory.findReplica(replica),
        findScopes: async (person) => {
          if (person === poison) throw new TypeError('planted');
          return world.directory.findScopes(person);
        },
      },
    };
  }

  it('[PR4] is parked as a defect, and [PR3] the others of its push are decided', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const one = await maker.register();
    const bad = await maker.register({ author: poison });
    const other = await maker.register();
    const defect: Verdict = { outcome: 'parked', grounds: { code: 'defect' } };
    const answer = await world.push([one, bad, other], poisoned(world));
    expect(verdictsOf(answer)).toEqual([
      { outcome: 'applied', version: 1 },
      defect,
      { outcome: 'applied', version: 1 },
    ]);
    expect(answer.received).toEqual({ contiguousN: 3, gaps: [] });
    const again = await world.push([bad, other]);
    expect(again.verdicts).toEqual(answer.verdicts.slice(1));
    expect(await world.effects()).toEqual(new Map([one, other].map((made) => [opIdOf(made), 1])));
  });

  it('[PR4] is parked when it is the database that cannot take it', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const bad = await maker.register({ receivedAt: Instant.parse('0000-01-01T00:00:00.000Z') });
    const good = await maker.register();
    const answer = await world.push([bad, good]);
    expect(verdictsOf(answer)).toEqual([
      { outcome: 'parked', grounds: { code: 'defect' } },
      { outcome: 'applied', version: 1 },
    ]);
  });

  it('[PR15] harms nothing that it waited for', async () => {
    const world = newWorld();
    const maker = new OperationMaker();
    const registration = await maker.register();
    const { caseId } = registration.header;
    const dependsOn = [opIdOf(registration)];
    const bad = await new OperationMaker().note(caseId, 'x', { author: poison, dependsOn });
    const good = await maker.note(caseId, 'y', { dependsOn });
    await world.push([bad]);
    await world.push([good]);
    const answer = await world.push([registration], poisoned(world));
    expect(verdictsOf(answer)).toEqual([{ outcome: 'applied', version: 1 }]);
    expect(await world.storedVerdicts([bad, good])).toEqual([
      { outcome: 'parked', grounds: { code: 'defect' } },
      { outcome: 'applied', version: 2 },
    ]);
  });

  it('[PR4] keeps the verdict that it got by another way meanwhile', async () => {
    const world = newWorld();
    const made = await new OperationMaker().register();
    let count = 0;
    const store = interrupt(world.store, 'lockReplica', async () => {
      count += 1;
      if (count === 3) await world.push([made]);
      else throw new TypeError('planted');
    });
    const answer = await world.push([made], { ...world.ports, store });
    expect(count).toBe(3);
    expect(verdictsOf(answer)).toEqual([{ outcome: 'applied', version: 1 }]);
    expect(await world.storedVerdicts([made])).toEqual([{ outcome: 'applied', version: 1 }]);
  });
});

describe('a connection that breaks', () => {
  const STEPS = [
    'lockReplica',
    'findOperations',
    'insertInbox',
    'lockCases',
    'writeVerdicts',
    'writeCases',
    'advanceSpaces',
    'writeFeed',
  ] as const satisfies readonly (keyof CaseTransaction)[];

  it.each(STEPS)('[PR19] before %s leaves nothing half, and asking again does it all', async (step) => {
    const connection = database.connectAgain(1);
    const world = new World(connection);
    let processId: number | undefined;
    connection.pool.on('acquire', (client) => {
      processId = (client as unknown as { processID: number }).processID;
    });
    let kills = 0;
    const store = interrupt(world.store, step, async () => {
      kills += 1;
      await database.connection.pool.query('select pg_terminate_backend($1, 5000)', [processId]);
    });
    const maker = new OperationMaker();
    const registration = await maker.register();
    const operations = [registration, await maker.note(registration.header.caseId)];
    const pushed = world.push(operations, { ...world.ports, store });
    await expect(pushed).rejects.toBeInstanceOf(StoreUnavailable);
    expect(kills).toBe(1);
    const whole = pgCaseStore({ connection: database.connection, institution: world.institution });
    await whole.transaction(async (tx) => {
      expect((await tx.findOperations(operations.map(opIdOf))).size).toBe(0);
      expect((await tx.lockCases([registration.header.caseId])).size).toBe(0);
      expect(await tx.receivedRange(maker.replica)).toEqual({ contiguousN: 0, gaps: [] });
    });
    expect(await world.effects()).toEqual(new Map());
    expect(verdictsOf(await world.push(operations))).toEqual([
      { outcome: 'applied', version: 1 },
      { outcome: 'applied', version: 2 },
    ]);
    const page = await world.store.snapshot((snapshot) => snapshot.readFeed(officeSpace(MADE_OFFICE), 0, 10));
    expect(page).toMatchObject({ head: 1, changes: [{ version: 2 }] });
  });
});
