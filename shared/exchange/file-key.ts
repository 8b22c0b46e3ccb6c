import { toHex } from '#shared/kernel/hex.ts';
import type { Hash } from '#shared/kernel/ports.ts';
import type { Cryptography, KeyPair, SealingKey } from '#shared/keys/cryptography.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The name of a centre's sealing key: the beginning of the SHA-256 of its public half. */
export async function centreKeyNameOf(publicKey: Bytes, hash: Hash): Promise<string> {
  return toHex((await hash.sha256(publicKey)).subarray(0, 8));
}

/** A key for one file, which only the maker of the file and the centre reach (ECDH P-256, HKDF, AES-256-GCM). */
export async function makeFileKey(
  cryptography: Cryptography,
  centrePublicKey: Bytes,
): Promise<{ readonly publicKey: Bytes; readonly key: SealingKey }> {
  const once = await cryptography.makeAgreementPair();
  const agreed = await cryptography.agree(once.privateKey, centrePublicKey);
  return {
    publicKey: once.publicKey,
    key: await keyOf(cryptography, agreed, once.publicKey, centrePublicKey),
  };
}

/** The key of a file at the centre; undefined when `publicKey` is no key. */
export async function findFileKey(
  cryptography: Cryptography,
  centre: KeyPair,
  publicKey: Bytes,
): Promise<SealingKey | undefined> {
  const agreed = await cryptography.agree(centre.privateKey, publicKey).catch(() => undefined);
  return agreed && keyOf(cryptography, agreed, publicKey, centre.publicKey);
}

async function keyOf(
  cryptography: Cryptography,
  agreed: Bytes,
  once: Bytes,
  centre: Bytes,
): Promise<SealingKey> {
  const purpose = `klatiene operations 1 ${toHex(once)} ${toHex(centre)}`;
  return cryptography.importSealingKey(await cryptography.derive(agreed, purpose));
}

/** A file's key seals each place once, so the place is the nonce. */
export function partNonce(index: number): Bytes {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(8, index);
  return nonce;
}
