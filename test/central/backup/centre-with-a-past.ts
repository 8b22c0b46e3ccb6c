import { randomUUID } from 'node:crypto';
import { chmod, cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { inject } from 'vitest';
import { AttachmentFolder } from '#central/attachments/attachment-folder.ts';
import { backupKeyOf } from '#central/backup/backup-key.ts';
import { noteMissingFiles } from '#central/backup/missing-files.ts';
import { restoreBackup } from '#central/backup/restore-backup.ts';
import { writeBackup } from '#central/backup/write-backup.ts';
import { type RunningCluster, startCluster } from '#central/database/cluster/start-cluster.ts';
import { type Connection, connect } from '#central/database/connect.ts';
import { migrate } from '#central/database/migrate.ts';
import { DEMO_INSTITUTION } from '#central/demo/demo-accounts.ts';
import { loadDemoData } from '#central/demo/load-demo-data.ts';
import { listen, type OpenCentre, openCentre } from '#central/server.ts';
import { realClock, realHash, realRandom } from '#central/settings/real-ports.ts';
import { makeTemporaryFolder, removeFolder } from '#test/support/temporary-folder.ts';

const PORTS = { clock: realClock, hash: realHash, random: realRandom };
const KEY = backupKeyOf(new Uint8Array(32).fill(3));

/** A database that can be copied, and later put back as it was. */
interface Past {
  /** Where it is now. */
  place(): { readonly connectionString: string; readonly schema?: string };
  backUp(): Promise<void>;
  /** Nobody is connected. `filesFolder`: where the files of cases lie. */
  putBack(filesFolder: string): Promise<void>;
  end(): Promise<void>;
}

/** A centre that listens at one address, whatever becomes of its database. */
export class CentreWithPast {
  readonly #past: Past;
  readonly #folder: string;
  #centre: OpenCentre | undefined;
  #connection: Connection | undefined;
  #port = 0;

  private constructor(past: Past, folder: string) {
    this.#past = past;
    this.#folder = folder;
  }

  static async open(kind: 'export' | 'folder'): Promise<CentreWithPast> {
    const folder = await makeTemporaryFolder();
    // As root the database runs as another user, who must be able to pass through.
    await chmod(folder, 0o711);
    const past = kind === 'export' ? new ExportedPast(folder) : await CopiedFolder.start(folder);
    const centre = new CentreWithPast(past, folder);
    const connection = connect(past.place());
    await migrate(connection);
    await loadDemoData(connection.kysely, PORTS);
    await connection.close();
    await centre.#openCentre();
    return centre;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get filesFolder(): string {
    return path.join(this.#folder, 'files');
  }

  async ask<Row>(statement: string): Promise<readonly Row[]> {
    if (this.#connection === undefined) throw new Error('the centre is closed');
    return (await this.#connection.pool.query(statement)).rows;
  }

  /** What the copy holds, it holds of this moment; the centre goes on after it. */
  async backUp(): Promise<void> {
    await this.#close();
    await this.#past.backUp();
    await this.#openCentre();
  }

  async putBack(): Promise<void> {
    await this.#close();
    await this.#past.putBack(this.filesFolder);
    await this.#openCentre();
  }

  /** What was held is judged again at each start. */
  async restart(): Promise<void> {
    await this.#close();
    await this.#openCentre();
  }

  async end(): Promise<void> {
    await this.#close();
    await this.#past.end();
    await removeFolder(this.#folder);
  }

  async #openCentre(): Promise<void> {
    const place = this.#past.place();
    this.#connection = connect({ ...place, poolSize: 2 });
    this.#centre = await openCentre({
      ...place,
      databaseKind: 'embedded',
      institution: DEMO_INSTITUTION,
      webFolder: path.join(this.#folder, 'no-such-folder'),
      filesFolder: this.filesFolder,
      origins: [],
      isBehindProxy: false,
    });
    const address = await listen(this.#centre.app, this.#port);
    this.#port = Number(new URL(address).port);
  }

  async #close(): Promise<void> {
    await this.#connection?.close();
    this.#centre?.app.server.closeAllConnections();
    await this.#centre?.close();
    this.#connection = undefined;
    this.#centre = undefined;
  }
}

/** By the project's own exporter, into a new place each time. */
class ExportedPast implements Past {
  readonly #file: string;
  readonly #schemas = [newSchema()];

  constructor(folder: string) {
    this.#file = path.join(folder, 'backup');
  }

  place() {
    return { connectionString: inject('databaseUrl'), schema: this.#schemas.at(-1) ?? '' };
  }

  async backUp(): Promise<void> {
    const connection = connect(this.place());
    await writeBackup(connection, this.#file, KEY, PORTS);
    await connection.close();
  }

  async putBack(filesFolder: string): Promise<void> {
    this.#schemas.push(newSchema());
    const connection = connect(this.place());
    await connection.pool.query(`create schema ${this.place().schema}`);
    const files = new AttachmentFolder(filesFolder);
    await restoreBackup(connection, this.#file, KEY, [
      async (transaction) => void (await noteMissingFiles(transaction, files)),
    ]);
    await connection.close();
  }

  async end(): Promise<void> {
    const connection = connect(this.place());
    for (const schema of this.#schemas)
      await connection.pool.query(`drop schema if exists ${schema} cascade`);
    await connection.close();
  }
}

/** By a copy of the folder of a database that was stopped. */
class CopiedFolder implements Past {
  readonly #data: string;
  readonly #copy: string;
  #cluster: RunningCluster;

  private constructor(folder: string, cluster: RunningCluster) {
    this.#data = dataIn(folder);
    this.#copy = path.join(folder, 'copy');
    this.#cluster = cluster;
  }

  static async start(folder: string): Promise<CopiedFolder> {
    return new CopiedFolder(folder, await startCluster({ dataFolder: dataIn(folder), log: () => {} }));
  }

  place() {
    return { connectionString: this.#cluster.connectionString };
  }

  async backUp(): Promise<void> {
    await this.#cluster.stop();
    await cp(this.#data, this.#copy, { recursive: true });
    await this.#start();
  }

  async putBack(): Promise<void> {
    await this.#cluster.stop();
    await rm(this.#data, { recursive: true });
    await cp(this.#copy, this.#data, { recursive: true });
    await this.#start();
  }

  async end(): Promise<void> {
    await this.#cluster.stop();
  }

  async #start(): Promise<void> {
    this.#cluster = await startCluster({ dataFolder: this.#data, log: () => {} });
  }
}

function dataIn(folder: string): string {
  return path.join(folder, 'data');
}

function newSchema(): string {
  return `test_${randomUUID().replaceAll('-', '')}`;
}
