/** How large the journal's files are. Tests take smaller ones, to reach every boundary quickly. */
export interface SegmentPlan {
  /** Every segment is written out in full before it is used, so that appending never needs new space. */
  readonly segmentBytes: number;
  /** Space kept free by a file of zeros. When it cannot be kept, new operations are refused. */
  readonly reserveBytes: number;
}

export const SEGMENT_PLAN: SegmentPlan = {
  segmentBytes: 4 * 1024 * 1024,
  reserveBytes: 16 * 1024 * 1024,
};

/**
 * A segment that was sealed afterwards is longer by what sealing adds to each of its records: a quarter at most, because
 * no record has less than 64 bytes.
 */
export function longestSegment({ segmentBytes }: SegmentPlan): number {
  return segmentBytes + segmentBytes / 4;
}

export const RESERVE_FILE = 'reserve.klj';

const SHAPE = /^journal-(\d{6})\.klj$/;

/** The file name of the `index`-th segment, from 1. */
export function segmentName(index: number): string {
  return `journal-${String(index).padStart(6, '0')}.klj`;
}

/** The index in a segment's file name, or `undefined` when it is not a segment. */
export function findSegmentIndex(name: string): number | undefined {
  const match = SHAPE.exec(name);
  return match === null ? undefined : Number(match[1]);
}
