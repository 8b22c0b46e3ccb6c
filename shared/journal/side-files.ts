import { decodeUtf8, encodeUtf8 } from '#shared/kernel/utf8.ts';
import type { FileCipher } from './file-cipher.ts';
import { SideFileName } from './journal-entry.ts';
import type { FilePort } from './journal-ports.ts';
import { findSealed, frameSealed } from './sealed-file.ts';

/** The small files beside a journal. One that was written before there was a key is still read. */
export class SideFiles {
  readonly #files: Pick<FilePort, 'find' | 'replace'>;
  readonly #cipher: FileCipher;

  constructor(files: Pick<FilePort, 'find' | 'replace'>, cipher: FileCipher) {
    this.#files = files;
    this.#cipher = cipher;
  }

  async find(name: string): Promise<string | undefined> {
    const bytes = await this.#files.find(SideFileName.parse(name));
    if (bytes === undefined) return undefined;
    const found = findSealed(bytes);
    return decodeUtf8(found === undefined ? bytes : await this.#cipher.open(found.keyId, found.sealed, name));
  }

  async replace(name: string, text: string): Promise<void> {
    await this.#files.replace(
      SideFileName.parse(name),
      await sealedSideFile(this.#cipher, name, encodeUtf8(text)),
    );
  }
}

/** A small file as it lies on the disk; plain text stays readable as it is, because no text begins like a sealed one. */
export async function sealedSideFile(
  cipher: FileCipher,
  name: string,
  plain: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  return cipher.keyId === 0 ? plain : frameSealed(cipher.keyId, await cipher.seal(plain, name));
}
