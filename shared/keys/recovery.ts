import { findBytesOfHex, toHex } from '#shared/kernel/hex.ts';
import type { Hash, Random } from '#shared/kernel/ports.ts';
import type { RecoveryWrap } from '#shared/kernel/recovery-wrap.ts';
import type { Cryptography } from './cryptography.ts';
import type { DataKeySecret } from './data-key.ts';
import { findSealedWithSecret, sealWithSecret } from './seal-with-secret.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The name of a recovery key: the beginning of the SHA-256 of its public half. */
export async function recoveryKeyIdOf(publicKey: Bytes, hash: Hash): Promise<string> {
  return toHex((await hash.sha256(publicKey)).subarray(0, 8));
}

/** Wraps a data key for who holds the private half of `recoveryPublicKey` (ECDH P-256, HKDF, AES-256-GCM). */
export async function wrapForRecovery(
  ports: { readonly cryptography: Cryptography; readonly random: Random; readonly hash: Hash },
  recoveryPublicKey: Bytes,
  { id, secret }: DataKeySecret,
): Promise<RecoveryWrap> {
  const { cryptography } = ports;
  const once = await cryptography.makeAgreementPair();
  const agreed = await cryptography.agree(once.privateKey, recoveryPublicKey);
  const wrapping = await cryptography.derive(agreed, purposeOf(once.publicKey, recoveryPublicKey));
  const sealed = await sealWithSecret(ports, wrapping, secret, ['recovery', id]);
  return {
    recoveryKey: await recoveryKeyIdOf(recoveryPublicKey, ports.hash),
    publicKey: toHex(once.publicKey),
    sealed: toHex(sealed),
  };
}

/** The data key with the number `id`; `undefined` when it is wrapped for another recovery key or was changed. */
export async function findRecovered(
  cryptography: Cryptography,
  recovery: { readonly publicKey: Bytes; readonly privateKey: Bytes },
  id: number,
  wrap: RecoveryWrap,
): Promise<DataKeySecret | undefined> {
  const [once, sealed] = [findBytesOfHex(wrap.publicKey), findBytesOfHex(wrap.sealed)];
  if (once === undefined || sealed === undefined) return undefined;
  // What is no point of the curve is no wrap.
  const agreed = await cryptography.agree(recovery.privateKey, once).catch(() => undefined);
  if (agreed === undefined) return undefined;
  const wrapping = await cryptography.derive(agreed, purposeOf(once, recovery.publicKey));
  const secret = await findSealedWithSecret(cryptography, wrapping, sealed, ['recovery', id]);
  return secret && { id, secret };
}

function purposeOf(once: Bytes, recovery: Bytes): string {
  return `klatiene recovery 1 ${toHex(once)} ${toHex(recovery)}`;
}
