import { toHex } from './hex.ts';
import type { Digest } from './identifier.ts';
import type { Hash } from './ports.ts';
import { encodeUtf8 } from './utf8.ts';

/** An operation as it travels and as it is stored: the exact texts that were hashed, never serialised again. */
export interface SealedOperation {
  /** RFC 8785 JSON. */
  readonly header: string;
  /** 16 random bytes as hexadecimal, so that the payload cannot be guessed from the digest. */
  readonly salt: string;
  /** JSON. */
  readonly payload: string;
  readonly digest: Digest;
}

/**
 * SHA-256(header ‖ SHA-256(salt ‖ payload)). When payload and salt are erased, the inner hash still proves the chain.
 */
export async function digestOf(
  operation: { readonly header: string; readonly salt: Uint8Array; readonly payload: string },
  hash: Hash,
): Promise<Digest> {
  const inner = await payloadHash(operation.salt, operation.payload, hash);
  return toHex(await hash.sha256(concat(encodeUtf8(operation.header), inner))) as Digest;
}

/** SHA-256(salt ‖ payload): the commitment that stays when the payload is erased. */
export async function payloadHash(
  salt: Uint8Array,
  payload: string,
  hash: Hash,
): Promise<Uint8Array<ArrayBuffer>> {
  return hash.sha256(concat(salt, encodeUtf8(payload)));
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first, 0);
  bytes.set(second, first.length);
  return bytes;
}
