import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { type ClusterHome, clusterFolderOf } from './cluster-home.ts';
import { ClusterProblem } from './cluster-problem.ts';
import { programPath } from './platform-binaries.ts';
import { runChild } from './run-child.ts';
import type { UsableBinaries } from './usable-binaries.ts';

/** The database's own superuser. */
export const SUPERUSER = 'klatiene';

const UNFINISHED = 'database.unfinished';

/**
 * Makes the cluster of a home unless it is there, and gives its superuser's password, which lies beside it in a file
 * that only its owner can read. An unfinished one of an interrupted start is thrown away: it never had its name.
 */
export async function initialiseCluster(
  home: ClusterHome,
  binaries: UsableBinaries,
  log: (sentence: string) => void,
): Promise<string> {
  const cluster = clusterFolderOf(home.folder);
  if (existsSync(cluster)) {
    refuseOtherVersion(cluster, binaries.major);
    // A copy of the folder may have got other permissions, with which PostgreSQL refuses to start.
    chmodSync(cluster, 0o700);
    return readPassword(home.folder);
  }
  log('Making the database; this happens at the first start only.');
  const password = randomBytes(24).toString('hex');
  writePassword(home.folder, password);
  const unfinished = path.join(home.folder, UNFINISHED);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const passwordForInitdb = path.join(home.folder, 'password.once');
  writeFileSync(passwordForInitdb, password, { mode: 0o600 });
  if (home.user !== undefined) {
    chownSync(unfinished, home.user.uid, home.user.gid);
    chownSync(passwordForInitdb, home.user.uid, home.user.gid);
  }
  const { exitCode, output } = await runChild(
    programPath(binaries.folder, 'initdb'),
    [
      `--pgdata=${unfinished}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordForInitdb}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Names sort by Latvian rules; everything that is left to the C library is kept from depending on the machine.
      '--locale=C',
      '--locale-provider=icu',
      '--icu-locale=lv',
      '--data-checksums',
      '--no-instructions',
    ],
    { user: home.user, cwd: home.folder },
  );
  rmSync(passwordForInitdb, { force: true });
  if (exitCode !== 0) {
    throw new ClusterProblem(
      'not-initialised',
      `The database could not be made in ${home.folder}. ${lastLine(output)}`,
    );
  }
  renameSync(unfinished, cluster);
  syncFolder(home.folder);
  return password;
}

function refuseOtherVersion(cluster: string, major: number): void {
  const file = path.join(cluster, 'PG_VERSION');
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'an unknown version';
  if (version === String(major)) return;
  throw new ClusterProblem(
    'other-version',
    `${cluster} is a database of PostgreSQL ${version}, and this program brings PostgreSQL ${major}. Nothing was changed. Export it with the program's version that made it and restore the export into a new data folder, or set DATABASE_URL to a PostgreSQL ${version} server.`,
  );
}

function passwordFile(home: string): string {
  return path.join(home, 'password');
}

function readPassword(home: string): string {
  try {
    const password = readFileSync(passwordFile(home), 'utf8').trim();
    if (/^[0-9a-f]{48}$/.test(password)) return password;
  } catch {
    // Reported below, as a file with something else in it is.
  }
  throw new ClusterProblem(
    'password-missing',
    `The file ${passwordFile(home)} with the database's password is missing or cannot be read. Put it back from a copy of the data folder.`,
  );
}

function writePassword(home: string, password: string): void {
  const file = openSync(passwordFile(home), 'w', 0o600);
  writeFileSync(file, `${password}\n`);
  fsyncSync(file);
  closeSync(file);
}

/** The cluster's new name must survive a power cut as surely as what is written to it next. */
function syncFolder(folder: string): void {
  // Windows opens no folders.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}
