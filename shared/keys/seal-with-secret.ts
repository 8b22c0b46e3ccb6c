import type { Random } from '#shared/kernel/ports.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';
import type { Cryptography } from './cryptography.ts';
import { NONCE_BYTES } from './sealed-sizes.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A few bytes sealed with a secret of 32 bytes: nonce 12 | sealed bytes with their tag. `about` is bound to them. */
export async function sealWithSecret(
  { cryptography, random }: { readonly cryptography: Cryptography; readonly random: Random },
  secret: Bytes,
  plain: Bytes,
  about: readonly (string | number)[],
): Promise<Bytes> {
  const key = await cryptography.importSealingKey(secret);
  const nonce = random.bytes(NONCE_BYTES);
  const body = await key.seal(plain, nonce, encodeUtf8(JSON.stringify(about)));
  const bytes = new Uint8Array(NONCE_BYTES + body.length);
  bytes.set(nonce);
  bytes.set(body, NONCE_BYTES);
  return bytes;
}

/** The plain bytes; `undefined` when the secret is another one, or anything was changed. */
export async function findSealedWithSecret(
  cryptography: Cryptography,
  secret: Bytes,
  sealed: Bytes,
  about: readonly (string | number)[],
): Promise<Bytes | undefined> {
  const key = await cryptography.importSealingKey(secret);
  try {
    const nonce = sealed.slice(0, NONCE_BYTES);
    return await key.open(sealed.slice(NONCE_BYTES), nonce, encodeUtf8(JSON.stringify(about)));
  } catch {
    return undefined;
  }
}
