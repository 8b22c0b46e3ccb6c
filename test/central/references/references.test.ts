import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureInstitution, loadDemoData } from '#central/demo/load-demo-data.ts';
import { addPeople, type InstitutionDatabase } from '#central/directory/people.ts';
import { PgReferenceLibrary } from '#central/references/pg-reference-library.ts';
import {
  findContent,
  INSTITUTION_SPACE,
  putVersion,
  readCurrentVersions,
  renewRoster,
} from '#central/references/reference-shelf.ts';
import { realClock, realHash, realRandom } from '#central/settings/real-ports.ts';
import { Digest, type PersonId } from '#shared/kernel/identifier.ts';
import type { StaffMember } from '#shared/protocol/session.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';

const ports = { clock: realClock, hash: realHash };
let opened: TestDatabase;
let database: InstitutionDatabase;

beforeAll(async () => {
  opened = await openTestDatabase();
  database = { kysely: opened.connection.kysely, institution: 'demo' };
  expect(await loadDemoData(database.kysely, { ...ports, random: realRandom })).toBe('loaded');
});
afterAll(() => opened.drop());

async function institutionSequence(): Promise<number> {
  const row = await database.kysely
    .selectFrom('space_counter')
    .select('sequence')
    .where('space', '=', INSTITUTION_SPACE)
    .executeTakeFirstOrThrow();
  return row.sequence;
}

describe('the shelf of reference versions', () => {
  it('keeps the same content once, and moves the institution on only when another becomes current', async () => {
    const before = await institutionSequence();
    const first = await putVersion(database, 'catalogue', '{"a":1}', ports);
    expect(first.outcome).toBe('imported');
    expect(await institutionSequence()).toBe(before + 1);
    expect(await putVersion(database, 'catalogue', '{"a":1}', ports)).toEqual({
      hash: first.hash,
      outcome: 'unchanged',
    });
    expect(await institutionSequence()).toBe(before + 1);
    const count = await database.kysely
      .selectFrom('reference_version')
      .select('hash')
      .where('hash', '=', first.hash)
      .execute();
    expect(count).toHaveLength(1);
  });

  it('makes an older version current again', async () => {
    const first = await putVersion(database, 'catalogue', '{"b":1}', ports);
    const second = await putVersion(database, 'catalogue', '{"b":2}', ports);
    expect((await readCurrentVersions(database)).catalogue).toBe(second.hash);
    expect((await putVersion(database, 'catalogue', '{"b":1}', ports)).outcome).toBe('imported');
    expect((await readCurrentVersions(database)).catalogue).toBe(first.hash);
    expect(await findContent(database, 'catalogue', second.hash)).toBe('{"b":2}');
  });

  it('addresses content by its SHA-256', async () => {
    const { hash } = await putVersion(database, 'calendar', 'abc', ports);
    expect(hash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(await findContent(database, 'offices', hash)).toBeUndefined();
  });

  it('renews the roster when somebody comes, with roles, without logins or permissions', async () => {
    const before = await readCurrentVersions(database);
    const member = {
      id: 'new-one' as PersonId,
      login: 'secret-login',
      name: 'Zane Testētāja',
      grants: [
        { right: 'provider-counter', scope: { kind: 'institution' } },
        { right: 'auditing', scope: { kind: 'institution' } },
      ],
    } satisfies StaffMember;
    await addPeople(database, [{ member, passwordHash: '!' }], realClock.now());
    const { hash, outcome } = await renewRoster(database, ports);
    expect(outcome).toBe('imported');
    expect(hash).not.toBe(before.roster);
    const content = (await findContent(database, 'roster', hash)) ?? '';
    expect(JSON.parse(content).people).toContainEqual({
      id: 'new-one',
      name: 'Zane Testētāja',
      roles: [{ role: 'provider-counter', scope: { kind: 'institution' } }],
    });
    expect(content).not.toContain('secret-login');
    expect((await renewRoster(database, ports)).outcome).toBe('unchanged');
  });

  it('keeps a catalogue that was imported before the demonstration came', async () => {
    const other = await openTestDatabase();
    const { kysely } = other.connection;
    const institution = await ensureInstitution(kysely);
    const { hash } = await putVersion({ kysely, institution }, 'catalogue', '{"own":true}', ports);
    expect(await loadDemoData(kysely, { ...ports, random: realRandom })).toBe('loaded');
    expect((await readCurrentVersions({ kysely, institution })).catalogue).toBe(hash);
    await other.drop();
  });

  it('is not filled with the demonstration twice', async () => {
    expect(await loadDemoData(database.kysely, { ...ports, random: realRandom })).toBe('present');
  });
});

describe('the library', () => {
  it('[PR14] gives what an operation was worked by, or nothing when one of the versions is not here', async () => {
    const other = await openTestDatabase();
    const place = { kysely: other.connection.kysely, institution: 'demo' };
    await loadDemoData(place.kysely, { ...ports, random: realRandom });
    const library = new PgReferenceLibrary(place);
    const versions = await library.currentVersions();
    const found = await library.findWorkedBy(versions, 'smiltene' as OfficeId);
    expect(found?.catalogue.services).toHaveLength(12);
    expect(found?.office.code).toBe('SMI');
    expect(await library.findWorkedBy(versions, 'nowhere' as OfficeId)).toBeUndefined();
    const none = Digest.parse('0'.repeat(64));
    for (const kind of ['catalogue', 'calendar', 'offices'] as const) {
      const changed = { ...versions, [kind]: none };
      expect(await library.findWorkedBy(changed, 'smiltene' as OfficeId)).toBeUndefined();
    }
    await other.drop();
  });

  it('finds a version that came after it was asked for in vain', async () => {
    const library = new PgReferenceLibrary(database);
    const content =
      (await findContent(database, 'offices', (await readCurrentVersions(database)).offices)) ?? '';
    const changed = content.replaceAll('"settlement":"Smiltene"', '"settlement":"Testpils"');
    const hash = Digest.parse(
      Buffer.from(await realHash.sha256(new TextEncoder().encode(changed))).toString('hex'),
    );
    expect(await library.findOffices(hash)).toBeUndefined();
    await putVersion(database, 'offices', changed, ports);
    expect((await library.findOffices(hash))?.get('smiltene' as OfficeId)?.settlement).toBe('Testpils');
  });
});
