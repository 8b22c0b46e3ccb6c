import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findObjection } from '#central/database/check-server.ts';
import type { Connection } from '#central/database/connect.ts';
import { MIGRATIONS, migrate } from '#central/database/migrate.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';

let databases: TestDatabase[];
beforeAll(() => {
  databases = [];
});
afterAll(() => Promise.all(databases.map((database) => database.drop())));

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await openTestDatabase({ migrations: 'none' });
  databases.push(database);
  return database;
}

async function columnsOf({ pool, schema }: Connection): Promise<readonly string[]> {
  const { rows } = await pool.query<{ line: string }>(
    `select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) as line
     from information_schema.columns where table_schema = $1 and table_name not like 'kysely%'
     union all
     select concat_ws(' ', tablename, replace(indexdef, schemaname, '')) from pg_indexes
     where schemaname = $1 and tablename not like 'kysely%'
     order by line`,
    [schema],
  );
  return rows.map(({ line }) => line);
}

it('brings an empty database to this version, and then has nothing to do', async () => {
  const { connection } = await emptyDatabase();
  expect(await migrate(connection)).toEqual(Object.keys(MIGRATIONS));
  const columns = await columnsOf(connection);
  expect(columns.length).toBeGreaterThan(80);
  expect(await migrate(connection)).toEqual([]);
  expect(await columnsOf(connection)).toEqual(columns);
});

it('has numbered names in order', () => {
  expect(Object.keys(MIGRATIONS).map((name) => Number(name.slice(0, 4)))).toEqual(
    Object.keys(MIGRATIONS).map((_, index) => index + 1),
  );
});

it.each(Object.keys(MIGRATIONS))('%s does nothing when it is run a second time', async (last) => {
  const { connection } = await emptyDatabase();
  const names = Object.keys(MIGRATIONS);
  const upToIt = names.slice(0, names.indexOf(last) + 1);
  await migrate(connection, Object.fromEntries(upToIt.map((name) => [name, MIGRATIONS[name] ?? { up }])));
  const columns = await columnsOf(connection);
  const epochs = () => connection.kysely.selectFrom('database_life').selectAll().execute();
  const life = await epochs();
  await MIGRATIONS[last]?.up(connection.kysely);
  expect(await columnsOf(connection)).toEqual(columns);
  expect(await epochs()).toEqual(life);
});

it('[SL52] [SL53] finds out of a case that was stored before how its clock stands, and until when it is due at once', async () => {
  const { connection } = await emptyDatabase();
  const { kysely } = connection;
  const caseClocks = MIGRATIONS['0009-case-clocks'];
  const before = Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name < '0009'));
  await migrate(connection, before);
  const startedAt = '2026-10-24T07:00:00.000Z';
  const resumedAt = '2026-10-25T07:00:00.000Z';
  const clock = { startedAt, pauses: [], extension: null };
  const running = (due: object, more: object = {}) => ({
    clock: { ...clock, ...more },
    deadline: { kind: 'running', startedAt, due },
  });
  const atOnce = { kind: 'instant', dueAt: startedAt };
  const again = { pauses: [{ pausedAt: startedAt, resumedAt }] };
  const states: readonly (readonly [object, string | null])[] = [
    [{ clock, deadline: { kind: 'paused' } }, null],
    [{ clock, deadline: { kind: 'waits-for-complete-request' } }, null],
    [{ clock, deadline: { kind: 'met' } }, null],
    [running(atOnce), '2026-10-24T07:00:00.001Z'],
    [running(atOnce, again), '2026-10-24T07:00:00.001Z'],
    [running({ kind: 'date', dueOn: '2026-10-30' }), '2026-10-30T22:00:00.000Z'],
  ];
  for (const [index, [state, dueAt]] of states.entries()) {
    await sql`
      insert into service_case (institution, case_id, version, reference, office, service, status, stage, received_at,
        due_at, responsible, catalogue, calendar, state)
      values ('i', gen_random_uuid(), 1, ${`R-${index}`}, 'o', 's', 'registered', 'processing', now(),
        ${dueAt}::timestamptz, 'p', 'c', 'c', ${JSON.stringify(state)})`.execute(kysely);
  }
  await caseClocks?.up(kysely);
  const found = await sql<{ clock: string; due: string | null }>`
    select clock, to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI') as due
    from service_case order by reference`.execute(kysely);
  expect(found.rows.map(({ clock: kind, due }) => [kind, due])).toEqual([
    ['paused', null],
    ['not-started', null],
    ['met', null],
    ['running', '2026-10-24T21:00'],
    ['running', '2026-10-25T22:00'],
    ['running', '2026-10-30T22:00'],
  ]);
});

it('is done once when several processes start at once', async () => {
  const database = await emptyDatabase();
  const connections = [1, 2, 3, 4].map(() => database.connectAgain(1));
  const done = await Promise.all(connections.map((connection) => migrate(connection)));
  expect(done.map((names) => names.length).sort((a, b) => a - b)).toEqual([
    0,
    0,
    0,
    Object.keys(MIGRATIONS).length,
  ]);
});

it('changes nothing when a step fails', async () => {
  const { connection } = await emptyDatabase();
  const failing = { ...MIGRATIONS, '9999-planted': { up: () => Promise.reject(new Error('planted')) } };
  await expect(migrate(connection, failing)).rejects.toThrow('planted');
  expect(await columnsOf(connection)).toEqual([]);
  expect(await migrate(connection)).toEqual(Object.keys(MIGRATIONS));
});

it('refuses a database that a newer version of the program has changed', async () => {
  const { connection } = await emptyDatabase();
  await migrate(connection, { ...MIGRATIONS, '9999-of-a-newer-version': { up } });
  await expect(migrate(connection)).rejects.toThrow(/9999-of-a-newer-version/);
});

it('objects to servers that are too old or cannot hold every letter', () => {
  expect(findObjection({ version: 180_004, encoding: 'UTF8' })).toBeUndefined();
  expect(findObjection({ version: 140_000, encoding: 'UTF8' })).toBeUndefined();
  expect(findObjection({ version: 130_099, encoding: 'UTF8' })).toContain('PostgreSQL 13');
  expect(findObjection({ version: 160_001, encoding: 'LATIN1' })).toContain('LATIN1');
});

async function up(): Promise<void> {}
