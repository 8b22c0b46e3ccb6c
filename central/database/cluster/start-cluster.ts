import {
  chownSync,
  closeSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ClusterHome, clusterFolderOf, prepareHome } from './cluster-home.ts';
import { ClusterProblem } from './cluster-problem.ts';
import { takeFolderLock } from './folder-lock.ts';
import { findFreePort } from './free-port.ts';
import { initialiseCluster, SUPERUSER } from './initialise-cluster.ts';
import { stopOrphan, stopServer } from './orphan-server.ts';
import { getPlatformBinaries, programPath } from './platform-binaries.ts';
import { runLauncher } from './run-child.ts';
import { prepareBinaries } from './usable-binaries.ts';

export interface StartClusterOptions {
  /** Made when there is none. Nothing else may be kept in it under the names used here. */
  readonly dataFolder: string;
  /** Told what is going on, a sentence at a time. */
  readonly log: (sentence: string) => void;
}

/** The embedded database, running. */
export interface RunningCluster {
  /** `postgres://…` with the password in it: for the driver, never for a log. */
  readonly connectionString: string;
  /** What whoever started it should know, a sentence each. */
  readonly notices: readonly string[];
  /** Ends open queries, writes everything out, waits for the server's end and lets go of the folder. */
  stop(): Promise<void>;
}

const ATTEMPTS = 5;
const LOG_BYTES = 10 * 1024 * 1024;

/** A start that meets one of these is worth another: a port taken meanwhile, a killed server's last processes. */
const PASSING = /could not bind|could not create any TCP\/IP sockets|shared memory block .* still in use/;

/**
 * Starts the embedded PostgreSQL of a data folder (`docs/decisions/0002-embedded-postgresql.md`): the first time it is
 * made; a server that a killed program left behind is stopped first. It listens at a free loopback port only. Throws a
 * `ClusterProblem`, whose message is a sentence for the person who operates it.
 */
export async function startCluster({ dataFolder, log }: StartClusterOptions): Promise<RunningCluster> {
  const lock = takeFolderLock(path.resolve(dataFolder));
  try {
    const notices: string[] = [];
    const home = await prepareHome(realpathSync(dataFolder));
    if (home.user !== undefined) {
      notices.push(
        `PostgreSQL does not run as root: the database runs as the system user ${home.user.name}.`,
      );
    }
    if (home.isElsewhere) {
      notices.push(
        `That user cannot enter ${path.resolve(dataFolder)}, so the database lies in ${home.folder}. Back up that folder as well as the data folder.`,
      );
    }
    const binaries = await prepareBinaries(getPlatformBinaries(), home.folder, home.user);
    if (binaries.areCopied) notices.push(`PostgreSQL's programs were copied to ${binaries.folder}.`);
    const child = { user: home.user, cwd: home.folder };
    const cluster = clusterFolderOf(home.folder);
    const pgCtl = programPath(binaries.folder, 'pg_ctl');
    const password = await initialiseCluster(home, binaries, log);
    if (await stopOrphan(cluster, pgCtl, child)) {
      notices.push(
        'The database server of an earlier start was still running. It was stopped and started anew.',
      );
    }
    const port = await startServer(home, pgCtl);
    let stopping: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
      const stopped = await stopServer(cluster, pgCtl, child);
      lock.release();
      if (!stopped)
        throw new ClusterProblem('not-stopped', `The database server in ${cluster} did not stop.`);
    };
    return {
      connectionString: `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`,
      notices,
      stop: () => {
        stopping ??= stop();
        return stopping;
      },
    };
  } catch (failure) {
    lock.release();
    throw failure;
  }
}

/** Gives the port at which the server answers. */
async function startServer(home: ClusterHome, pgCtl: string): Promise<number> {
  const cluster = clusterFolderOf(home.folder);
  const child = { user: home.user, cwd: home.folder };
  const logFile = prepareLogFile(home);
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    const logStart = statSync(logFile).size;
    const args = ['start', '-D', cluster, '-l', logFile, '-w', '-t', '600', '-s', '-o', serverOptions(port)];
    const exitCode = await runLauncher(pgCtl, args, child);
    if (exitCode === 0) return port;
    const told = readFileSync(logFile).subarray(logStart).toString('utf8');
    if (attempt < ATTEMPTS && PASSING.test(told)) {
      await sleep(300 * attempt);
      continue;
    }
    await stopServer(cluster, pgCtl, child);
    throw new ClusterProblem('not-started', notStartedSentence(told, logFile));
  }
}

/** Given at every start, so that nothing written into the cluster can weaken them. */
function serverOptions(port: number): string {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    // What a failed statement spoke of may be personal data.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_timezone: 'UTC',
    timezone: 'UTC',
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}

function notStartedSentence(told: string, logFile: string): string {
  const reason = told
    .split('\n')
    .filter((line) => /FATAL|PANIC/.test(line))
    .at(-1);
  const windows =
    process.platform === 'win32'
      ? ' On Windows it cannot be started by an account with administrator rights: use an ordinary one.'
      : '';
  return `The database server did not start.${windows} ${reason ?? ''} Its log is ${logFile}.`.replaceAll(
    '  ',
    ' ',
  );
}

/** The server's user must be able to write to the log, but not to make files beside it. */
function prepareLogFile({ folder, user }: ClusterHome): string {
  const file = path.join(folder, 'database.log');
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_BYTES) {
    rmSync(`${file}.1`, { force: true });
    renameSync(file, `${file}.1`);
  }
  closeSync(openSync(file, 'a', 0o600));
  if (user !== undefined) chownSync(file, user.uid, user.gid);
  return file;
}
