import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { createGzip } from 'node:zlib';
import type { PoolClient } from 'pg';
import type { Connection } from '#central/database/connect.ts';
import { copyOut } from '#central/database/copy-table.ts';
import { MIGRATIONS } from '#central/database/migrate.ts';
import { syncFolders } from '#central/files/sync-folders.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Clock, Random } from '#shared/kernel/ports.ts';
import { BackupFault } from './backup-fault.ts';
import type { BackupKey } from './backup-key.ts';
import { type BackupManifest, recordOf } from './backup-records.ts';
import { COPY_SETTINGS, copyOutStatement, dataTables, doneMigrations } from './backup-tables.ts';
import { seal } from './sealed-file.ts';
import { through } from './through.ts';

/** What was written. */
export interface BackupSummary {
  readonly manifest: BackupManifest;
  readonly tables: number;
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Writes every table, as one snapshot shows them, into `file`, compressed and encrypted (BK1, BK2). The file has its
 * name only once all of it is on the disk; one that is there already is left alone (BK4). Throws a `BackupFault`.
 */
export async function writeBackup(
  connection: Connection,
  file: string,
  key: BackupKey,
  ports: { readonly clock: Clock; readonly random: Random },
): Promise<BackupSummary> {
  if ((await stat(file).catch(() => undefined)) !== undefined) {
    throw new BackupFault('file-exists', `There is a file ${file} already, and it was left alone.`);
  }
  const unfinished = `${file}.unfinished`;
  const handle = await open(unfinished, 'w', 0o600).catch((failure: NodeJS.ErrnoException) => {
    throw new BackupFault('file-exists', `The file ${unfinished} cannot be written: ${failure.code}.`);
  });
  const client = await connection.pool.connect();
  let isUsable = false;
  try {
    const content = new BackupContent(client, ports.clock);
    let bytes = 0;
    for await (const part of seal(through(content.records(), createGzip()), key, ports.random)) {
      await handle.appendFile(part);
      bytes += part.length;
    }
    await handle.sync();
    await rename(unfinished, file);
    await syncFolders(path.dirname(path.resolve(file)));
    isUsable = true;
    return { ...content.summary(), bytes };
  } catch (failure) {
    await rm(unfinished, { force: true });
    throw failure;
  } finally {
    await handle.close();
    // A connection in the middle of a copy is of no use to anybody.
    client.release(!isUsable);
  }
}

/** The records of a backup, read from one snapshot. */
class BackupContent {
  readonly #client: PoolClient;
  readonly #clock: Clock;
  #manifest: BackupManifest | undefined;
  #tables = 0;
  #rows = 0;

  constructor(client: PoolClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  summary(): Omit<BackupSummary, 'bytes'> {
    invariant(this.#manifest !== undefined, 'a backup without a manifest');
    return { manifest: this.#manifest, tables: this.#tables, rows: this.#rows };
  }

  async *records(): AsyncGenerator<Buffer, void> {
    const client = this.#client;
    await client.query('begin isolation level repeatable read read only');
    await client.query(COPY_SETTINGS);
    this.#manifest = await this.#readManifest();
    yield recordOf('manifest', this.#manifest);
    for (const table of await dataTables(client)) {
      yield recordOf('table', table);
      let rows = 0;
      const onRows = (count: number): void => {
        rows = count;
      };
      for await (const chunk of copyOut(client, copyOutStatement(table), onRows))
        yield recordOf('rows', chunk);
      yield recordOf('table-end', { rows });
      this.#tables += 1;
      this.#rows += rows;
    }
    yield recordOf('end', {});
    await client.query('commit');
  }

  async #readManifest(): Promise<BackupManifest> {
    const migrations = await doneMigrations(this.#client);
    if (migrations.length === 0) {
      throw new BackupFault(
        'no-database',
        'The database holds nothing of Klātiene, so there is nothing to back up.',
      );
    }
    const unknown = migrations.find((name) => !Object.hasOwn(MIGRATIONS, name));
    if (unknown !== undefined) {
      throw new BackupFault(
        'too-new',
        `The database was brought to ${unknown} by a newer program. Back it up with that one.`,
      );
    }
    const { rows } = await this.#client.query<{ epoch: string }>('select epoch from database_life');
    invariant(rows[0] !== undefined, 'the database has no life');
    return { takenAt: this.#clock.now(), epoch: rows[0].epoch, migrations: [...migrations] };
  }
}
