import type { FilePort } from '#shared/journal/journal-ports.ts';
import { openSyncAccess, type SyncAccessHandle } from './sync-access-handle.ts';

const ZEROS = new Uint8Array(1024 * 1024);

/**
 * The journal's files in the browser's own file system (OPFS), for a dedicated worker. Handles stay open: an open
 * handle is exclusive, and so is the lock of this journal.
 *
 * `flush` reaches the disk for the bytes of a file; its name and length share the fate of the browser's profile, which
 * is why the browser's guarantee is called reduced.
 */
export class OpfsFiles implements FilePort {
  readonly #folder: FileSystemDirectoryHandle;
  readonly #handles = new Map<string, SyncAccessHandle>();
  #isClosed = false;

  constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder;
  }

  async list(): Promise<readonly string[]> {
    const names: string[] = [];
    for await (const name of this.#folder.keys()) names.push(name);
    return names;
  }

  /**
   * Takes the file that tells who may write here. Rejects with `NoModificationAllowedError` when somebody else has it,
   * and keeps it until `close`.
   */
  async lock(name: string): Promise<void> {
    await this.#open(name, true);
  }

  async create(name: string, size: number): Promise<void> {
    if ((await this.list()).includes(name)) throw new Error('the file is there already');
    const handle = await this.#open(name, true);
    try {
      for (let at = 0; at < size; at += ZEROS.length) {
        writeAll(handle, ZEROS.subarray(0, Math.min(ZEROS.length, size - at)), at);
      }
      handle.flush();
    } catch (failure) {
      // A half-made file must not be taken for a ready one.
      await this.remove(name);
      throw failure;
    }
  }

  async read(name: string, offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const handle = await this.#open(name, false);
    const bytes = new Uint8Array(Math.max(0, Math.min(length, handle.getSize() - offset)));
    const count = handle.read(bytes, { at: offset });
    return count === bytes.length ? bytes : bytes.slice(0, count);
  }

  async write(name: string, offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    writeAll(await this.#open(name, false), bytes, offset);
  }

  async flush(name: string): Promise<void> {
    (await this.#open(name, false)).flush();
  }

  async find(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (!(await this.list()).includes(name)) return undefined;
    this.#close(name);
    const file = await (await this.#folder.getFileHandle(name)).getFile();
    // A name comes before its first content: when the program ended between, there is nothing yet.
    return file.size === 0 ? undefined : new Uint8Array(await file.arrayBuffer());
  }

  async replace(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.#isClosed) throw new Error('the files were given back');
    const isNew = !(await this.list()).includes(name);
    // An open handle keeps everybody else out, this program too.
    this.#close(name);
    const file = await this.#folder.getFileHandle(name, { create: true });
    try {
      // A writable stream fills a copy, which takes the file's place when it is closed.
      const stream = await file.createWritable();
      await stream.write(bytes);
      await stream.close();
    } catch (failure) {
      // A browser that still holds the name keeps it, and an empty file is none to `find`.
      if (isNew) await this.#folder.removeEntry(name).catch(() => undefined);
      throw failure;
    }
  }

  async remove(name: string): Promise<void> {
    this.#close(name);
    await this.#folder.removeEntry(name);
  }

  /** Gives every handle back for good, so that another tab may take over: what is still asked of this one fails. */
  close(): void {
    this.#isClosed = true;
    for (const handle of this.#handles.values()) handle.close();
    this.#handles.clear();
  }

  #close(name: string): void {
    this.#handles.get(name)?.close();
    this.#handles.delete(name);
  }

  async #open(name: string, create: boolean): Promise<SyncAccessHandle> {
    const present = this.#handles.get(name);
    if (present !== undefined) return present;
    const file = await this.#folder.getFileHandle(name, { create });
    const handle = await openSyncAccess(file);
    if (this.#isClosed) {
      handle.close();
      throw new Error('the files were given back');
    }
    this.#handles.set(name, handle);
    return handle;
  }
}

function writeAll(handle: SyncAccessHandle, bytes: Uint8Array<ArrayBuffer>, offset: number): void {
  const written = handle.write(bytes, { at: offset });
  if (written !== bytes.length) throw new Error('the browser wrote less than it was given');
}
