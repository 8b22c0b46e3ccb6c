import type { FilePort } from './journal-ports.ts';
import type { JournalRecord } from './journal-record.ts';
import { type SegmentScan, scanSegment } from './scan-segment.ts';
import { findSegmentIndex, longestSegment, type SegmentPlan, segmentName } from './segment-name.ts';

/** Where one record lies. */
export interface RecordPlace {
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
}

/** Bytes of a segment that could not be read, or that are missing. */
export interface Damage {
  readonly index: number;
  readonly fromOffset: number;
  readonly toOffset: number;
}

/** All that reading the segments tells. */
export interface OpenedSegments {
  readonly indexes: readonly number[];
  readonly records: readonly { readonly record: JournalRecord; readonly place: RecordPlace }[];
  /** The segment that the next record goes to, and where in it. */
  readonly active: { readonly index: number; readonly endOffset: number } | undefined;
  readonly damage: readonly Damage[];
  /** What a crash left behind and must go before anything is written: torn last records and half-made segments. */
  readonly tornTails: readonly Damage[];
  readonly unfinished: readonly string[];
}

interface ReadSegment {
  readonly index: number;
  readonly size: number;
  readonly scan: SegmentScan;
}

/** Reads every segment in order and changes nothing (`docs/journal.md`, JR7 to JR10). */
export async function openSegments(files: FilePort, plan: SegmentPlan): Promise<OpenedSegments> {
  const { segments, unfinished } = await readSegments(files, plan);
  const active = segments.findLast(({ scan }) => scan.records.length > 0) ?? segments[0];
  const records: { record: JournalRecord; place: RecordPlace }[] = [];
  const damage: Damage[] = [];
  const tornTails: Damage[] = [];
  for (const segment of segments) {
    const { index, size, scan } = segment;
    const isPast = active !== undefined && index < active.index;
    const found = isPast ? damageInPast(segment, segments, plan) : damageAtEnd(segment, plan);
    if (found.length === 0 && scan.tornTail) {
      tornTails.push({ index, fromOffset: scan.endOffset, toOffset: size });
    }
    damage.push(...found);
    for (const { record, offset, length } of scan.records) {
      records.push({ record, place: { segment: index, offset, length } });
    }
  }
  const isDamaged = damage.some(({ index }) => index === active?.index);
  return {
    indexes: segments.map(({ index }) => index),
    records,
    // A damaged segment counts as full: new records go to the next one.
    active: active && {
      index: active.index,
      endOffset: isDamaged ? plan.segmentBytes : active.scan.endOffset,
    },
    damage,
    tornTails,
    unfinished,
  };
}

async function readSegments(
  files: FilePort,
  plan: SegmentPlan,
): Promise<{ readonly segments: readonly ReadSegment[]; readonly unfinished: readonly string[] }> {
  const indexes = (await files.list())
    .map(findSegmentIndex)
    .filter((index) => index !== undefined)
    .sort((a, b) => a - b);
  const segments: ReadSegment[] = [];
  const unfinished: string[] = [];
  for (const index of indexes) {
    const bytes = await files.read(segmentName(index), 0, longestSegment(plan));
    const segment = { index, size: bytes.length, scan: scanSegment(bytes) };
    // Its making was cut off before anything could be written to it.
    if (segment.size < plan.segmentBytes && segment.scan.records.length === 0) {
      unfinished.push(segmentName(index));
    } else segments.push(segment);
  }
  return { segments, unfinished };
}

/** JR9: in the last segment with records only what lies before a readable record is surely damage. */
function damageAtEnd({ index, size, scan }: ReadSegment, plan: SegmentPlan): Damage[] {
  const isCutOff = size < plan.segmentBytes;
  const damage = scan.damage.map((place) => ({ index, ...place }));
  if (isCutOff || (damage.length > 0 && scan.tornTail)) {
    damage.push({ index, fromOffset: scan.endOffset, toOffset: plan.segmentBytes });
  }
  return damage;
}

/** JR9: a segment that others follow ended in a whole record, whose number the next one goes on from. */
function damageInPast(segment: ReadSegment, segments: readonly ReadSegment[], plan: SegmentPlan): Damage[] {
  const { index, size, scan } = segment;
  const damage = scan.damage.map((place) => ({ index, ...place }));
  const next = segments.find((candidate) => candidate.index > index);
  const lastSequence = scan.records.at(-1)?.record.sequence;
  const nextSequence = next?.scan.records[0]?.record.sequence;
  const isNextWhole = next?.index === index + 1 && next.scan.damage[0]?.fromOffset !== 0;
  const isShorter = isNextWhole && nextSequence !== undefined && nextSequence - 1 !== lastSequence;
  if (size < plan.segmentBytes || scan.tornTail || lastSequence === undefined || isShorter) {
    damage.push({ index, fromOffset: scan.endOffset, toOffset: plan.segmentBytes });
  }
  for (let missing = index + 1; missing < (next?.index ?? 0); missing += 1) {
    damage.push({ index: missing, fromOffset: 0, toOffset: plan.segmentBytes });
  }
  return damage;
}
