import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JournalReadiness } from '#electron/bridge/bridge-answer.ts';
import { failureName } from '#electron/bridge/failure-name.ts';
import { nodeCryptography, nodeRandom } from '#electron/keys/node-cryptography.ts';
import { type PortEnd, serveCalls } from '#shared/bridge/port-calls.ts';
import { KEYED_STORAGE_CALLS, keyedStorageHandlers } from '#shared/keys/key-calls.ts';
import { KeyedStorage, type ShellSeal } from '#shared/keys/keyed-storage.ts';
import { type FolderLock, tryFolderLock } from './folder-lock.ts';
import { NodeFiles } from './node-files.ts';
import { nodeHash } from './node-hash.ts';
import { openShelfFiles } from './node-shelf-files.ts';
import { syncFolder } from './sync-folder.ts';

/**
 * The one journal of this program, the files beside it, and the key that seals them. Windows come and go; each gets a
 * port to the same writer, which is made when the first window asks and has its folder until the process ends.
 */
export class JournalHost {
  readonly #folder: string;
  readonly #shell: ShellSeal;
  #storage: KeyedStorage | undefined;
  /** Kept for as long as the program runs: the lock goes with it. */
  #lock: FolderLock | undefined;
  /** Requests are answered one after the other, so that two windows cannot both find no journal. */
  #opening: Promise<unknown> = Promise.resolve();

  /** `shell` is the system's own key store. */
  constructor(folder: string, shell: ShellSeal) {
    this.#folder = folder;
    this.#shell = shell;
  }

  /** Opens the journal where it is not open yet. Never rejects; after a failure the next call tries again. */
  open(): Promise<JournalReadiness> {
    const turn = this.#opening.then(() => this.#open());
    this.#opening = turn;
    return turn;
  }

  /** Answers the journal's calls that arrive at `port`. A journal that is not open answers nothing. */
  async serve(port: PortEnd): Promise<void> {
    await this.open();
    if (this.#storage === undefined) return;
    serveCalls(port, KEYED_STORAGE_CALLS, keyedStorageHandlers(this.#storage), failureName);
  }

  async #open(): Promise<JournalReadiness> {
    if (this.#storage !== undefined) return { outcome: 'opened' };
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await syncFolder(dirname(this.#folder));
      this.#lock ??= tryFolderLock(this.#folder);
      if (this.#lock === undefined) return { outcome: 'held-elsewhere' };
      const storage = new KeyedStorage({
        files: new NodeFiles(this.#folder),
        shelfFiles: await openShelfFiles(`${this.#folder}-attachments`),
        cryptography: nodeCryptography,
        random: nodeRandom,
        hash: nodeHash,
        opener: { kind: 'shell', shell: this.#shell },
      });
      await storage.begin();
      this.#storage = storage;
    } catch (failure) {
      return { outcome: 'failed', reason: failureName(failure) };
    }
    return { outcome: 'opened' };
  }
}
