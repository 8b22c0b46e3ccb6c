import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CasePorts } from '#central/cases/case-ports.ts';
import { reviewHeld } from '#central/cases/held-review.ts';
import { releaseHeld } from '#central/cases/release-waiting.ts';
import { StoreUnavailable } from '#central/cases/store-unavailable.ts';
import { CaseId, Digest, PersonId } from '#shared/kernel/identifier.ts';
import { officeSpace, replicaSpace, type SpaceId } from '#shared/protocol/pull.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import {
  CONSULTATION,
  MADE_OFFICE,
  MADE_VERSIONS,
  type MadeOperation,
  OperationMaker,
  sealOperation,
} from '#test/support/operation-maker.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';
import { interrupt, opIdOf, verdictsOf, World } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 20 });
});
afterAll(() => database.drop());

const newWorld = (): World => new World(database.connection);
const held = (code: string): Verdict => ({ outcome: 'held', grounds: { code } });
const applied = (version: number): Verdict => ({ outcome: 'applied', version });

/** A centre that lacks one calendar until it is imported. */
function lacking(world: World): { readonly ports: CasePorts; readonly calendar: Digest; import(): void } {
  const calendar = Digest.parse('cb'.repeat(32));
  let isHere = false;
  const ports: CasePorts = {
    ...world.ports,
    references: {
      ...world.ports.references,
      findWorkedBy: async (versions, office) => {
        if (versions.calendar !== calendar) return world.ports.references.findWorkedBy(versions, office);
        return isHere ? world.ports.references.findWorkedBy(MADE_VERSIONS, office) : undefined;
      },
    },
  };
  return {
    ports,
    calendar,
    import: () => {
      isHere = true;
    },
  };
}

/** A registration and a note behind it, both by the same calendar. */
async function pair(calendar: Digest = MADE_VERSIONS.calendar): Promise<[MadeOperation, MadeOperation]> {
  const maker = new OperationMaker({ header: { calendar } });
  const registration = await maker.register();
  return [registration, await maker.note(registration.header.caseId)];
}

const newsOf = (world: World, { header }: MadeOperation) =>
  world.store.snapshot((snapshot) => snapshot.readVerdicts(header.replica, 0, 100));

