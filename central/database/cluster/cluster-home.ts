import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ClusterProblem } from './cluster-problem.ts';
import { chooseDatabaseUser, isRoot } from './database-user.ts';
import { runChild, type SystemUser } from './run-child.ts';

/** Where homes lie whose data folder the database's user cannot reach. */
const ELSEWHERE = '/var/lib/klatiene';

/** The folder that holds the cluster, its password, its log and, where needed, a copy of the programs. */
export interface ClusterHome {
  readonly folder: string;
  /** Not the data folder itself: a folder above that one lets only root in. */
  readonly isElsewhere: boolean;
  /** Whom the database runs as; undefined for the user of this process. */
  readonly user: SystemUser | undefined;
}

/** PostgreSQL's own folder inside a home. */
export function clusterFolderOf(home: string): string {
  return path.join(home, 'database');
}

/**
 * Decides where the cluster of a data folder (an absolute path without links) lies, and whom it runs as. A cluster that
 * exists stays where it is; a new one goes into the data folder where the database's user can get there.
 */
export async function prepareHome(dataFolder: string): Promise<ClusterHome> {
  if (!isRoot()) {
    refuseForeignOwner(dataFolder);
    return { folder: dataFolder, isElsewhere: false, user: undefined };
  }
  const elsewhere = path.join(ELSEWHERE, createHash('sha256').update(dataFolder).digest('hex').slice(0, 16));
  const existing = [dataFolder, elsewhere].find((home) => existsSync(clusterFolderOf(home)));
  const user = await chooseDatabaseUser(existing === undefined ? undefined : clusterFolderOf(existing));
  const canEnter = await canBeEntered(dataFolder, user);
  if (existing === dataFolder && !canEnter) {
    throw new ClusterProblem(
      'folder-not-usable',
      `The database in ${dataFolder} runs as the system user ${user?.name}, who can no longer enter that folder. Let others pass through it and the folders above it (chmod o+x).`,
    );
  }
  const isElsewhere = existing === elsewhere || (existing === undefined && !canEnter);
  if (isElsewhere) makeElsewhere(elsewhere, dataFolder);
  const folder = isElsewhere ? elsewhere : dataFolder;
  if (existing !== undefined && user !== undefined) giveTo(clusterFolderOf(existing), user);
  return { folder, isElsewhere, user };
}

/** Tried by doing it, so that access lists and mounts count too. */
async function canBeEntered(folder: string, user: SystemUser | undefined): Promise<boolean> {
  const { exitCode } = await runChild('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { user, cwd: '/' });
  return exitCode === 0;
}

function makeElsewhere(folder: string, dataFolder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    chmodSync(ELSEWHERE, 0o711);
    chmodSync(folder, 0o711);
    writeFileSync(path.join(folder, 'belongs-to.txt'), `${dataFolder}\n`, { mode: 0o600 });
  } catch (failure) {
    throw new ClusterProblem(
      'folder-not-usable',
      `The database's user cannot enter ${dataFolder}, and ${folder} cannot be made in its place.`,
      failure,
    );
  }
}

/** Only what root owns: nothing of another user is touched. */
function giveTo(place: string, user: SystemUser): void {
  const entry = lstatSync(place);
  if (entry.uid !== 0) return;
  chownSync(place, user.uid, user.gid);
  if (!entry.isDirectory()) return;
  for (const name of readdirSync(place)) giveTo(path.join(place, name), user);
}

function refuseForeignOwner(dataFolder: string): void {
  const cluster = clusterFolderOf(dataFolder);
  if (!existsSync(cluster) || process.getuid === undefined) return;
  if (lstatSync(cluster).uid === process.getuid()) return;
  throw new ClusterProblem(
    'folder-not-usable',
    `The database in ${dataFolder} belongs to another system user. Start the program as the user, or as root, that made it.`,
  );
}
