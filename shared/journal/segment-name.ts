/** Every segment is written out in full before it is used, so that appending never needs new space. */
export const SEGMENT_BYTES = 4 * 1024 * 1024;

/** Space kept free by a file of zeros. When it cannot be kept, new registrations are refused. */
export const RESERVE_BYTES = 16 * 1024 * 1024;
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
