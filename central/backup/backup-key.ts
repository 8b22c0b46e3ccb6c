import { createHash, hkdfSync } from 'node:crypto';
import { chmod, mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Random } from '#shared/kernel/ports.ts';
import { BackupFault } from './backup-fault.ts';

/** A key as its file holds it: 32 bytes, in hexadecimal. */
export interface BackupKey {
  readonly bytes: Uint8Array;
  /** By what a backup says with which key it was written; it tells nothing of the key. */
  readonly name: string;
}

const KEY_BYTES = 32;

/** Reads a key file (BK3). Throws a `BackupFault`. */
export async function readBackupKey(file: string): Promise<BackupKey> {
  const text = await readFile(file, 'utf8').catch((failure: NodeJS.ErrnoException) => {
    const howTo = 'Say with --key where it lies; a new one is made by: openssl rand -hex 32 > FILE';
    throw failure.code === 'ENOENT'
      ? new BackupFault('key-missing', `There is no key file ${file}. ${howTo}`)
      : new BackupFault('key-not-readable', `The key file ${file} cannot be read.`);
  });
  if (!/^\s*[0-9a-f]{64}\s*$/i.test(text)) {
    throw new BackupFault('key-not-readable', `${file} holds no key: a key is 64 hexadecimal digits.`);
  }
  return backupKeyOf(Buffer.from(text.trim(), 'hex'));
}

/** The key in `file`, made there when there is none (BK3). `isNew`: it was made now. */
export async function ensureBackupKey(
  file: string,
  random: Random,
): Promise<{ readonly key: BackupKey; readonly isNew: boolean }> {
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(file, 'wx', 0o600).catch((failure: NodeJS.ErrnoException) => {
    if (failure.code === 'EEXIST') return undefined;
    throw failure;
  });
  if (handle === undefined) return { key: await readBackupKey(file), isNew: false };
  const bytes = random.bytes(KEY_BYTES);
  try {
    await handle.writeFile(`${Buffer.from(bytes).toString('hex')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await chmod(file, 0o400);
  return { key: backupKeyOf(bytes), isNew: true };
}

/** A key of 32 bytes. */
export function backupKeyOf(bytes: Uint8Array): BackupKey {
  const name = createHash('sha256').update('klatiene backup key ').update(bytes).digest('hex').slice(0, 16);
  return { bytes, name };
}

/** The key of one file: no two files are encrypted with the same one, so their counters may both begin at nought. */
export function fileKeyOf({ bytes }: BackupKey, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', bytes, salt, 'klatiene backup', KEY_BYTES));
}
