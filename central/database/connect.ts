import { Kysely, PostgresDialect } from 'kysely';
import { escapeIdentifier, Pool, types } from 'pg';
import { instantOf } from '#shared/kernel/instant.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Database } from './schema.ts';

/** Where the database is, and how much of it this process may use. */
export interface ConnectOptions {
  /** `postgres://…` */
  readonly connectionString: string;
  /** The schema that holds the tables; without it the server's own search path decides. */
  readonly schema?: string;
  /** Most connections at once; 10 when not said. */
  readonly poolSize?: number;
  /** Told of a connection that broke while nobody used it. The pool opens another one by itself. */
  readonly onIdleFailure?: (failure: Error) => void;
}

/** The central database, open. */
export interface Connection {
  readonly kysely: Kysely<Database>;
  readonly pool: Pool;
  readonly schema: string | undefined;
  /** Waits for the queries under way, then closes every connection. */
  close(): Promise<void>;
}

/** A process that hangs must not keep rows locked, and a query that runs away must not keep a connection. */
const TIMEOUTS_MILLISECONDS = { statement: 30_000, lock: 10_000, idleInTransaction: 30_000, connect: 5_000 };

const INT8 = 20;
const TIMESTAMPTZ = 1184;

/**
 * Opens the database. The first connection is made by the first query, so an unreachable server shows there. The
 * schema is set for each connection, which a pooler in transaction mode would lose: connect to the server itself.
 */
export function connect(options: ConnectOptions): Connection {
  const { connectionString, schema, poolSize, onIdleFailure } = options;
  const pool = new Pool({
    connectionString,
    max: poolSize ?? 10,
    application_name: 'klatiene',
    keepAlive: true,
    connectionTimeoutMillis: TIMEOUTS_MILLISECONDS.connect,
    statement_timeout: TIMEOUTS_MILLISECONDS.statement,
    lock_timeout: TIMEOUTS_MILLISECONDS.lock,
    idle_in_transaction_session_timeout: TIMEOUTS_MILLISECONDS.idleInTransaction,
    types: { getTypeParser: findTypeParser as typeof types.getTypeParser },
    ...(schema === undefined
      ? {}
      : // The pool waits for the promise before it hands the connection out.
        { onConnect: async (client) => void (await client.query(searchPathStatement(schema))) }),
  });
  // Without listeners a connection that the server closes would end the process. One in use also fails its query.
  pool.on('error', (failure) => onIdleFailure?.(failure));
  pool.on('connect', (client) => client.on('error', () => {}));
  const kysely = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return {
    kysely,
    pool,
    schema,
    close: async () => {
      await kysely.destroy();
      // Destroying ends the pool only when a query was ever asked through it.
      if (!pool.ended) await pool.end();
    },
  };
}

function searchPathStatement(schema: string): string {
  return `set search_path to ${escapeIdentifier(schema)}`;
}

const readTimestamp: (text: string) => Date = types.getTypeParser(TIMESTAMPTZ, 'text');

/** Numbers and times as the rest of the program has them. */
function findTypeParser(oid: number, format: 'text' | 'binary' = 'text'): (text: string) => unknown {
  if (oid === INT8 && format === 'text') return readBigint;
  if (oid === TIMESTAMPTZ && format === 'text') return (text) => instantOf(readTimestamp(text).getTime());
  return types.getTypeParser(oid, format as 'text');
}

function readBigint(text: string): number {
  const value = Number(text);
  invariant(Number.isSafeInteger(value), 'a number of the database is too large');
  return value;
}
