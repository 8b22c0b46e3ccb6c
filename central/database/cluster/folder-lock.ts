import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ClusterProblem } from './cluster-problem.ts';
import { isRoot } from './database-user.ts';

/** A lock that is held until it is released or this process ends, however it ends. */
export interface FolderLock {
  release(): void;
}

const SQLITE_BUSY = 5;

/**
 * Takes the lock of a data folder, making the folder when there is none. It is a lock of the operating system, not a
 * note with a process number: it goes with its process, so there is no stale one to judge and no reused number to be
 * mistaken about. SQLite is the way to it, since Node has no call of its own; nothing is ever written to the file.
 */
export function takeFolderLock(dataFolder: string): FolderLock {
  try {
    // Where the database runs as another user, that user must be able to pass through.
    mkdirSync(dataFolder, { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
    const place = path.join(dataFolder, 'cluster.lock');
    const file = new DatabaseSync(place, { timeout: 0 });
    try {
      // By its path: a process that opens the file once more and closes it again would lose the lock.
      chmodSync(place, 0o600);
      file.exec('pragma journal_mode = memory');
      file.exec('begin exclusive');
    } catch (failure) {
      file.close();
      throw failure;
    }
    return { release: () => file.close() };
  } catch (failure) {
    if ((failure as { errcode?: number }).errcode === SQLITE_BUSY) {
      throw new ClusterProblem(
        'folder-in-use',
        `Another start of this program is using the data folder ${dataFolder}. Stop it first, or name another folder.`,
      );
    }
    throw new ClusterProblem(
      'folder-not-usable',
      `The data folder ${dataFolder} cannot be made or written to.`,
      failure,
    );
  }
}
