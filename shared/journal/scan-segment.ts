import { findRecordAt, type JournalRecord, startsWithMagic } from './journal-record.ts';

/** A readable record and where it begins. */
export interface FoundRecord {
  readonly record: JournalRecord;
  readonly offset: number;
  readonly length: number;
}

/** What one segment holds. */
export interface SegmentScan {
  readonly records: readonly FoundRecord[];
  /** Where the next record goes: the end of the last readable one. */
  readonly endOffset: number;
  /** Places where bytes could not be read although readable records follow. Empty in a healthy segment. */
  readonly damage: readonly { readonly fromOffset: number; readonly toOffset: number }[];
  /** Whether anything but zeros stands behind the end: a torn last record. */
  readonly tornTail: boolean;
}

/**
 * Reads a segment to its first invalid record. A valid record after that means damage in the middle: the place is
 * reported and the records behind it are salvaged (`docs/journal.md`, JR7 to JR9).
 */
export function scanSegment(bytes: Uint8Array<ArrayBuffer>): SegmentScan {
  const records: FoundRecord[] = [];
  const damage: { fromOffset: number; toOffset: number }[] = [];
  let offset = 0;
  for (;;) {
    const found = findRecordAt(bytes, offset);
    if (found !== undefined) {
      records.push({ ...found, offset });
      offset += found.length;
      continue;
    }
    const next = findNextRecord(bytes, offset + 1);
    if (next === undefined) break;
    damage.push({ fromOffset: offset, toOffset: next });
    offset = next;
  }
  return { records, endOffset: offset, damage, tornTail: !isZeroFrom(bytes, offset) };
}

function findNextRecord(bytes: Uint8Array<ArrayBuffer>, from: number): number | undefined {
  for (let at = bytes.indexOf(0x4b, from); at !== -1; at = bytes.indexOf(0x4b, at + 1)) {
    if (startsWithMagic(bytes, at) && findRecordAt(bytes, at) !== undefined) return at;
  }
  return undefined;
}

function isZeroFrom(bytes: Uint8Array, offset: number): boolean {
  for (let at = offset; at < bytes.length; at += 1) if (bytes[at] !== 0) return false;
  return true;
}
