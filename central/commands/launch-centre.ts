import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { takeFolderLock } from '#central/database/cluster/folder-lock.ts';
import { startCluster } from '#central/database/cluster/start-cluster.ts';
import { connect } from '#central/database/connect.ts';
import { migrate } from '#central/database/migrate.ts';
import { ensureInstitution, loadDemoData } from '#central/demo/load-demo-data.ts';
import { findRecoveryKey } from '#central/directory/device-keys.ts';
import { listen, openCentre } from '#central/server.ts';
import { realClock, realHash, realRandom } from '#central/settings/real-ports.ts';
import type { Settings } from '#central/settings/settings.ts';
import { forgetRunningCentre, noteRunningCentre } from './running-centre.ts';

/** Made by the first start together with the demonstration, so that later ones know that they may tell the accounts. */
const DEMO_MARK = 'demonstration.txt';
const DEMO_MARK_TEXT =
  'The accounts in this data folder are those of the demonstration; their password is known to everybody.\n';

const LOG_FILE = 'centre.log';
const LOG_BYTES = 10 * 1024 * 1024;

/** A centre that listens, with everything under it. */
export interface LaunchedCentre {
  readonly address: string;
  /** Whether the data folder holds the demonstration with its accounts. */
  readonly isDemo: boolean;
  /** Stops everything in order: first who asks, then the database. Stopping twice is no fault. */
  stop(): Promise<void>;
}

/**
 * Starts the centre of the settings: takes the data folder, starts the embedded database or uses the external one,
 * migrates it, loads the demonstration into a new one, and listens. What was started is stopped again when a step
 * fails. Throws problems whose messages are sentences for the person who started it.
 */
export async function launchCentre(
  settings: Settings,
  options: {
    readonly log: (sentence: string) => void;
    readonly webFolder: string;
    /** What must be there before anybody can ask; done beside starting the database. */
    readonly beforeListening?: () => Promise<unknown>;
  },
): Promise<LaunchedCentre> {
  const { dataFolder, databaseUrl } = settings;
  const undo: (() => Promise<void> | void)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= undoAll(undo);
    return stopping;
  };
  try {
    let connectionString = databaseUrl;
    if (connectionString === undefined) {
      const cluster = await startCluster({ dataFolder, log: options.log });
      undo.push(() => cluster.stop());
      for (const notice of cluster.notices) options.log(notice);
      connectionString = cluster.connectionString;
    } else {
      const lock = takeFolderLock(dataFolder);
      undo.push(() => lock.release());
    }
    const [prepared, ready] = await Promise.allSettled([
      prepareDatabase(connectionString, dataFolder),
      options.beforeListening?.(),
    ]);
    if (prepared.status === 'rejected') throw prepared.reason;
    if (ready.status === 'rejected') throw ready.reason;
    const { institution, isDemo, hasRecoveryKey } = prepared.value;
    if (!hasRecoveryKey) {
      options.log(
        'There is no recovery key, so a lost password or computer can cost unsent work; make one with: npm run recovery-key -- create --out FILE',
      );
    }
    if (settings.mail === undefined) {
      options.log('No mail server is set (KLATIENE_SMTP_URL), so this centre sends no e-mail.');
    }
    const logger = openLog(dataFolder);
    const { app, close } = await openCentre({
      connectionString,
      databaseKind: databaseUrl === undefined ? 'embedded' : 'external',
      institution,
      webFolder: options.webFolder,
      filesFolder: settings.filesFolder,
      origins: settings.origins,
      isBehindProxy: settings.isBehindProxy,
      mail: settings.mail,
      logger,
    });
    undo.push(close);
    const address = await listen(app, settings.port);
    undo.push(() => forgetRunningCentre(dataFolder));
    noteRunningCentre(dataFolder, { connectionString, address });
    return { address, isDemo, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

/** Brings the database to this version; one that knows nobody becomes the demonstration. */
async function prepareDatabase(
  connectionString: string,
  dataFolder: string,
): Promise<{ institution: string; isDemo: boolean; hasRecoveryKey: boolean }> {
  const connection = connect({ connectionString, poolSize: 2 });
  const mark = path.join(dataFolder, DEMO_MARK);
  try {
    await migrate(connection);
    const isEmpty = await connection.kysely.selectFrom('person').select('person_id').limit(1).execute();
    if (isEmpty.length === 0) {
      // The mark first: what it says becomes true in the next step, and a start that ends between does both again.
      mkdirSync(dataFolder, { recursive: true });
      writeFileSync(mark, DEMO_MARK_TEXT);
      await loadDemoData(connection.kysely, { clock: realClock, hash: realHash, random: realRandom });
    }
    const institution = await ensureInstitution(connection.kysely);
    const recoveryKey = await findRecoveryKey({ kysely: connection.kysely, institution });
    return { institution, isDemo: existsSync(mark), hasRecoveryKey: recoveryKey !== null };
  } finally {
    await connection.close();
  }
}

/** The log of requests, in the data folder; a long one is set aside at the start. */
function openLog(dataFolder: string) {
  const file = path.join(dataFolder, LOG_FILE);
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES) {
    rmSync(`${file}.1`, { force: true });
    renameSync(file, `${file}.1`);
  }
  return pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: file, mkdir: true, sync: false, mode: 0o600 }),
  );
}

async function undoAll(undo: readonly (() => Promise<void> | void)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of [...undo].reverse()) {
    try {
      await step();
    } catch (failure) {
      failures.push(failure);
    }
  }
  if (failures.length > 0) throw failures[0];
}