describe('what is held', () => {
  it('[PR39] is judged again when it is sent again, in the order of the numbers, with what is new', async () => {
    const world = newWorld();
    const { ports, calendar, ...centre } = lacking(world);
    const [registration, note] = await pair(calendar);
    expect(verdictsOf(await world.push([registration], ports))).toEqual([held('version-not-known')]);
    centre.import();
    const answer = await world.push([note, registration], ports);
    expect(verdictsOf(answer)).toEqual([applied(2), applied(1)]);
    expect(new Set(answer.changedSpaces)).toEqual(
      new Set([officeSpace(MADE_OFFICE), replicaSpace(registration.header.replica)]),
    );
    expect((await newsOf(world, registration)).verdicts).toMatchObject([
      { opId: opIdOf(registration), verdict: applied(1) },
    ]);
    expect(await world.storedVerdicts([registration, note])).toEqual([applied(1), applied(2)]);
    expect([...(await world.effects()).values()]).toEqual([1, 1]);
    expect((await world.push([registration], ports)).changedSpaces).toEqual([]);
  });

  it('[PR39] keeps when it was received, and other content under its name is a fork as before', async () => {
    const world = newWorld();
    const { ports, calendar, ...centre } = lacking(world);
    const [registration] = await pair(calendar);
    const [first] = (await world.push([registration], ports)).verdicts;
    centre.import();
    const changed = JSON.stringify({ ...CONSULTATION, more: 'cits' });
    const other = await sealOperation(registration.header, changed);
    expect(verdictsOf(await world.push([other], ports))).toEqual([
      { outcome: 'fork', grounds: { code: 'other-content' } },
    ]);
    expect(await world.storedVerdicts([registration])).toEqual([held('version-not-known')]);
    const [second] = (await world.push([registration], ports)).verdicts;
    expect(second).toMatchObject({ receivedAt: first?.receivedAt, verdict: applied(1) });
  });

  it('[PR39] is judged again when a version was imported, and tells its replica', async () => {
    const world = newWorld();
    const { ports, calendar, ...centre } = lacking(world);
    const [registration, note] = await pair(calendar);
    await world.push([registration, note], ports);
    expect(await releaseHeld(ports, null)).toEqual(new Set());
    centre.import();
    const own = replicaSpace(registration.header.replica);
    expect(await releaseHeld(ports, null)).toEqual(new Set([officeSpace(MADE_OFFICE), own]));
    const news = await newsOf(world, registration);
    expect(new Set(news.verdicts.map(({ opId }) => opId))).toEqual(
      new Set([opIdOf(registration), opIdOf(note)]),
    );
    expect(await world.storedVerdicts([registration, note])).toEqual([applied(1), applied(2)]);
    expect(await releaseHeld(ports, null)).toEqual(new Set());
  });

  it('[PR39] is judged again when its author was given the right', async () => {
    const world = newWorld();
    const author = PersonId.parse('newcomer');
    world.directory.strangers.add(author);
    const made = await new OperationMaker().register({ author });
    expect(await world.verdictOn(made)).toEqual(held('author-without-right'));
    world.directory.strangers.delete(author);
    await releaseHeld(world.ports, null);
    expect(await world.storedVerdicts([made])).toEqual([applied(1)]);
  });

  it('[PR39] is judged again when its replica was enrolled, and that of others is left alone', async () => {
    const world = newWorld();
    const makers = [new OperationMaker(), new OperationMaker()] as const;
    const made = [await makers[0].register(), await makers[1].register()] as const;
    for (const { replica } of makers) world.directory.unknownReplicas.add(replica);
    for (const one of made) expect(await world.verdictOn(one)).toEqual(held('replica-unknown'));
    world.directory.unknownReplicas.clear();
    await releaseHeld(world.ports, makers[0].replica);
    expect(await world.storedVerdicts(made)).toEqual([applied(1), held('replica-unknown')]);
  });

  it('[PR39] [PR15] sets free what waited for it, and waits itself where it has to', async () => {
    const world = newWorld();
    const { ports, calendar, ...centre } = lacking(world);
    const registration = await new OperationMaker().register();
    const { caseId } = registration.header;
    const change = { calendar, dependsOn: [opIdOf(registration)] };
    const middle = await new OperationMaker().note(caseId, '1', change);
    const last = await new OperationMaker().note(caseId, '2', { dependsOn: [opIdOf(middle)] });
    await world.push([last], ports);
    await world.push([middle], ports);
    centre.import();
    await releaseHeld(ports, null);
    expect(await world.storedVerdicts([middle, last])).toMatchObject([
      { outcome: 'waiting', waitsFor: [opIdOf(registration)] },
      { outcome: 'waiting', waitsFor: [opIdOf(middle)] },
    ]);
    await world.push([registration], ports);
    expect(await world.storedVerdicts([middle, last])).toEqual([
      expect.objectContaining({ version: 2 }),
      expect.objectContaining({ version: 3 }),
    ]);
  });

  it('[PR39] says so when it is held for another reason now, and does not repeat the same', async () => {
    const world = newWorld();
    const { ports, calendar, ...centre } = lacking(world);
    const maker = new OperationMaker({ header: { calendar } });
    const made = await maker.register({ caseId: CaseId.parse(randomUUID()) });
    await world.push([made], ports);
    await world.push([made], ports);
    expect((await newsOf(world, made)).head).toBe(0);
    centre.import();
    await releaseHeld(ports, null);
    await releaseHeld(ports, null);
    expect(await newsOf(world, made)).toMatchObject({
      head: 1,
      verdicts: [{ verdict: held('case-not-own') }],
    });
  });

  it('[PR39] has its effect once, however many judge it again at the same time', async () => {
    const world = newWorld();
    const { ports, calendar, ...centre } = lacking(world);
    const [registration, note] = await pair(calendar);
    await world.push([registration, note], ports);
    centre.import();
    const answers = await Promise.all([
      world.push([registration, note], ports),
      releaseHeld(ports, null),
      world.push([registration], ports),
      releaseHeld(ports, registration.header.replica),
      releaseHeld(ports, null),
    ]);
    expect(answers).toHaveLength(5);
    expect(await world.storedVerdicts([registration, note])).toEqual([applied(1), applied(2)]);
    expect([...(await world.effects()).values()]).toEqual([1, 1]);
  });

  it('[PR39] [PR4] does not keep others held when one cannot be judged without failing', async () => {
    const world = newWorld();
    const { ports, calendar, ...centre } = lacking(world);
    const poison = PersonId.parse('poison');
    const maker = new OperationMaker({ header: { calendar } });
    const bad = await maker.register({ author: poison });
    const good = await maker.register();
    await world.push([bad, good], ports);
    centre.import();
    const findScopes: CasePorts['directory']['findScopes'] = async (person) => {
      if (person === poison) throw new TypeError('planted');
      return world.directory.findScopes(person);
    };
    const directory = { findReplica: ports.directory.findReplica.bind(ports.directory), findScopes };
    await releaseHeld({ ...ports, directory }, null);
    expect(await world.storedVerdicts([bad, good])).toEqual([
      { outcome: 'parked', grounds: { code: 'defect' } },
      applied(1),
    ]);
  });
});

describe('the review of what is held', () => {
  /** Rounds of a review that is ended when `rounds` of them were made. */
  async function review(ports: CasePorts, rounds: number) {
    const ending = new AbortController();
    const published: (readonly SpaceId[])[] = [];
    const warnings: string[] = [];
    let pauses = 0;
    const sleep = async (milliseconds: number): Promise<void> => {
      expect(milliseconds).toBe(60_000);
      pauses += 1;
      if (pauses === rounds) ending.abort();
    };
    await reviewHeld({
      bringIntoForce: async () => [],
      cases: ports,
      timers: { sleep },
      signal: ending.signal,
      publish: (spaces) => published.push(spaces),
      warn: (sentence) => warnings.push(sentence),
    });
    return { published, warnings };
  }

  it('[PR39] comes every minute, and goes on when a round failed', async () => {
    const world = newWorld();
    const { ports, calendar, ...centre } = lacking(world);
    const [registration] = await pair(calendar);
    await world.push([registration], ports);
    let looks = 0;
    const store = interrupt(world.store, 'listHeld', async () => {
      looks += 1;
      if (looks === 1) throw new StoreUnavailable('planted');
      if (looks === 3) centre.import();
    });
    const { published, warnings } = await review({ ...ports, store }, 4);
    expect(looks).toBe(4);
    expect(warnings).toHaveLength(1);
    expect(published.map((spaces) => spaces.length)).toEqual([0, 2, 0]);
    expect(await world.storedVerdicts([registration])).toEqual([applied(1)]);
  });
});
