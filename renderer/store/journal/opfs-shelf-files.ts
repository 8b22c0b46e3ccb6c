import type { ShelfFiles } from '#shared/journal/file-shelf.ts';
import { openSyncAccess } from './sync-access-handle.ts';

/** Ending of a file that is still being written. One that is found was left behind by a crash and means nothing. */
const UNFINISHED = '.unfinished';

/** The language's library does not know it yet; every Chromium since version 108 does. */
interface MovableFile extends FileSystemFileHandle {
  /** Renames within the folder, in the place of a file that has the name. */
  move(name: string): Promise<void>;
}

/** The files of a shelf in the browser's own file system (OPFS), for the worker that holds the journal's lock. */
export class OpfsShelfFiles implements ShelfFiles {
  readonly #folder: FileSystemDirectoryHandle;
  #isClosed = false;

  constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder;
  }

  async list(): Promise<readonly string[]> {
    const names: string[] = [];
    const unfinished: string[] = [];
    for await (const name of this.#folder.keys()) (name.endsWith(UNFINISHED) ? unfinished : names).push(name);
    for (const name of unfinished) await this.#folder.removeEntry(name).catch(() => undefined);
    return names;
  }

  async find(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      const file = await (await this.#folder.getFileHandle(name)).getFile();
      return new Uint8Array(await file.arrayBuffer());
    } catch (failure) {
      if (failure instanceof DOMException && failure.name === 'NotFoundError') return undefined;
      throw failure;
    }
  }

  async replace(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.#isClosed) throw new Error('the files were given back');
    const unfinished = `${name}${UNFINISHED}`;
    const file = await this.#folder.getFileHandle(unfinished, { create: true });
    try {
      const handle = await openSyncAccess(file);
      try {
        handle.truncate(0);
        const written = handle.write(bytes, { at: 0 });
        if (written !== bytes.length) throw new DOMException('no more room', 'QuotaExceededError');
        handle.flush();
      } finally {
        handle.close();
      }
      await (file as MovableFile).move(name);
    } catch (failure) {
      await this.#folder.removeEntry(unfinished).catch(() => undefined);
      throw failure;
    }
  }

  async remove(name: string): Promise<void> {
    if (this.#isClosed) throw new Error('the files were given back');
    await this.#folder.removeEntry(name);
  }

  /** Writes nothing any more: another tab has the journal's lock, and with it these files. */
  close(): void {
    this.#isClosed = true;
  }

  async findFreeBytes(): Promise<number | undefined> {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? undefined : Math.max(0, quota - usage);
  }
}
