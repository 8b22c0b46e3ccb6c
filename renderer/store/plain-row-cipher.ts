import { toHex } from '#shared/kernel/hex.ts';
import type { Hash } from '#shared/kernel/ports.ts';
import { decodeUtf8, encodeUtf8 } from '#shared/kernel/utf8.ts';
import type { RowCipher, RowPlace } from '#shared/keys/row-cipher.ts';

const HASH_BYTES = 16;

/** Rows as anybody can read them, bound to their places all the same: for a device that has no key. */
export function plainRowCipher(hash: Hash): RowCipher {
  return {
    seal: async (place, text) => encodeUtf8(`${placeText(place)}${text}`),
    open: async (place, sealed) => {
      const text = decodeUtf8(sealed);
      if (!text.startsWith(placeText(place))) throw new Error('a row belongs to another place');
      return text.slice(placeText(place).length);
    },
    hashOf: async (field, value) => {
      const bytes = await hash.sha256(encodeUtf8(JSON.stringify([field, value])));
      return toHex(bytes.subarray(0, HASH_BYTES));
    },
  };
}

function placeText({ table, key }: RowPlace): string {
  return JSON.stringify([table, key]);
}
