import { sql } from 'kysely';
import { startCluster } from '#central/database/cluster/start-cluster.ts';
import { type Connection, connect } from '#central/database/connect.ts';
import { migrate } from '#central/database/migrate.ts';
import type { Settings } from '#central/settings/settings.ts';
import { findRunningCentre } from './running-centre.ts';

/** The database of the settings, open and migrated, for the time of a command. */
export interface CommandDatabase {
  readonly connection: Connection;
  /** Closes the connection, and stops the database where the command started it. */
  close(): Promise<void>;
}

/**
 * Opens the database that the settings name: the external one, the embedded one of a centre that runs on the data
 * folder, or else the embedded one, started for the time of the command.
 */
export function openDatabase(settings: Settings, log: (line: string) => void): Promise<CommandDatabase> {
  return openPrepared(settings, log, async (connection) => {
    await migrate(connection);
  });
}

/** The same database as it is: nothing of it is made, and no step of the schema is done. */
export function openDatabaseAsItIs(
  settings: Settings,
  log: (line: string) => void,
): Promise<CommandDatabase> {
  return openPrepared(settings, log, async () => undefined);
}

type Prepare = (connection: Connection) => Promise<void>;

async function openPrepared(
  settings: Settings,
  log: (line: string) => void,
  prepare: Prepare,
): Promise<CommandDatabase> {
  const known = settings.databaseUrl ?? (await findLiveDatabase(settings.dataFolder));
  if (known !== undefined) return openKnown(known, prepare, async () => undefined);
  const cluster = await startCluster({ dataFolder: settings.dataFolder, log });
  try {
    return await openKnown(cluster.connectionString, prepare, () => cluster.stop());
  } catch (failure) {
    await cluster.stop();
    throw failure;
  }
}

async function openKnown(
  connectionString: string,
  prepare: Prepare,
  stop: () => Promise<void>,
): Promise<CommandDatabase> {
  const connection = connect({ connectionString, poolSize: 2 });
  try {
    await prepare(connection);
  } catch (failure) {
    await connection.close();
    throw failure;
  }
  return {
    connection,
    close: async () => {
      await connection.close();
      await stop();
    },
  };
}

/** The database of a centre that runs on the folder, asked whether it is still there. */
async function findLiveDatabase(dataFolder: string): Promise<string | undefined> {
  const running = findRunningCentre(dataFolder);
  if (running === undefined) return undefined;
  const connection = connect({ connectionString: running.connectionString, poolSize: 1 });
  try {
    await sql`select 1`.execute(connection.kysely);
    return running.connectionString;
  } catch {
    return undefined;
  } finally {
    await connection.close();
  }
}
