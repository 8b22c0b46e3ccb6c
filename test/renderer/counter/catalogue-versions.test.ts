import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readHistory } from '#central/references/catalogue-publications.ts';
import { readCurrentVersions } from '#central/references/reference-shelf.ts';
import { listen } from '#central/server.ts';
import { RegisterRequest } from '#shared/case/steps/register-request.ts';
import type { CaseId, Digest } from '#shared/kernel/identifier.ts';
import { openTestCentre, type TestCentre } from '#test/central/routes/test-centre.ts';
import { CounterWorld, savedOf } from '#test/support/counter-world.ts';
import { CONSULTATION } from '#test/support/operation-maker.ts';
import { publishEdited } from '#test/support/publish-edited.ts';
import { pageAnswer } from '#test/support/tiny-centre.ts';

let centre: TestCentre;
let origin: string;
let first: Digest;
const worlds: CounterWorld[] = [];
let asked = 0;

beforeAll(async () => {
  centre = await openTestCentre();
  origin = (await listen(centre.app, 0)).replace(/\/$/, '');
});
afterAll(() => centre.close());
beforeEach(async () => {
  first = (await readCurrentVersions(centre.centre.database)).catalogue;
});
afterEach(() => {
  for (const world of worlds.splice(0)) world.end();
});

async function opened(): Promise<CounterWorld> {
  const world = new CounterWorld(origin);
  worlds.push(world);
  await world.open();
  return world;
}

/** Publishes a version in which a consultation asks for one thing more, so that what was filled in before lacks it. */
function publishAskingMore(): Promise<Digest> {
  asked += 1;
  const id = `extra${asked}`;
  return publishEdited(centre.centre, ({ services }) => {
    const service = services.find(
      (candidate: { id: string }) => candidate.id === 'e-pakalpojumu-konsultacija',
    );
    const label = { lv: `Jauns lauks ${asked}`, en: `New field ${asked}` };
    service.fields.push({
      id,
      type: 'text',
      label,
      required: true,
      validation: {},
      help: { lv: '', en: '' },
      sensitivity: 'none',
    });
  });
}

async function stateAtCentre(caseId: CaseId) {
  const token = await centre.signIn('portfolio-manager');
  return (await centre.get(`/api/oversight/cases/${caseId}`, token)).json().state;
}

describe('a registration that waits for the network', () => {
  it('[CL5] is judged by its own version, also after two later ones came into force', async () => {
    const world = await opened();
    world.http.cut();
    savedOf(await world.register(1));
    const second = await publishAskingMore();
    savedOf(await world.addNote(2, 1, 'written between the two'));
    const third = await publishAskingMore();
    world.http.mend();
    await world.exchanged();
    const { row, operations } = (await world.caseOf(1)) ?? expect.fail('no case');
    expect(operations.map(({ verdict }) => verdict?.verdict.outcome)).toEqual(['applied', 'applied']);
    expect(row.shown.catalogue).toBe(first);
    expect((await stateAtCentre(world.caseIdOf(1))).catalogue).toBe(first);

    // From now on the counter asks what the version in force asks, and the case goes on by its own.
    await expect.poll(async () => (await world.counter.readReference())?.versions.catalogue).toBe(third);
    expect((await world.register(3)).outcome).toBe('invalid');
    savedOf(await world.addNote(4, 1, 'after both'));
    await world.exchanged();
    expect((await world.headerOf(4)).catalogue).toBe(first);
    const after = (await world.caseOf(1)) ?? expect.fail('no case');
    expect(after.operations.at(-1)?.verdict?.verdict.outcome).toBe('applied');
    expect(await world.sideFile(`catalogue-${second}.json`)).toBeUndefined();
  });
});

describe('a computer that came later', () => {
  it('[CA53] fetches the version of a case with the news and works on the case without a network', async () => {
    const older = await opened();
    savedOf(await older.register(1, { values: answers() }));
    await older.exchanged();
    await publishAskingMore();

    const fresh = await opened();
    await expect.poll(() => fresh.sideFile(`catalogue-${first}.json`)).toBeDefined();
    fresh.http.cut();
    const caseId = older.caseIdOf(1);
    const act = { opId: fresh.idOf(9), salt: '9'.padStart(32, '0'), caseId };
    savedOf(
      await fresh.counter.act({ ...act, command: { kind: 'add-note', text: 'from the other computer' } }),
    );
    fresh.http.mend();
    await fresh.exchanged();
    expect((await fresh.headerOf(9)).catalogue).toBe(first);
    expect((await stateAtCentre(caseId)).notes).toHaveLength(1);
  });

  it('[CA53] tries again while the version cannot be had', async () => {
    const older = await opened();
    savedOf(await older.register(1, { values: answers() }));
    await older.exchanged();
    const second = await publishAskingMore();
    const fresh = new CounterWorld(origin);
    worlds.push(fresh);
    fresh.http.fault = (request) => (request.path.endsWith(first) ? pageAnswer(200) : undefined);
    await fresh.open();
    expect((await fresh.counter.readReference())?.versions.catalogue).toBe(second);
    expect(await fresh.sideFile(`catalogue-${first}.json`)).toBeUndefined();
    fresh.http.mend();
    await fresh.exchanged();
    await expect.poll(() => fresh.sideFile(`catalogue-${first}.json`)).toBeDefined();
    expect(fresh.defects).toEqual([]);
  });
});

describe('the numbers of the versions', () => {
  it('[CA54] are told to the screens, anew when another version comes into force', async () => {
    const world = await opened();
    const history = async () => (await world.counter.readReference())?.history;
    await expect.poll(history).toEqual((await readHistory(centre.centre.database)).versions);
    const next = await publishAskingMore();
    await world.exchanged();
    await expect
      .poll(async () => (await history())?.at(-1))
      .toMatchObject({ hash: next, since: expect.any(String) });
    const numbers = (await history())?.map(({ number }) => number) ?? [];
    expect(numbers).toEqual(numbers.map((_, place) => place + 1));
  });

  it('[CA54] are done without when nobody tells them', async () => {
    const world = new CounterWorld(origin);
    worlds.push(world);
    world.http.fault = (request) =>
      request.path === '/api/reference/catalogues' ? pageAnswer(404) : undefined;
    await world.open();
    expect((await world.counter.readReference())?.history).toEqual([]);
    savedOf(await world.register(1, { values: answers() }));
    expect(world.defects).toEqual([]);
  });
});

/** Valid answers by the version in force. */
function answers(): Readonly<Record<string, unknown>> {
  const extras = Array.from({ length: asked }, (_, place) => [`extra${place + 1}`, 'atbilde']);
  const { values } = RegisterRequest.parse(CONSULTATION).request;
  return { ...values, ...Object.fromEntries(extras) };
}
