import type { ShelfFiles } from '#shared/journal/file-shelf.ts';
import type { Journal } from '#shared/journal/journal.ts';
import type { FilePort } from '#shared/journal/journal-ports.ts';
import type { Random } from '#shared/kernel/ports.ts';
import type { DataKeySecret } from '#shared/keys/data-key.ts';
import { KeyedStorage, type KeyKeeper, type ShellSeal } from '#shared/keys/keyed-storage.ts';
import { webCryptography } from '#shared/keys/web-cryptography.ts';
import { MemoryDisk } from './memory-files.ts';
import { SeededRandom } from './seeded-random.ts';
import { sha256 } from './sha256.ts';

/** The platform's cryptography, in Node and in a browser alike. */
export const cryptography = webCryptography(crypto.subtle);

export const realRandom: Random = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  uuid: () => crypto.randomUUID(),
  fraction: () => 0.5,
};

/** A data key that everybody can know: for tests only. */
export function sampleKeySecret(id = 7): DataKeySecret {
  return { id, secret: new Uint8Array(32).fill(id) };
}

/** A key store of the system that opens for everybody, as a desktop's does for its user. */
export const openShell: ShellSeal = {
  seal: async (secret) => secret.map((byte) => byte ^ 0x5a),
  open: async (sealed) => sealed.map((byte) => byte ^ 0x5a),
};

/** What a browser keeps in memory while a page is loaded anew; `forget` is the browser being closed. */
export class MemoryKeeper implements KeyKeeper {
  readonly #keys = new Map<number, Uint8Array<ArrayBuffer>>();

  async find(keyId: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#keys.get(keyId);
  }

  async keep({ id, secret }: DataKeySecret): Promise<void> {
    this.#keys.set(id, secret);
  }

  forget(): void {
    this.#keys.clear();
  }
}

/** The journal in a folder whose key `openShell` opens. */
export async function openSealedJournal(files: FilePort): Promise<Journal> {
  const nothing = new MemoryDisk(new SeededRandom(1)).open();
  const storage = new KeyedStorage({
    files,
    shelfFiles: shelfOf(nothing),
    cryptography,
    random: realRandom,
    hash: sha256,
    opener: { kind: 'shell', shell: openShell },
  });
  await storage.begin();
  return storage.journal;
}

/** A shelf's files over a disk in memory that has room enough. */
export function shelfOf(files: FilePort): ShelfFiles {
  return {
    list: () => files.list(),
    find: (name) => files.find(name),
    replace: (name, bytes) => files.replace(name, bytes),
    remove: (name) => files.remove(name),
    findFreeBytes: async () => undefined,
  };
}
