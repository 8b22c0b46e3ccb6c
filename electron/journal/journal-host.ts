import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JournalReadiness } from '#electron/bridge/bridge-answer.ts';
import { failureName } from '#electron/bridge/failure-name.ts';
import { type PortEnd, serveCalls } from '#shared/bridge/port-calls.ts';
import { plainFileCipher } from '#shared/journal/file-cipher.ts';
import { FileShelf } from '#shared/journal/file-shelf.ts';
import { Journal } from '#shared/journal/journal.ts';
import { plainCipher } from '#shared/journal/plain-cipher.ts';
import { STORAGE_CALLS, storageHandlers } from '#shared/journal/shelf-calls.ts';
import { type FolderLock, tryFolderLock } from './folder-lock.ts';
import { NodeFiles } from './node-files.ts';
import { nodeHash } from './node-hash.ts';
import { openShelfFiles } from './node-shelf-files.ts';
import { syncFolder } from './sync-folder.ts';

/**
 * The one journal of this program, and the files beside it. Windows come and go; each gets a port to the same writer, which is made when the
 * first window asks and has its folder until the process ends.
 */
export class JournalHost {
  readonly #folder: string;
  #storage: { readonly journal: Journal; readonly shelf: FileShelf } | undefined;
  /** Kept for as long as the program runs: the lock goes with it. */
  #lock: FolderLock | undefined;
  /** Requests are answered one after the other, so that two windows cannot both find no journal. */
  #opening: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
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
    const { journal, shelf } = this.#storage;
    serveCalls(port, STORAGE_CALLS, storageHandlers(journal, shelf), failureName);
  }

  async #open(): Promise<JournalReadiness> {
    if (this.#storage !== undefined) return { outcome: 'opened' };
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await syncFolder(dirname(this.#folder));
      this.#lock ??= tryFolderLock(this.#folder);
      if (this.#lock === undefined) return { outcome: 'held-elsewhere' };
      const shelf = new FileShelf(await openShelfFiles(`${this.#folder}-attachments`), plainFileCipher);
      const files = new NodeFiles(this.#folder);
      this.#storage = { journal: new Journal({ files, cipher: plainCipher, hash: nodeHash }), shelf };
    } catch (failure) {
      return { outcome: 'failed', reason: failureName(failure) };
    }
    return { outcome: 'opened' };
  }
}
