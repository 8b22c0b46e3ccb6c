import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JournalReadiness } from '#electron/bridge/bridge-answer.ts';
import { failureName } from '#electron/bridge/failure-name.ts';
import { type PortEnd, serveCalls } from '#shared/bridge/port-calls.ts';
import { Journal } from '#shared/journal/journal.ts';
import { JOURNAL_CALLS, journalHandlers } from '#shared/journal/journal-calls.ts';
import { plainCipher } from '#shared/journal/plain-cipher.ts';
import { type FolderLock, tryFolderLock } from './folder-lock.ts';
import { NodeFiles } from './node-files.ts';
import { nodeHash } from './node-hash.ts';
import { syncFolder } from './sync-folder.ts';

/**
 * The one journal of this program. Windows come and go; each gets a port to the same writer, which is made when the
 * first window asks and has its folder until the process ends.
 */
export class JournalHost {
  readonly #folder: string;
  #journal: Journal | undefined;
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
    if (this.#journal === undefined) return;
    serveCalls(port, JOURNAL_CALLS, journalHandlers(this.#journal), failureName);
  }

  async #open(): Promise<JournalReadiness> {
    if (this.#journal !== undefined) return { outcome: 'opened' };
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await syncFolder(dirname(this.#folder));
      this.#lock ??= tryFolderLock(this.#folder);
      if (this.#lock === undefined) return { outcome: 'held-elsewhere' };
    } catch (failure) {
      return { outcome: 'failed', reason: failureName(failure) };
    }
    this.#journal = new Journal({ files: new NodeFiles(this.#folder), cipher: plainCipher, hash: nodeHash });
    return { outcome: 'opened' };
  }
}
