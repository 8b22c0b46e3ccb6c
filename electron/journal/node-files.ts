import { type FileHandle, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FilePort } from '#shared/journal/journal-ports.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { LOCK_FILE } from './folder-lock.ts';
import { syncFolder } from './sync-folder.ts';

const ZEROS = new Uint8Array(1024 * 1024);

/** Ending of a file that is still being written. One that is found was left behind by a crash and means nothing. */
export const UNFINISHED = '.unfinished';

/**
 * The journal's files in one folder of a disk. Every promise of `FilePort` holds through a loss of power: bytes are
 * flushed by `fdatasync`, names by a flush of the folder. The caller holds the folder's lock.
 */
export class NodeFiles implements FilePort {
  readonly #folder: string;
  /** Opened once and kept: opening costs more than a write. */
  readonly #handles = new Map<string, Promise<FileHandle>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async list(): Promise<readonly string[]> {
    const names = await readdir(this.#folder);
    return names.filter((name) => !name.endsWith(UNFINISHED) && name !== LOCK_FILE);
  }

  async create(name: string, size: number): Promise<void> {
    if ((await readdir(this.#folder)).includes(name)) throw new Error('the file is there already');
    try {
      await this.#putInPlace(name, async (handle) => {
        for (let at = 0; at < size; at += ZEROS.length) {
          await writeAll(handle, at, ZEROS.subarray(0, Math.min(ZEROS.length, size - at)));
        }
      });
    } catch (failure) {
      await rm(this.#pathOf(name), { force: true });
      throw failure;
    }
  }

  async read(name: string, offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const handle = await this.#open(name);
    const { size } = await handle.stat();
    const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, offset + filled);
      if (bytesRead === 0) return bytes.slice(0, filled);
      filled += bytesRead;
    }
    return bytes;
  }

  async write(name: string, offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await writeAll(await this.#open(name), offset, bytes);
  }

  async flush(name: string): Promise<void> {
    await (await this.#open(name)).datasync();
  }

  async find(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      return new Uint8Array(await readFile(this.#pathOf(name)));
    } catch (failure) {
      if ((failure as { code?: string }).code === 'ENOENT') return undefined;
      throw failure;
    }
  }

  async replace(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#close(name);
    await this.#putInPlace(name, (handle) => writeAll(handle, 0, bytes));
  }

  async remove(name: string): Promise<void> {
    await this.#close(name);
    await rm(this.#pathOf(name));
    await syncFolder(this.#folder);
  }

  /** Gives every file back. */
  async close(): Promise<void> {
    for (const name of [...this.#handles.keys()]) await this.#close(name);
  }

  /** Fills a file beside the place, flushes it and renames it into the place, so that no half-made file has the name. */
  async #putInPlace(name: string, fill: (handle: FileHandle) => Promise<void>): Promise<void> {
    const path = this.#pathOf(name);
    const unfinished = `${path}${UNFINISHED}`;
    try {
      const handle = await open(unfinished, 'w', 0o600);
      try {
        await fill(handle);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(unfinished, path);
    } catch (failure) {
      await rm(unfinished, { force: true });
      throw failure;
    }
    await syncFolder(this.#folder);
  }

  #open(name: string): Promise<FileHandle> {
    const present = this.#handles.get(name);
    if (present !== undefined) return present;
    const opening = open(this.#pathOf(name), 'r+');
    this.#handles.set(name, opening);
    opening.catch(() => this.#handles.delete(name));
    return opening;
  }

  async #close(name: string): Promise<void> {
    const handle = this.#handles.get(name);
    this.#handles.delete(name);
    await (await handle)?.close();
  }

  #pathOf(name: string): string {
    invariant(/^[a-z0-9][a-z0-9.-]*$/.test(name), 'a file of the journal has a plain name');
    return join(this.#folder, name);
  }
}

/** Writes all of `bytes`; the system may take them in parts. */
async function writeAll(handle: FileHandle, offset: number, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, offset + written);
    written += bytesWritten;
  }
}
