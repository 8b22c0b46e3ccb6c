import type { FileCipher } from '#shared/journal/file-cipher.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Random } from '#shared/kernel/ports.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';
import type { DataKey } from './data-key.ts';
import { NONCE_BYTES, TAG_BYTES } from './sealed-sizes.ts';

/** So much of a file is sealed at a time. */
const CHUNK_BYTES = 256 * 1024;
const SEALED_CHUNK_BYTES = NONCE_BYTES + CHUNK_BYTES + TAG_BYTES;

/**
 * Encryption of whole files, in chunks: nonce 12 | sealed chunk with its tag. To each chunk are bound the file's name,
 * its place and whether it is the last, so that none can be left out, moved or cut off. Files of key id 0 are plain.
 */
export function chunkedFileCipher(key: DataKey, random: Random): FileCipher {
  return {
    keyId: key.id,
    seal: async (plain, about) => {
      const count = Math.max(1, Math.ceil(plain.length / CHUNK_BYTES));
      const sealed = new Uint8Array(plain.length + count * (NONCE_BYTES + TAG_BYTES));
      for (let place = 0; place < count; place += 1) {
        const chunk = plain.slice(place * CHUNK_BYTES, (place + 1) * CHUNK_BYTES);
        const nonce = random.bytes(NONCE_BYTES);
        sealed.set(nonce, place * SEALED_CHUNK_BYTES);
        sealed.set(
          await key.files.seal(chunk, nonce, chunkOf(about, place, place === count - 1)),
          place * SEALED_CHUNK_BYTES + NONCE_BYTES,
        );
      }
      return sealed;
    },
    open: async (keyId, sealed, about) => {
      if (keyId === 0) return sealed;
      invariant(keyId === key.id, 'a file is of a key that this device does not have');
      const count = Math.ceil(sealed.length / SEALED_CHUNK_BYTES);
      invariant(count > 0, 'a sealed file is never empty');
      const plain = new Uint8Array(sealed.length - count * (NONCE_BYTES + TAG_BYTES));
      for (let place = 0; place < count; place += 1) {
        const chunk = sealed.slice(place * SEALED_CHUNK_BYTES, (place + 1) * SEALED_CHUNK_BYTES);
        const opened = await key.files.open(
          chunk.slice(NONCE_BYTES),
          chunk.slice(0, NONCE_BYTES),
          chunkOf(about, place, place === count - 1),
        );
        plain.set(opened, place * CHUNK_BYTES);
      }
      return plain;
    },
  };
}

function chunkOf(about: string, place: number, isLast: boolean): Uint8Array<ArrayBuffer> {
  return encodeUtf8(JSON.stringify([about, place, isLast]));
}
