import { toHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Random } from '#shared/kernel/ports.ts';
import { decodeUtf8, encodeUtf8 } from '#shared/kernel/utf8.ts';
import type { Cryptography } from './cryptography.ts';
import type { RowSecret } from './data-key.ts';
import { NONCE_BYTES } from './sealed-sizes.ts';

/** Where a sealed text belongs; moved to another place it does not open. */
export interface RowPlace {
  readonly table: string;
  readonly key: string;
}

/** Encryption of what the store holds. Everything is done before a transaction begins, because none waits for it. */
export interface RowCipher {
  /** The text as it goes into the row at `place`. */
  seal(place: RowPlace, text: string): Promise<Uint8Array<ArrayBuffer>>;
  /** The text again; rejects when it was changed, belongs to another place or is of another key. */
  open(place: RowPlace, sealed: Uint8Array<ArrayBuffer>): Promise<string>;
  /**
   * 32 hexadecimal digits by which an exact value (a person code, a telephone number) is found without being readable.
   * `field` keeps equal values of different fields apart. The caller brings the value into its one spelling before.
   */
  hashOf(field: string, value: string): Promise<string>;
}

const KEY_ID_BYTES = 4;
const HASH_BYTES = 16;

/** The cipher of a device's rows: key id 4, little-endian | nonce 12 | sealed text with its tag. */
export async function openRowCipher(
  secret: RowSecret,
  cryptography: Cryptography,
  random: Random,
): Promise<RowCipher> {
  const sealing = await cryptography.importSealingKey(secret.sealing);
  const codes = await cryptography.importHashKey(secret.codes);
  return {
    seal: async (place, text) => {
      const nonce = random.bytes(NONCE_BYTES);
      const body = await sealing.seal(encodeUtf8(text), nonce, aboutOf(place));
      const bytes = new Uint8Array(KEY_ID_BYTES + NONCE_BYTES + body.length);
      new DataView(bytes.buffer).setUint32(0, secret.id, true);
      bytes.set(nonce, KEY_ID_BYTES);
      bytes.set(body, KEY_ID_BYTES + NONCE_BYTES);
      return bytes;
    },
    open: async (place, sealed) => {
      const keyId = new DataView(sealed.buffer, sealed.byteOffset).getUint32(0, true);
      invariant(keyId === secret.id, 'a row is of a key that this device does not have');
      const nonce = sealed.slice(KEY_ID_BYTES, KEY_ID_BYTES + NONCE_BYTES);
      return decodeUtf8(await sealing.open(sealed.slice(KEY_ID_BYTES + NONCE_BYTES), nonce, aboutOf(place)));
    },
    hashOf: async (field, value) => {
      const hash = await codes.hash(encodeUtf8(JSON.stringify([field, value])));
      return toHex(hash.subarray(0, HASH_BYTES));
    },
  };
}

function aboutOf({ table, key }: RowPlace): Uint8Array<ArrayBuffer> {
  return encodeUtf8(JSON.stringify([table, key]));
}
