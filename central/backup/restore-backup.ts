import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import type { PoolClient } from 'pg';
import { checkServer } from '#central/database/check-server.ts';
import type { Connection } from '#central/database/connect.ts';
import { copyIn } from '#central/database/copy-table.ts';
import { lockMigrations, MIGRATIONS, migrateWithin } from '#central/database/migrate.ts';
import type { Database } from '#central/database/schema.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { BackupFault } from './backup-fault.ts';
import type { BackupKey } from './backup-key.ts';
import {
  BackupManifest,
  BackupTable,
  type FoundRecord,
  jsonOf,
  readRecords,
  TableEnd,
} from './backup-records.ts';
import { COPY_SETTINGS, copyInStatement, dataTables, isEmptySchema } from './backup-tables.ts';
import { unseal } from './sealed-file.ts';
import { through } from './through.ts';

/** What was restored. */
export interface RestoreSummary {
  readonly manifest: BackupManifest;
  readonly tables: number;
  readonly rows: number;
  /** The name of the life that begins with it. */
  readonly epoch: string;
}

/** What is done to the tables before anybody else sees them. */
export type RestoreStep = (transaction: Transaction<Database>) => Promise<void>;

/**
 * Puts the backup in `file` into an empty database, brings it to this program's version and gives it a new life, all in
 * one transaction (BK5 to BK10): what fails leaves the database as empty as it was. Throws a `BackupFault`.
 */
export async function restoreBackup(
  connection: Connection,
  file: string,
  key: BackupKey,
  lastSteps: readonly RestoreStep[] = [],
): Promise<RestoreSummary> {
  const handle = await open(file).catch((failure: NodeJS.ErrnoException) => {
    const what = failure.code === 'ENOENT' ? 'There is no file' : 'Cannot read the file';
    throw new BackupFault('not-a-backup', `${what} ${file}.`);
  });
  try {
    await checkServer(connection.kysely);
    const records = readRecords(through(unseal(handle, file, key), createGunzip()));
    // What is wrong with the file is told before anything is said of the database.
    const manifest = jsonOf(await next(records, 'manifest'), BackupManifest);
    const summary = await onOneClient(connection, async (client, transaction) => {
      await lockMigrations(transaction, connection.schema);
      await client.query(COPY_SETTINGS);
      if (!(await isEmptySchema(client))) {
        throw new BackupFault(
          'not-empty',
          'The database is not empty, and nothing of it was changed. Restore into a new data folder (KLATIENE_DATA), or a new database (DATABASE_URL).',
        );
      }
      const restore = new Restore(records, client, transaction, connection.schema);
      const restored = await restore.run(manifest, file);
      for (const step of lastSteps) await step(transaction);
      return restored;
    });
    // The server knows nothing yet of how the tables are filled.
    await sql`analyze`.execute(connection.kysely);
    return summary;
  } finally {
    await handle.close();
  }
}

/** One restore, from the first record to the last. */
class Restore {
  readonly #records: AsyncGenerator<FoundRecord, void>;
  readonly #client: PoolClient;
  readonly #transaction: Transaction<Database>;
  readonly #schema: string | undefined;

  constructor(
    records: AsyncGenerator<FoundRecord, void>,
    client: PoolClient,
    transaction: Transaction<Database>,
    schema: string | undefined,
  ) {
    this.#records = records;
    this.#client = client;
    this.#transaction = transaction;
    this.#schema = schema;
  }

