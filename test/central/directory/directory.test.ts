import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mintToken } from '#central/directory/bearer-token.ts';
import { Devices } from '#central/directory/devices.ts';
import { hashPassword } from '#central/directory/password.ts';
import { addPeople, type InstitutionDatabase } from '#central/directory/people.ts';
import { PgDirectory } from '#central/directory/pg-directory.ts';
import { Sessions } from '#central/directory/sessions.ts';
import { realRandom } from '#central/settings/real-ports.ts';
import type { PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import { addMilliseconds, Instant } from '#shared/kernel/instant.ts';
import { StationCode, stationCodeOf, stationIndexOf } from '#shared/kernel/reference.ts';
import type { Grant } from '#shared/protocol/session.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';

const START = Instant.parse('2026-11-23T08:00:00.000Z');
const HOUR = 3_600_000;
const office = 'smiltene' as OfficeId;
const clerk = 'clerk' as PersonId;
/** Who enrols: somebody who may end a token, and somebody who has to show it. */
const admin = { person: 'admin' as PersonId, mayReplaceToken: true };
const ofClerk = { person: clerk, mayReplaceToken: false };

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
    const enrol = (replica: ReplicaId) => devices.enrol({ replica, office, counter: null }, admin);
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
    const first = await devices.enrol(request, admin);
    const second = await devices.enrol(request, admin);
    if (!first.ok || !second.ok) throw new Error('not enrolled');
    expect(await devices.find(first.value.deviceToken)).toBeUndefined();
    expect(await devices.find(second.value.deviceToken)).toEqual({ replica: request.replica, office });
  });

  it('[PR36] is enrolled again by its token, or by somebody who may end that', async () => {
    const devices = new Devices(database, { clock, random: realRandom });
    const request = { replica: newReplica(), office, counter: null };
    const first = await devices.enrol(request, ofClerk);
    if (!first.ok) throw new Error('not enrolled');
    const { deviceToken } = first.value;
    const others = [undefined, '', `${deviceToken}x`, mintToken('device', realRandom)];
    for (const shown of others) {
      const again = { ...request, ...(shown === undefined ? {} : { deviceToken: shown }) };
      expect(await devices.enrol(again, ofClerk)).toEqual({ ok: false, problem: 'token-not-shown' });
    }
    expect(await devices.find(deviceToken)).toEqual({ replica: request.replica, office });
    const second = await devices.enrol({ ...request, deviceToken }, ofClerk);
    expect(second).toMatchObject({ ok: true, value: { station: first.value.station } });
    expect(await devices.find(deviceToken)).toBeUndefined();
    expect(await devices.enrol({ ...request, deviceToken }, ofClerk)).toMatchObject({ ok: false });
    expect(await devices.enrol(request, admin)).toMatchObject({ ok: true });
  });

  it('[PR35] keeps the station that its journal owns when the centre was restored to before it', async () => {
    const restored = { ...database, institution: 'restored' };
    const devices = new Devices(restored, { clock, random: realRandom });
    const enrol = async (station?: StationCode, replica = newReplica()) => {
      const request = { replica, office, counter: null, ...(station === undefined ? {} : { station }) };
      const enrolled = await devices.enrol(request, ofClerk);
      return enrolled.ok ? enrolled.value.station : enrolled.problem;
    };
    const code = (text: string): StationCode => StationCode.parse(text);
    expect(await enrol()).toBe('7K2');
    // Before the restore there were 7K3 to 7K6; two of them come back, the later one first.
    expect(await enrol(code('7K5'))).toBe('7K5');
    expect(await enrol()).toBe('7K6');
    expect(await enrol(code('7K3'))).toBe('7K3');
    expect(await enrol()).toBe('7K7');
    for (const taken of ['7K2', '7K3', '7K5', '7K6', '7K7']) {
      expect(await enrol(code(taken))).toBe('station-taken');
    }
    // Counting went on from 7K2, so what lies before it is as far away as can be.
    for (const far of ['7K1', '8K8', 'ZZZ', '000']) expect(await enrol(code(far))).toBe('station-too-far');
    expect(await enrol(code('8K7'))).toBe('8K7');
    expect(await enrol()).toBe('8K8');
  });

  it('[PR35] has one station, whatever it says later', async () => {
    const devices = new Devices(database, { clock, random: realRandom });
    const request = { replica: newReplica(), office, counter: null };
    const first = await devices.enrol(request, admin);
    if (!first.ok) throw new Error('not enrolled');
    const { station } = first.value;
    expect(await devices.enrol({ ...request, station }, admin)).toMatchObject({ value: { station } });
    const free = stationCodeOf((stationIndexOf(station) + 100) % 32 ** 3);
    const other = await devices.enrol({ ...request, station: free }, admin);
    expect(other).toEqual({ ok: false, problem: 'station-taken' });
  });

  it('is not enrolled again for another office, or once revoked', async () => {
    const devices = new Devices(database, { clock, random: realRandom });
    const replica = newReplica();
    const enrolled = await devices.enrol({ replica, office, counter: null }, admin);
    if (!enrolled.ok) throw new Error('not enrolled');
    const moved = await devices.enrol({ replica, office: 'ludza' as OfficeId, counter: null }, admin);
    expect(moved).toEqual({ ok: false, problem: 'of-another-office' });
    await database.kysely
      .updateTable('device')
      .set({ revoked_at: START })
      .where('replica', '=', replica)
      .execute();
    expect(await devices.enrol({ replica, office, counter: null }, admin)).toEqual({
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
    const scopesAt = (at: number) => {
      clock.at = at;
      const directory = new PgDirectory(database, clock);
      return directory.findScopes(person, 'provider-counter');
    };
    expect(await scopesAt(HOUR - 1)).toEqual([]);
    expect(await scopesAt(HOUR)).toEqual([{ kind: 'office', office }]);
    expect(await scopesAt(2 * HOUR - 1)).toEqual([{ kind: 'office', office }]);
    expect(await scopesAt(2 * HOUR)).toEqual([]);
    clock.at = 0;
  });

  it('[PR12] does not let a disabled or unknown person act', async () => {
    const directory = new PgDirectory(database, clock);
    expect(await directory.findScopes('gone' as PersonId, 'provider-counter')).toEqual([]);
    expect(await directory.findScopes('nobody' as PersonId, 'provider-counter')).toEqual([]);
    expect(await directory.findScopes(clerk, 'provider-specialist')).toEqual([]);
    expect(await directory.findScopes(clerk, 'provider-counter')).toEqual([{ kind: 'office', office }]);
  });

  it('[PR11] keeps what it found for five seconds, and asks anew for what it did not find', async () => {
    const directory = new PgDirectory(database, clock);
    const devices = new Devices(database, { clock, random: realRandom });
    const replica = newReplica();
    expect(await directory.findReplica(replica)).toBeUndefined();
    const enrolled = await devices.enrol({ replica, office, counter: null }, admin);
    if (!enrolled.ok) throw new Error('not enrolled');
    const { station } = enrolled.value;
    expect(await directory.findReplica(replica)).toEqual({ office, station, isRevoked: false });
    await database.kysely
      .updateTable('device')
      .set({ revoked_at: START })
      .where('replica', '=', replica)
      .execute();
    clock.at = 4_999;
    expect(await directory.findReplica(replica)).toEqual({ office, station, isRevoked: false });
    clock.at = 5_000;
    expect(await directory.findReplica(replica)).toEqual({ office, station, isRevoked: true });
    clock.at = 0;
  });
});
