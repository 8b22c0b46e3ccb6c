import { realHash, realKeys, realRandom } from '#central/settings/real-ports.ts';
import { OperationEntry } from '#shared/journal/journal-entry.ts';
import type { CipherPort } from '#shared/journal/journal-ports.ts';
import { encodeRecordHeader, type JournalRecord } from '#shared/journal/journal-record.ts';
import { findBytesOfHex } from '#shared/kernel/hex.ts';
import { digestOf } from '#shared/kernel/operation-digest.ts';
import { decodeUtf8 } from '#shared/kernel/utf8.ts';
import { type DataKeySecret, openDataKey } from '#shared/keys/data-key.ts';
import { recordCipher } from '#shared/keys/record-cipher.ts';
import { findRecovered } from '#shared/keys/recovery.ts';
import type { WireOperation } from '#shared/protocol/push.ts';
import type { JournalFolder } from './read-journal-folder.ts';
import type { RecoveryKey } from './recovery-key-file.ts';

/** What came out of a journal. */
export interface Recovered {
  readonly operations: readonly WireOperation[];
  /** Numbers of operations that the journal gave out, and that were not found or could not be opened. */
  readonly unreadable: number;
}

/** Why nothing can be opened. */
export type RecoveryFault =
  | 'no-journal'
  | 'no-key-file'
  | 'not-wrapped'
  | 'other-recovery-key'
  | 'key-damaged';

/** Opens every operation of a journal with the recovery key. `recoveryKeys`: for which ones the data key is wrapped. */
export async function recoverOperations(
  folder: JournalFolder,
  key: RecoveryKey,
): Promise<Recovered | { readonly fault: RecoveryFault; readonly recoveryKeys: readonly string[] }> {
  const recoveryKeys = folder.keyFiles.flatMap(({ recovery }) => recovery?.recoveryKey ?? []);
  const refuse = (fault: RecoveryFault) => ({ fault, recoveryKeys });
  if (folder.segments === 0) return refuse('no-journal');
  const ciphers = new Map<number, CipherPort>();
  for (const { keyId, recovery } of folder.keyFiles) {
    if (recovery?.recoveryKey !== key.id) continue;
    const secret = await findRecovered(realKeys, key, keyId, recovery);
    if (secret === undefined) return refuse('key-damaged');
    ciphers.set(keyId, await cipherOf(secret));
  }
  const isSealed = folder.records.some(({ keyId }) => keyId !== 0);
  if (isSealed && ciphers.size === 0) {
    if (folder.keyFiles.length === 0) return refuse('no-key-file');
    return refuse(recoveryKeys.length === 0 ? 'not-wrapped' : 'other-recovery-key');
  }
  const numbered = folder.records.filter(({ n }) => n > 0);
  const operations: WireOperation[] = [];
  let read = 0;
  for (const record of numbered) {
    const operation = record.type === 'operation' ? await findOperation(record, ciphers) : undefined;
    if (operation !== undefined) operations.push(operation);
    if (operation !== undefined || record.type !== 'operation') read += 1;
  }
  const numbers = numbered.map(({ n }) => n);
  const given = numbers.length === 0 ? 0 : Math.max(...numbers) - Math.min(...numbers) + 1;
  return { operations, unreadable: given - read };
}

async function cipherOf(secret: DataKeySecret): Promise<CipherPort> {
  return recordCipher(await openDataKey(secret, realKeys), realRandom);
}

async function findOperation(
  record: JournalRecord,
  ciphers: ReadonlyMap<number, CipherPort>,
): Promise<WireOperation | undefined> {
  try {
    const cipher = ciphers.get(record.keyId);
    const about = encodeRecordHeader(record, record.body.length);
    const plain = record.keyId === 0 ? record.body : await cipher?.open(record, about, record.body);
    if (plain === undefined) return undefined;
    const entry = OperationEntry.parse(JSON.parse(decodeUtf8(plain)));
    const salt = findBytesOfHex(entry.salt);
    if (salt === undefined || (await digestOf({ ...entry, salt }, realHash)) !== entry.digest)
      return undefined;
    return entry;
  } catch {
    return undefined;
  }
}
