import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '#central/database/connect.ts';
import { readDurability } from '#central/database/durability.ts';
import { Instant, instantOf } from '#shared/kernel/instant.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

async function read<Value>(expression: string): Promise<Value | undefined> {
  const { rows } = await database.connection.pool.query<{ value: Value }>(`select ${expression} as value`);
  return rows[0]?.value;
}

describe('a connection', () => {
  it('gives times as instants, large numbers as numbers, bytes as bytes', async () => {
    expect(await read(`timestamptz '2026-10-09 10:41:00.123+03'`)).toBe('2026-10-09T07:41:00.123Z');
    expect(await read(`timestamptz '0001-01-01 00:00:00+00'`)).toBe('0001-01-01T00:00:00.000Z');
    expect(await read('9007199254740991::bigint')).toBe(Number.MAX_SAFE_INTEGER);
    expect(await read(`'\\x00ff'::bytea`)).toEqual(Buffer.from([0, 255]));
    await expect(read('9007199254740993::bigint')).rejects.toThrow('too large');
  });

  it('takes instants and gives the same ones back', async () => {
    const { kysely } = database.connection;
    for (const at of ['2026-10-09T07:41:00.001Z', '1899-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z']) {
      const { rows } = await sql<{ at: Instant }>`select ${at}::timestamptz as at`.execute(kysely);
      expect(rows).toEqual([{ at: Instant.parse(at) }]);
    }
    const created = await kysely.selectFrom('database_life').select('created_at').executeTakeFirst();
    expect(instantOf(Date.parse(created?.created_at ?? ''))).toBe(created?.created_at);
  });

  it('works in its schema on every connection of the pool', async () => {
    const { pool } = database.connection;
    const clients = await Promise.all([1, 2, 3, 4].map(() => pool.connect()));
    for (const client of clients) {
      const { rows } = await client.query('select current_schema() as schema');
      expect(rows).toEqual([{ schema: database.schema }]);
      client.release();
    }
  });

  it('lets nobody hold a lock or a query for ever', async () => {
    for (const name of ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']) {
      expect(await read(`current_setting('${name}')`), name).toMatch(/^\d+s$/);
    }
  });
});

describe('durability', () => {
  it('is disk where a commit waits for the disk', async () => {
    expect(await readDurability(database.connection)).toBe('disk');
  });

  it('is memory where it does not', async () => {
    const place = new URL(database.connectionString);
    place.searchParams.set('options', '-c synchronous_commit=off');
    const connection = connect({ connectionString: place.href });
    expect(await readDurability(connection)).toBe('memory');
    await connection.close();
  });
});
