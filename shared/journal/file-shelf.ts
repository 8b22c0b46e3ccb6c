import { Defect } from '#shared/kernel/invariant.ts';
import { decodeUtf8, encodeUtf8 } from '#shared/kernel/utf8.ts';
import type { FileCipher } from './file-cipher.ts';
import type { FilePort } from './journal-ports.ts';
import { findSealed, frameSealed } from './sealed-file.ts';

/** The files of one shelf, in a folder of their own. `replace` has reached the disk when it returns. */
export interface ShelfFiles extends Pick<FilePort, 'list' | 'find' | 'replace' | 'remove'> {
  /** How many bytes the disk, or the browser, still gives; undefined where nobody says. */
  findFreeBytes(): Promise<number | undefined>;
}

/** A file of the shelf: its identifier, and the text that was kept with it. */
export interface ShelvedFile {
  readonly id: string;
  readonly note: string;
}

/** Whole files beside the journal, each with a note: what the rest of the counter sees, on both platforms. */
export interface FileShelfPort {
  /** Every file that was kept, in any order. */
  list(): Promise<readonly ShelvedFile[]>;
  findFreeBytes(): Promise<number | undefined>;
  /**
   * Returns `kept` when the file and its note are on the disk. After `disk-full` nothing of it is there. Rejects when
   * the disk failed otherwise; then it is there as a whole or not at all.
   */
  keep(id: string, content: Uint8Array<ArrayBuffer>, note: string): Promise<'kept' | 'disk-full'>;
  /** Puts another note in the place of the one that is there. */
  changeNote(id: string, note: string): Promise<void>;
  /** The content, or `undefined` when there is no such file. */
  find(id: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  remove(id: string): Promise<void>;
}

const CONTENT = '.file';
const NOTE = '.note';

/**
 * A shelf over a folder. A file counts as kept once its note is there, which is written last and removed first, so that
 * a program that ends in the middle leaves either the whole file or content without a note, which is thrown away.
 *
 * On disk each is framed by `sealed-file.ts`. Calls are done one after the other.
 */
export class FileShelf implements FileShelfPort {
  readonly #files: ShelfFiles;
  readonly #cipher: FileCipher;
  #last: Promise<unknown>;

  constructor(files: ShelfFiles, cipher: FileCipher) {
    this.#files = files;
    this.#cipher = cipher;
    // What a crash left is in nobody's way: when it cannot be removed now, it is at the next start.
    this.#last = this.#removeUnfinished().catch(() => undefined);
  }

  list(): Promise<readonly ShelvedFile[]> {
    return this.#inTurn(async () => {
      const found: ShelvedFile[] = [];
      for (const name of await this.#files.list()) {
        if (!name.endsWith(NOTE)) continue;
        const note = await this.#read(name);
        if (note !== undefined) found.push({ id: name.slice(0, -NOTE.length), note: decodeUtf8(note) });
      }
      return found;
    });
  }

  findFreeBytes(): Promise<number | undefined> {
    return this.#files.findFreeBytes();
  }

  keep(id: string, content: Uint8Array<ArrayBuffer>, note: string): Promise<'kept' | 'disk-full'> {
    return this.#inTurn(async () => {
      try {
        await this.#write(`${id}${CONTENT}`, content);
        await this.#write(`${id}${NOTE}`, encodeUtf8(note));
        return 'kept';
      } catch (failure) {
        await this.#remove(id).catch(() => undefined);
        if (isDiskFull(failure)) return 'disk-full';
        throw failure;
      }
    });
  }

  changeNote(id: string, note: string): Promise<void> {
    return this.#inTurn(() => this.#write(`${id}${NOTE}`, encodeUtf8(note)));
  }

  find(id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#inTurn(() => this.#read(`${id}${CONTENT}`));
  }

  remove(id: string): Promise<void> {
    return this.#inTurn(() => this.#remove(id));
  }

  async #remove(id: string): Promise<void> {
    const names = await this.#files.list();
    for (const name of [`${id}${NOTE}`, `${id}${CONTENT}`]) {
      if (names.includes(name)) await this.#files.remove(name);
    }
  }

  async #removeUnfinished(): Promise<void> {
    const names = new Set(await this.#files.list());
    for (const name of names) {
      const isAlone = name.endsWith(CONTENT) && !names.has(`${name.slice(0, -CONTENT.length)}${NOTE}`);
      if (isAlone) await this.#files.remove(name);
    }
  }

  async #write(name: string, plain: Uint8Array<ArrayBuffer>): Promise<void> {
    const sealed = await this.#cipher.seal(plain, name);
    await this.#files.replace(name, frameSealed(this.#cipher.keyId, sealed));
  }

  /** What stands under a name; `undefined` also for what is not a file of a shelf. */
  async #read(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const whole = await this.#files.find(name);
    const found = whole && findSealed(whole);
    if (found === undefined) return undefined;
    try {
      return await this.#cipher.open(found.keyId, found.sealed, name);
    } catch (failure) {
      if (failure instanceof Defect) throw failure;
      // Changed on the disk: whoever asked knows the digest of a file and the shape of a note, and finds neither.
      return new Uint8Array();
    }
  }

  #inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

/** By what systems and browsers call it. */
function isDiskFull(failure: unknown): boolean {
  const { code, name } = (failure ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  return name === 'QuotaExceededError' || code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
}
