import { encodeUtf8 } from '#shared/kernel/utf8.ts';

const MAGIC = encodeUtf8('KLF1');
const HEADER_BYTES = 8;

/** A sealed file as it lies on the disk: `KLF1`, the key id (32 bits, little-endian), the sealed bytes. */
export function frameSealed(keyId: number, sealed: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(HEADER_BYTES + sealed.length);
  whole.set(MAGIC);
  new DataView(whole.buffer).setUint32(MAGIC.length, keyId, true);
  whole.set(sealed, HEADER_BYTES);
  return whole;
}

/** What `frameSealed` was given, or `undefined` for bytes that it did not make. */
export function findSealed(
  whole: Uint8Array<ArrayBuffer>,
): { readonly keyId: number; readonly sealed: Uint8Array<ArrayBuffer> } | undefined {
  if (whole.length < HEADER_BYTES || !MAGIC.every((byte, index) => whole[index] === byte)) return undefined;
  const keyId = new DataView(whole.buffer, whole.byteOffset).getUint32(MAGIC.length, true);
  return { keyId, sealed: whole.slice(HEADER_BYTES) };
}
