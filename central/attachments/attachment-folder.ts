import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { syncFolders } from '#central/files/sync-folders.ts';
import type { AttachmentId } from '#shared/attachments/attachment.ts';
import { type AttachmentKind, KIND_BYTES } from '#shared/attachments/attachment-kind.ts';
import { checkContent } from '#shared/attachments/check-attachment.ts';
import type { Digest } from '#shared/kernel/identifier.ts';

/** What a whole file has to be. */
export interface ExpectedFile {
  readonly id: AttachmentId;
  readonly kind: AttachmentKind;
  readonly bytes: number;
  readonly sha256: Digest;
}

/** Ending of a file of which not everything has arrived. */
const PART = '.part';

/**
 * The files themselves, in a folder: by the first two characters of their identifiers, so that no folder grows without
 * end. A file has its name once it is whole, checked and flushed, and is never written to again.
 */
export class AttachmentFolder {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** How many bytes have arrived of a file that is not whole. */
  async receivedBytes(id: AttachmentId): Promise<number> {
    return (await sizeOf(`${this.#pathOf(id)}${PART}`)) ?? 0;
  }

  async isWhole(id: AttachmentId): Promise<boolean> {
    return (await sizeOf(this.#pathOf(id))) !== undefined;
  }

  /** Puts bytes behind those that have arrived. */
  async append(id: AttachmentId, bytes: Uint8Array): Promise<void> {
    const file = this.#pathOf(id);
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(`${file}${PART}`, 'a', 0o600);
    try {
      await handle.writeFile(bytes);
    } finally {
      await handle.close();
    }
  }

  /**
   * Checks what has arrived, flushes it and gives it its name. `damaged`, another hash or length, and `other-kind`:
   * what arrived is thrown away.
   */
  async complete(expected: ExpectedFile): Promise<'stored' | 'damaged' | 'other-kind'> {
    const file = this.#pathOf(expected.id);
    const part = `${file}${PART}`;
    const verdict = await this.#check(part, expected);
    if (verdict !== 'stored') {
      await rm(part, { force: true });
      return verdict;
    }
    const handle = await open(part, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
    await syncFolders(path.dirname(file), this.#root);
    return 'stored';
  }

  /** Whether the whole file that lies here is the one expected. */
  async holds(expected: ExpectedFile): Promise<boolean> {
    return (await this.#check(this.#pathOf(expected.id), expected)) === 'stored';
  }

  /** Bytes of a whole file. Rejects when it is not there. */
  async read(id: AttachmentId, offset: number, length: number): Promise<Buffer> {
    const handle = await open(this.#pathOf(id), 'r');
    try {
      return await readUpTo(handle, offset, length);
    } finally {
      await handle.close();
    }
  }

  async #check(place: string, expected: ExpectedFile): Promise<'stored' | 'damaged' | 'other-kind'> {
    if ((await sizeOf(place)) !== expected.bytes) return 'damaged';
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(place)) hash.update(chunk);
    if (hash.digest('hex') !== expected.sha256) return 'damaged';
    const handle = await open(place, 'r');
    try {
      const head = await readUpTo(handle, 0, KIND_BYTES);
      const found = checkContent(head, expected.bytes);
      return found.ok && found.value === expected.kind ? 'stored' : 'other-kind';
    } finally {
      await handle.close();
    }
  }

  #pathOf(id: AttachmentId): string {
    return path.join(this.#root, id.slice(0, 2), id);
  }
}

async function readUpTo(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, offset);
  return buffer.subarray(0, bytesRead);
}

async function sizeOf(place: string): Promise<number | undefined> {
  try {
    return (await stat(place)).size;
  } catch (failure) {
    if ((failure as { code?: string }).code === 'ENOENT') return undefined;
    throw failure;
  }
}
