import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findContent, putVersion, readCurrentVersions } from '#central/references/reference-shelf.ts';
import { listen } from '#central/server.ts';
import { realClock, realHash } from '#central/settings/real-ports.ts';
import type { Digest } from '#shared/kernel/identifier.ts';
import { openTestCentre, type TestCentre } from '#test/central/routes/test-centre.ts';
import { CounterWorld } from '#test/support/counter-world.ts';
import { jsonAnswer, pageAnswer } from '#test/support/tiny-centre.ts';

let centre: TestCentre;
let origin: string;
/** A version that cases were made by, and that is not in force any more. */
let older: Digest;
beforeAll(async () => {
  centre = await openTestCentre();
  origin = (await listen(centre.app, 0)).replace(/\/$/, '');
  older = (await readCurrentVersions(centre.centre.database)).catalogue;
  const content = (await findContent(centre.centre.database, 'catalogue', older)) ?? '';
  const newer = content.replace(/"catalogueVersion":"[^"]*"/, '"catalogueVersion":"next"');
  await putVersion(centre.centre.database, 'catalogue', newer, { clock: realClock, hash: realHash });
});
afterAll(() => centre.close());

let world: CounterWorld;
afterEach(() => world.end());

describe('an older version of the catalogue, on a computer that came later', () => {
  const file = () => world.sideFile(`catalogue-${older}.json`);
  const asked = () => world.http.sentTo(`/api/reference/catalogue/${older}`).length;

  it('[ST45] is fetched once and kept', async () => {
    world = new CounterWorld(origin);
    await world.open();
    expect((await world.counter.readReference())?.versions.catalogue).not.toBe(older);
    expect(await file()).toBeUndefined();
    expect(await world.counter.readCatalogue(older)).toMatchObject({ services: expect.any(Array) });
    expect(asked()).toBe(1);
    world.http.cut();
    await world.restart();
    expect(await world.counter.readCatalogue(older)).toMatchObject({ services: expect.any(Array) });
    expect(asked()).toBe(1);
  });

  it.each([
    ['nobody answers', 'no-connection'],
    ['a network page answers', pageAnswer(200)],
    ['another version comes', jsonAnswer(200, { catalogueVersion: 'other' })],
  ] as const)('[ST45] is missing while %s, and is there when it can be had', async (_what, answer) => {
    world = new CounterWorld(origin);
    await world.open();
    world.http.fault = () => answer;
    expect(await world.counter.readCatalogue(older)).toBeUndefined();
    expect(await file()).toBeUndefined();
    world.http.mend();
    expect(await world.counter.readCatalogue(older)).toMatchObject({ services: expect.any(Array) });
    expect(await file()).toBeDefined();
  });

  it('[ST45] is missing on a computer that is no counter', async () => {
    world = new CounterWorld(origin);
    await world.start();
    expect(await world.counter.readCatalogue(older)).toBeUndefined();
    expect(asked()).toBe(0);
  });
});
