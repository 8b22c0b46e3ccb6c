import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '#central/cases/store-unavailable.ts';
import { connect } from '#central/database/connect.ts';
import { pgCaseStore } from '#central/database/pg-case-store.ts';
import { findStoreUnavailable } from '#central/database/store-failure.ts';
import { Defect } from '#shared/kernel/invariant.ts';
import { SpaceId } from '#shared/protocol/pull.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

async function failureOf(statements: readonly string[]): Promise<unknown> {
  const client = new Client({ connectionString: database.connectionString });
  client.on('error', () => {});
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
    return undefined;
  } catch (failure) {
    return failure;
  } finally {
    await client.end();
  }
}

const storeAt = (connectionString: string) => {
  const connection = connect({ connectionString, poolSize: 1 });
  return { connection, store: pgCaseStore({ connection, institution: 'demo' }) };
};

describe('the storage is out of reach', () => {
  it.each([
    ['a server that stops a connection', ['select pg_terminate_backend(pg_backend_pid())']],
    ['a query that takes too long', ['set statement_timeout = 1', 'select pg_sleep(5)']],
    ['a server that only reads', ['begin read only', 'create table never (one int)']],
    ['a lock that does not come', ['do $$ begin raise lock_not_available; end $$']],
    ['a full disk', ['do $$ begin raise disk_full; end $$']],
    ['too many connections', ['do $$ begin raise too_many_connections; end $$']],
    ['a server that goes down', ['do $$ begin raise admin_shutdown; end $$']],
  ])('for %s', async (_, statements) => {
    expect(findStoreUnavailable(await failureOf(statements))).toBeInstanceOf(StoreUnavailable);
  });

  it('for a server that is not there, or takes no such password', async () => {
    const { username, hostname, port, pathname } = new URL(database.connectionString);
    const places = [
      'postgres://nobody:nothing@127.0.0.1:1/postgres',
      `postgres://${username}:wrong@${hostname}:${port}${pathname}`,
      `postgres://no-such-user:wrong@${hostname}:${port}${pathname}`,
    ];
    for (const place of places) {
      const { connection, store } = storeAt(place);
      await expect(store.transaction(async () => 1)).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(store.snapshot(async () => 1)).rejects.toBeInstanceOf(StoreUnavailable);
      await connection.close();
    }
  });

  it('for a pool whose connections are all taken', async () => {
    const connection = database.connectAgain(1);
    const store = pgCaseStore({ connection, institution: 'demo' });
    const taken = await connection.pool.connect();
    await expect(store.transaction(async () => 1)).rejects.toBeInstanceOf(StoreUnavailable);
    taken.release();
    expect(await store.transaction(async () => 1)).toBe(1);
  });

  it('for a connection that was lost while nobody used it, and the next call gets a new one', async () => {
    const failures: Error[] = [];
    const connection = connect({
      connectionString: database.connectionString,
      poolSize: 1,
      onIdleFailure: (failure) => failures.push(failure),
    });
    const { rows } = await connection.pool.query<{ pid: number }>('select pg_backend_pid() as pid');
    await database.connection.pool.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
    await expect.poll(() => failures.length).toBe(1);
    const store = pgCaseStore({ connection, institution: 'demo' });
    expect(await store.transaction(async () => 1)).toBe(1);
    await connection.close();
  });
});

describe('the storage is not to blame', () => {
  it.each([
    ['a statement that cannot be read', ['selec 1']],
    ['a value that does not fit', [`select 'x'::int`]],
    [
      'a row that is there already',
      ['create temp table one (n int primary key)', 'insert into one values (1), (1)'],
    ],
  ])('for %s', async (_, statements) => {
    const failure = await failureOf(statements);
    expect(failure).toBeInstanceOf(Error);
    expect(findStoreUnavailable(failure)).toBeUndefined();
  });

  it('for a defect of ours', () => {
    expect(findStoreUnavailable(new Defect('planted'))).toBeUndefined();
    expect(findStoreUnavailable(new TypeError('planted'))).toBeUndefined();
    expect(findStoreUnavailable('planted')).toBeUndefined();
  });

  it('for a transaction that goes on after a failed statement, which is not passed off as committed', async () => {
    const store = pgCaseStore({ connection: database.connection, institution: 'demo' });
    const going = store.transaction(async (tx) => {
      await tx.findOperations(['not-an-identifier' as never]).catch(() => undefined);
    });
    await expect(going).rejects.toBeInstanceOf(Defect);
  });
});

it('does a transaction again that met another in a circle', async () => {
  const store = pgCaseStore({ connection: database.connection, institution: 'demo' });
  let attempts = 0;
  const meetings: (() => void)[] = [];
  /** Both have their first lock before either asks for its second, once. */
  const meet = () =>
    attempts > 2
      ? Promise.resolve()
      : new Promise<void>((resolve) => {
          meetings.push(resolve);
          if (meetings.length === 2) for (const go of meetings) go();
        });
  const [a, b] = [SpaceId.parse('office:a'), SpaceId.parse('office:b')];
  const inOrder = (first: SpaceId, second: SpaceId) =>
    store.transaction(async (tx) => {
      attempts += 1;
      await tx.advanceSpaces([first]);
      await meet();
      await tx.advanceSpaces([second]);
    });
  await Promise.all([inOrder(a, b), inOrder(b, a)]);
  expect(attempts).toBeGreaterThan(2);
  expect(await store.transaction((tx) => tx.advanceSpaces([a, b]))).toEqual(
    new Map([
      [a, 3],
      [b, 3],
    ]),
  );
});
