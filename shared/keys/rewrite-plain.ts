import type { FileCipher } from '#shared/journal/file-cipher.ts';
import type { ShelfFiles } from '#shared/journal/file-shelf.ts';
import { SideFileName } from '#shared/journal/journal-entry.ts';
import type { CipherPort, FilePort } from '#shared/journal/journal-ports.ts';
import { encodeRecord, encodeRecordHeader, type JournalRecord } from '#shared/journal/journal-record.ts';
import { openSegments } from '#shared/journal/open-segments.ts';
import { findSealed, frameSealed } from '#shared/journal/sealed-file.ts';
import { longestSegment, type SegmentPlan, segmentName } from '#shared/journal/segment-name.ts';
import { sealedSideFile } from '#shared/journal/side-files.ts';
import { finishRewriting, rewriteFile } from './rewrite-file.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What seals on a device. */
export interface Ciphers {
  readonly records: CipherPort;
  readonly files: FileCipher;
}

/**
 * Seals what was written before there was a key, each file in its own place: records keep type, sequence, `n` and
 * subject. `plain-left`: the disk is too full, or a segment is damaged and is not written to (JR9). Begun again, it goes
 * on where it was cut off.
 */
export async function rewritePlain(
  files: FilePort,
  ciphers: Ciphers,
  plan: SegmentPlan,
): Promise<'all-sealed' | 'plain-left'> {
  await finishRewriting(files);
  const opened = await openSegments(files, plan);
  let isAllSealed = true;
  for (const index of opened.indexes) {
    const records = opened.records.filter(({ place }) => place.segment === index);
    if (records.every(({ record }) => record.keyId !== 0)) continue;
    if (opened.damage.some((damage) => damage.index === index)) {
      isAllSealed = false;
      continue;
    }
    const name = segmentName(index);
    const present = await files.read(name, 0, longestSegment(plan));
    const sealed = await sealedRecords(
      records.map(({ record }) => record),
      ciphers.records,
    );
    const next = new Uint8Array(Math.max(present.length, plan.segmentBytes, sealed.length));
    next.set(sealed);
    if ((await rewriteFile(files, name, next, sealed.length)) === 'too-full') return 'plain-left';
  }
  for (const name of await files.list()) {
    if (!SideFileName.safeParse(name).success) continue;
    const present = await files.find(name);
    if (present === undefined || findSealed(present) !== undefined) continue;
    const next = await sealedSideFile(ciphers.files, name, present);
    if ((await rewriteFile(files, name, next, next.length)) === 'too-full') return 'plain-left';
  }
  return isAllSealed ? 'all-sealed' : 'plain-left';
}

/** Seals the files of a shelf that were put there before there was a key. */
export async function resealShelf(files: ShelfFiles, cipher: FileCipher): Promise<void> {
  for (const name of await files.list()) {
    const found = findSealed((await files.find(name)) ?? new Uint8Array());
    if (found?.keyId !== 0) continue;
    await files.replace(name, frameSealed(cipher.keyId, await cipher.seal(found.sealed, name)));
  }
}

async function sealedRecords(records: readonly JournalRecord[], cipher: CipherPort): Promise<Bytes> {
  const parts: Bytes[] = [];
  for (const record of records) {
    if (record.keyId !== 0) {
      parts.push(encodeRecord(record));
      continue;
    }
    const header = { ...record, keyId: cipher.keyId, nonce: cipher.nonce() };
    const about = encodeRecordHeader(header, cipher.sealedLength(record.body.length));
    parts.push(encodeRecord({ ...header, body: await cipher.seal(record.body, about, header.nonce) }));
  }
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
