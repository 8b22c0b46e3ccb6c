import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Devices } from '#central/directory/devices.ts';
import { hashPassword } from '#central/directory/password.ts';
import { addPeople, type InstitutionDatabase } from '#central/directory/people.ts';
import { PgDirectory } from '#central/directory/pg-directory.ts';
import { Sessions } from '#central/directory/sessions.ts';
import { realRandom } from '#central/settings/real-ports.ts';
import type { PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import { addMilliseconds, Instant } from '#shared/kernel/instant.ts';
import type { Grant } from '#shared/protocol/session.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';

const START = Instant.parse('2026-11-23T08:00:00.000Z');
const HOUR = 3_600_000;
const office = 'smiltene' as OfficeId;
const clerk = 'clerk' as PersonId;

/** A clock that stands still until it is moved. */
const clock = {
  at: 0,
  now: () => addMilliseconds(START, clock.at),
  monotonicMilliseconds: () => clock.at,
};

let opened: TestDatabase;
let database: InstitutionDatabase;

beforeAll(async () => {
  opened = await openTestDatabase();
  database = { kysely: opened.connection.kysely, institution: 'demo' };
  const grants: Grant[] = [{ right: 'provider-counter', scope: { kind: 'office', office } }];
  const passwordHash = await hashPassword('right', realRandom);
  await addPeople(
    database,
    [
      { member: { id: clerk, login: 'clerk', name: 'Anna Paraudziņa', grants }, passwordHash },
      {
        member: { id: 'gone' as PersonId, login: 'gone', name: 'Jānis Paraudziņš', grants },
        passwordHash,
      },
    ],
    START,
  );
  await disable('gone' as PersonId);
});
afterAll(() => opened.drop());

async function disable(person: PersonId): Promise<void> {
  await database.kysely
    .updateTable('person')
    .set({ disabled_at: START })
    .where('person_id', '=', person)
    .execute();
}

const newReplica = (): ReplicaId => randomUUID() as ReplicaId;

describe('a session', () => {
  it('[PR31] holds for twelve hours, and its token is not in the database', async () => {
    const sessions = new Sessions(database, { clock, random: realRandom });
    const session = await sessions.begin('clerk', 'right');
    if (session === undefined) throw new Error('not signed in');
    expect(session.person.grants).toEqual([
      { right: 'provider-counter', scope: { kind: 'office', office: 'smiltene' } },
    ]);
    const rows = await database.kysely.selectFrom('session_token').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(session.token.slice(4));
    clock.at = 12 * HOUR - 1;
    expect(await sessions.find(session.token)).toMatchObject({ person: { id: 'clerk' } });
    clock.at = 12 * HOUR;
    expect(await sessions.find(session.token)).toBeUndefined();
    clock.at = 0;
  });

  it('is not given for a wrong password, an unknown login or a disabled account', async () => {
    const sessions = new Sessions(database, { clock, random: realRandom });
    expect(await sessions.begin('clerk', 'wrong')).toBeUndefined();
    expect(await sessions.begin('nobody', 'right')).toBeUndefined();
    expect(await sessions.begin('gone', 'right')).toBeUndefined();
    expect(await sessions.begin('cl\0erk', 'right')).toBeUndefined();
  });

  it('ends when it is ended', async () => {
    const sessions = new Sessions(database, { clock, random: realRandom });
    const session = await sessions.begin('clerk', 'right');
    if (session === undefined) throw new Error('not signed in');
    await sessions.end(session.token);
    await sessions.end(session.token);
    expect(await sessions.find(session.token)).toBeUndefined();
  });
});

describe('a device', () => {
  it('[PR32] gets a station of its own, also when many ask at once, and keeps it', async () => {
    const devices = new Devices(database, { clock, random: realRandom });
    const replicas = Array.from({ length: 12 }, newReplica);
    const enrol = (replica: ReplicaId) => devices.enrol({ replica, office, counter: null }, clerk);
    const first = await Promise.all(replicas.map(enrol));
    const stations = first.map((one) => (one.ok ? one.value.station : one.problem));
    expect(new Set(stations).size).toBe(12);
    expect([...stations].sort()[0]).toBe('7K2');
    const again = await Promise.all(replicas.map(enrol));
    expect(again.map((one) => (one.ok ? one.value.station : one.problem))).toEqual(stations);
  });

  it('[PR32] gets a fresh token each time, which ends the one before', async () => {
    const devices = new Devices(database, { clock, random: realRandom });
    const request = { replica: newReplica(), office, counter: null };
    const first = await devices.enrol(request, clerk);
    const second = await devices.enrol(request, clerk);
    if (!first.ok || !second.ok) throw new Error('not enrolled');
    expect(await devices.find(first.value.deviceToken)).toBeUndefined();
    expect(await devices.find(second.value.deviceToken)).toEqual({ replica: request.replica, office });
  });

  it('is not enrolled again for another office, or once revoked', async () => {
    const devices = new Devices(database, { clock, random: realRandom });
    const replica = newReplica();
    const enrolled = await devices.enrol({ replica, office, counter: null }, clerk);
    if (!enrolled.ok) throw new Error('not enrolled');
    const moved = await devices.enrol({ replica, office: 'ludza' as OfficeId, counter: null }, clerk);
    expect(moved).toEqual({ ok: false, problem: 'of-another-office' });
    await database.kysely
      .updateTable('device')
      .set({ revoked_at: START })
      .where('replica', '=', replica)
      .execute();
    expect(await devices.enrol({ replica, office, counter: null }, clerk)).toEqual({
      ok: false,
      problem: 'revoked',
    });
    expect(await devices.find(enrolled.value.deviceToken)).toBeUndefined();
  });
});

describe('the directory', () => {
  it('[PR12] knows who may act, within the time of each grant', async () => {
    const person = 'timely' as PersonId;
    const grants: Grant[] = [{ right: 'provider-counter', scope: { kind: 'office', office } }];
    const member = { id: person, login: 'timely', name: 'Ilze Piemēra', grants };
    await addPeople(database, [{ member, passwordHash: '!' }], addMilliseconds(START, HOUR));
    await database.kysely
      .updateTable('person_grant')
      .set({ valid_to: addMilliseconds(START, 2 * HOUR) })
      .where('person_id', '=', person)
      .execute();
    const mayActAt = (at: number): Promise<boolean> => {
      clock.at = at;
      return new PgDirectory(database, clock).mayAct(person, 'provider-counter', office);
    };
    expect(await mayActAt(HOUR - 1)).toBe(false);
    expect(await mayActAt(HOUR)).toBe(true);
    expect(await mayActAt(2 * HOUR - 1)).toBe(true);
    expect(await mayActAt(2 * HOUR)).toBe(false);
    clock.at = 0;
  });

  it('[PR12] does not let a disabled or unknown person act', async () => {
    const directory = new PgDirectory(database, clock);
    expect(await directory.mayAct('gone' as PersonId, 'provider-counter', office)).toBe(false);
    expect(await directory.mayAct('nobody' as PersonId, 'provider-counter', office)).toBe(false);
  });

  it('[PR11] keeps what it found for five seconds, and asks anew for what it did not find', async () => {
    const directory = new PgDirectory(database, clock);
    const devices = new Devices(database, { clock, random: realRandom });
    const replica = newReplica();
    expect(await directory.findReplica(replica)).toBeUndefined();
    await devices.enrol({ replica, office, counter: null }, clerk);
    expect(await directory.findReplica(replica)).toEqual({ office, isRevoked: false });
    await database.kysely
      .updateTable('device')
      .set({ revoked_at: START })
      .where('replica', '=', replica)
      .execute();
    clock.at = 4_999;
    expect(await directory.findReplica(replica)).toEqual({ office, isRevoked: false });
    clock.at = 5_000;
    expect(await directory.findReplica(replica)).toEqual({ office, isRevoked: true });
    clock.at = 0;
  });
});
