import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { invariant } from '#shared/kernel/invariant.ts';
import { findStoreUnavailable } from './store-failure.ts';

/** One connection inside a transaction. */
export interface PgSession {
  /** The rows of a statement. Failures of the database come out as `StoreUnavailable`, others as they are. */
  rows<Row extends QueryResultRow>(statement: string, values: readonly unknown[]): Promise<readonly Row[]>;
}

/**
 * Runs `work` between `begin` and a commit. Whatever is thrown undoes everything and is thrown on; a connection on which
 * that fails is closed, not used again.
 */
export async function inTransaction<Value>(
  pool: Pool,
  begin: string,
  work: (session: PgSession) => Promise<Value>,
): Promise<Value> {
  const client = await translated(pool.connect());
  let isUsable = true;
  try {
    await run(client, begin, []);
    const value = await work({
      rows: async <Row extends QueryResultRow>(statement: string, values: readonly unknown[]) =>
        (await run<Row>(client, statement, values)).rows,
    });
    const { command } = await run(client, 'commit', []);
    // A transaction with a failed statement answers a commit with a rollback, and not with an error.
    invariant(command === 'COMMIT', 'a transaction went on after a failed statement');
    return value;
  } catch (failure) {
    isUsable = await rollBack(client);
    throw failure;
  } finally {
    client.release(!isUsable);
  }
}

async function rollBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query('rollback');
    return true;
  } catch {
    // The connection is gone, and the server has undone its transaction.
    return false;
  }
}

function run<Row extends QueryResultRow>(client: PoolClient, statement: string, values: readonly unknown[]) {
  return translated(client.query<Row>(statement, [...values]));
}

async function translated<Value>(answer: Promise<Value>): Promise<Value> {
  try {
    return await answer;
  } catch (failure) {
    throw findStoreUnavailable(failure) ?? failure;
  }
}
