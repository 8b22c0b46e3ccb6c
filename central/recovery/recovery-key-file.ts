import { open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { realHash, realKeys } from '#central/settings/real-ports.ts';
import { findBytesOfHex, toHex } from '#shared/kernel/hex.ts';
import { PublicKey, RecoveryKeyId } from '#shared/kernel/recovery-wrap.ts';
import { recoveryKeyIdOf } from '#shared/keys/recovery.ts';

/** The institution's recovery key with its private half, as it lies in a safe. */
const RecoveryKeyFile = z.object({
  format: z.literal('klatiene-recovery-key-1'),
  id: RecoveryKeyId,
  publicKey: PublicKey,
  /** PKCS #8 as hexadecimal. */
  privateKey: z.string().regex(/^(?:[0-9a-f]{2})+$/),
});

/** A recovery key in memory. */
export interface RecoveryKey {
  readonly id: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly privateKey: Uint8Array<ArrayBuffer>;
}

/** Makes a recovery key and writes it to a new file that only its owner reads. Rejects with `EEXIST` when it is there. */
export async function createRecoveryKey(file: string): Promise<RecoveryKey> {
  const { publicKey, privateKey } = await realKeys.makeAgreementPair();
  const id = await recoveryKeyIdOf(publicKey, realHash);
  const content: z.infer<typeof RecoveryKeyFile> = {
    format: 'klatiene-recovery-key-1',
    id,
    publicKey: toHex(publicKey),
    privateKey: toHex(privateKey),
  };
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(content, undefined, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { id, publicKey, privateKey };
}

/** The recovery key of a file; `undefined` when the file holds none. Rejects when it cannot be read. */
export async function findRecoveryKeyIn(file: string): Promise<RecoveryKey | undefined> {
  const text = await readFile(file, 'utf8');
  try {
    const { id, publicKey, privateKey } = RecoveryKeyFile.parse(JSON.parse(text));
    const [open, secret] = [findBytesOfHex(publicKey), findBytesOfHex(privateKey)];
    return open === undefined || secret === undefined
      ? undefined
      : { id, publicKey: open, privateKey: secret };
  } catch {
    return undefined;
  }
}
