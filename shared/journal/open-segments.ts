import type { FilePort } from './journal-ports.ts';
import { type JournalRecord, RECORD_OVERHEAD_BYTES } from './journal-record.ts';
import { scanSegment } from './scan-segment.ts';
import { findSegmentIndex, SEGMENT_BYTES } from './segment-name.ts';

/** Where one record lies. */
export interface RecordPlace {
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
}

/** All that reading the segments tells. */
export interface OpenedSegments {
  readonly indexes: readonly number[];
  readonly records: readonly { readonly record: JournalRecord; readonly place: RecordPlace }[];
  /** The segment that the next record goes to, and where in it. */
  readonly active: { readonly index: number; readonly endOffset: number } | undefined;
  readonly damage: readonly {
    readonly index: number;
    readonly fromOffset: number;
    readonly toOffset: number;
  }[];
}

/**
 * Reads every segment in order. A torn last record is wiped, so that nothing of it can be mistaken for a record later;
 * after damage the segment is not written to again (`docs/journal.md`, JR8, JR9).
 */
export async function openSegments(files: FilePort): Promise<OpenedSegments> {
  const names = new Map<number, string>();
  for (const name of await files.list()) {
    const index = findSegmentIndex(name);
    if (index !== undefined) names.set(index, name);
  }
  const indexes = [...names.keys()].sort((a, b) => a - b);
  const records: { record: JournalRecord; place: RecordPlace }[] = [];
  const damage: { index: number; fromOffset: number; toOffset: number }[] = [];
  let active: { index: number; endOffset: number } | undefined;
  for (const index of indexes) {
    const name = names.get(index) as string;
    const bytes = await files.read(name, 0, SEGMENT_BYTES);
    const scan = scanSegment(bytes);
    let offset = 0;
    let damaged = 0;
    for (const record of scan.records) {
      while (scan.damage[damaged]?.fromOffset === offset) {
        offset = scan.damage[damaged]?.toOffset ?? offset;
        damaged += 1;
      }
      const length = RECORD_OVERHEAD_BYTES + record.body.length;
      records.push({ record, place: { segment: index, offset, length } });
      offset += length;
    }
    for (const place of scan.damage) damage.push({ index, ...place });
    if (scan.tornTail) await wipe(files, name, scan.endOffset, bytes.length);
    if (scan.records.length > 0 || active === undefined) {
      // A damaged segment counts as full: new records go to the next one.
      active = { index, endOffset: scan.damage.length > 0 ? SEGMENT_BYTES : scan.endOffset };
    }
  }
  return { indexes, records, active, damage };
}

async function wipe(files: FilePort, name: string, from: number, to: number): Promise<void> {
  await files.write(name, from, new Uint8Array(to - from));
  await files.flush(name);
}
