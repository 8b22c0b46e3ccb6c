import { randomUUID } from 'node:crypto';
import { escapeIdentifier } from 'pg';
import { inject } from 'vitest';
import { type Connection, connect } from '#central/database/connect.ts';
import { migrate } from '#central/database/migrate.ts';

/** A database of a test file's own: a schema of the run's server, migrated. */
export interface TestDatabase {
  readonly connection: Connection;
  readonly connectionString: string;
  readonly schema: string;
  /** Another connection pool to the same schema, closed with the database. */
  connectAgain(poolSize?: number): Connection;
  /** Closes every connection and drops the schema. */
  drop(): Promise<void>;
}

/** Opens a new database; `migrations: 'none'` leaves it empty. `drop()` it when the file's tests are done. */
export async function openTestDatabase(
  options: { readonly poolSize?: number; readonly migrations?: 'all' | 'none' } = {},
): Promise<TestDatabase> {
  const connectionString = inject('databaseUrl');
  const schema = `test_${randomUUID().replaceAll('-', '')}`;
  const opened: Connection[] = [];
  const connectAgain = (poolSize = 10): Connection => {
    const connection = connect({ connectionString, schema, poolSize });
    opened.push(connection);
    return connection;
  };
  const connection = connectAgain(options.poolSize);
  if (options.migrations !== 'none') await migrate(connection);
  return {
    connection,
    connectionString,
    schema,
    connectAgain,
    drop: async () => {
      await connection.pool.query(`drop schema if exists ${escapeIdentifier(schema)} cascade`);
      await Promise.all(opened.map((one) => one.close()));
    },
  };
}