  async run(manifest: BackupManifest, file: string): Promise<RestoreSummary> {
    const expected = await this.#prepareTables(manifest, file);
    let rows = 0;
    const done: string[] = [];
    for (let record = await next(this.#records, 'table', 'end'); record.kind !== 'end'; ) {
      const table = jsonOf(record, BackupTable);
      const known = expected.find(({ name }) => name === table.name);
      if (known === undefined || table.columns.some((column) => !known.columns.includes(column))) {
        throw new BackupFault(
          'other-schema',
          `${file} has a table ${table.name} that a database brought to ${manifest.migrations.at(-1)} does not have like this.`,
        );
      }
      rows += await this.#copy(table);
      done.push(table.name);
      record = await next(this.#records, 'table', 'end');
    }
    const { done: isWhole } = await this.#records.next();
    invariant(isWhole === true, 'a backup with something behind its end');
    const missing = expected.find(({ name }) => !done.includes(name));
    if (missing !== undefined) {
      throw new BackupFault('other-schema', `${file} has no table ${missing.name}.`);
    }
    await migrateWithin(this.#transaction, this.#schema);
    return { manifest, tables: done.length, rows, epoch: await beginLife(this.#transaction) };
  }

  /** Makes the tables as they were when the backup was taken, empty. */
  async #prepareTables({ migrations }: BackupManifest, file: string): Promise<readonly BackupTable[]> {
    const own = Object.keys(MIGRATIONS);
    const unknown = migrations.find((name, place) => own[place] !== name);
    if (unknown !== undefined) {
      throw new BackupFault(
        'too-new',
        `${file} was taken of a database brought to ${unknown}, which this program does not know: restore it with the program that wrote it, or a newer one.`,
      );
    }
    const target = migrations.at(-1);
    invariant(target !== undefined, 'a backup without a step of the schema');
    await migrateWithin(this.#transaction, this.#schema, { target });
    const tables = await dataTables(this.#client);
    // Steps put first rows into new tables, and the backup has these rows too.
    const names = tables.map(({ name }) => this.#client.escapeIdentifier(name));
    await this.#client.query(`truncate ${names.join(', ')}`);
    return tables;
  }

  async #copy(table: BackupTable): Promise<number> {
    let told = 0;
    const content = this.#rowsOfTable((rows) => {
      told = rows;
    });
    const rows = await copyIn(this.#client, copyInStatement(table), content);
    invariant(rows === told, 'a table was restored with another number of rows');
    return rows;
  }

  async *#rowsOfTable(onEnd: (rows: number) => void): AsyncGenerator<Buffer, void> {
    for (;;) {
      const record = await next(this.#records, 'rows', 'table-end');
      if (record.kind === 'table-end') {
        onEnd(jsonOf(record, TableEnd).rows);
        return;
      }
      yield record.content;
    }
  }
}

async function next(
  records: AsyncGenerator<FoundRecord, void>,
  ...kinds: readonly FoundRecord['kind'][]
): Promise<FoundRecord> {
  const { value } = await records.next();
  invariant(value !== undefined && kinds.includes(value.kind), 'a backup whose records are out of order');
  return value;
}

/** So many stations may have been given since a backup was taken (BK12). */
const PASSED_STATIONS = 256;

/**
 * Counters that come back see that this is another life, and offer everything that they hold (BK9). New devices get
 * stations that nobody can have.
 */
async function beginLife(transaction: Transaction<Database>): Promise<string> {
  const { epoch } = await transaction
    .updateTable('database_life')
    .set({ epoch: sql<string>`gen_random_uuid()::text` })
    .returning('epoch')
    .executeTakeFirstOrThrow();
  await transaction.deleteFrom('session_token').execute();
  await transaction
    .updateTable('station_counter')
    .set((row) => ({ next_index: row('next_index', '+', PASSED_STATIONS) }))
    .execute();
  return epoch;
}

/** One transaction by both roads: statements by the query builder, and copying by the driver's own client. */
async function onOneClient<Value>(
  connection: Connection,
  work: (client: PoolClient, transaction: Transaction<Database>) => Promise<Value>,
): Promise<Value> {
  const client = await connection.pool.connect();
  let isUsable = false;
  try {
    const lent = new Proxy(client, {
      get: (own, name) => {
        if (name === 'release') return () => undefined;
        const member: unknown = Reflect.get(own, name);
        return typeof member === 'function' ? member.bind(own) : member;
      },
    });
    const { options } = connection.pool;
    const pool = { options, connect: async () => lent, end: async () => undefined };
    const single = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
    const value = await single.transaction().execute((transaction) => work(client, transaction));
    isUsable = true;
    return value;
  } finally {
    client.release(!isUsable);
  }
}
