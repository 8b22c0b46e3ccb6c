import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A lock that is held until it is released or this process ends, however it ends. */
export interface FolderLock {
  release(): void;
}

export const LOCK_FILE = 'writer.lock';

const SQLITE_BUSY = 5;

/**
 * Takes the lock of the journal's folder; `undefined` when another process has it. Throws when the folder cannot be
 * written to. It is a lock of the operating system, so none is left behind by a process that was killed. SQLite is the
 * way to it, since Node has no call of its own; nothing is ever written to the file.
 */
export function tryFolderLock(folder: string): FolderLock | undefined {
  const place = join(folder, LOCK_FILE);
  const file = new DatabaseSync(place, { timeout: 0 });
  try {
    // By its path: a process that opens the file once more and closes it again would lose the lock.
    chmodSync(place, 0o600);
    file.exec('pragma journal_mode = memory');
    file.exec('begin exclusive');
    return { release: () => file.close() };
  } catch (failure) {
    file.close();
    if ((failure as { errcode?: number }).errcode === SQLITE_BUSY) return undefined;
    throw failure;
  }
}
