import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeRecord, NO_NONCE } from '#shared/journal/journal-record.ts';
import { scanSegment } from '#shared/journal/scan-segment.ts';

function recordBytes(sequence: number, body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const subject = sequence.toString(16).padStart(32, '0');
  return encodeRecord({ type: 'draft', keyId: 0, sequence, n: 0, subject, nonce: NO_NONCE, body });
}

/** A segment of records with the given bodies, and where each begins. */
function segmentOf(bodies: readonly Uint8Array<ArrayBuffer>[], free: number) {
  const records = bodies.map((body, place) => recordBytes(place + 1, body));
  const offsets: number[] = [];
  let end = 0;
  for (const record of records) {
    offsets.push(end);
    end += record.length;
  }
  const bytes = new Uint8Array(end + free);
  records.forEach((record, place) => {
    bytes.set(record, offsets[place]);
  });
  return { bytes, offsets, end };
}

const anyBodies = fc.array(
  fc.uint8Array({ maxLength: 80 }).map((bytes) => new Uint8Array(bytes)),
  { minLength: 1, maxLength: 8 },
);

describe('reading a segment', () => {
  it('[JR7] finds every record up to the free space', () => {
    fc.assert(
      fc.property(anyBodies, fc.nat(200), (bodies, free) => {
        const { bytes, offsets, end } = segmentOf(bodies, free);
        const scan = scanSegment(bytes);
        expect(scan).toMatchObject({ endOffset: end, damage: [], tornTail: false });
        expect(scan.records.map(({ record, offset }) => [record.sequence, offset])).toEqual(
          offsets.map((offset, place) => [place + 1, offset]),
        );
      }),
    );
  });

  it('[JR7] an unused segment is all free space', () => {
    expect(scanSegment(new Uint8Array(4096))).toEqual({
      records: [],
      endOffset: 0,
      damage: [],
      tornTail: false,
    });
  });

  it('[JR8] a last record that is there in part is a torn tail', () => {
    fc.assert(
      fc.property(anyBodies, fc.nat(), (bodies, cut) => {
        const { bytes, offsets, end } = segmentOf(bodies, 100);
        const last = offsets.at(-1) ?? 0;
        // At least one byte of it is on the disk, and at least the last one of its check sum is not.
        bytes.fill(0, last + 1 + (cut % (end - last - 4)));
        const scan = scanSegment(bytes);
        expect(scan).toMatchObject({ endOffset: last, damage: [], tornTail: true });
        expect(scan.records).toHaveLength(bodies.length - 1);
      }),
    );
  });

  it('[JR9] a bit that changed in a record is damage of that record alone, unless it is the last', () => {
    fc.assert(
      fc.property(anyBodies, fc.nat(), fc.nat(7), (bodies, position, bit) => {
        const { bytes, offsets, end } = segmentOf(bodies, 100);
        const at = position % end;
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        const hit = offsets.findLastIndex((offset) => offset <= at);
        const scan = scanSegment(bytes);
        const isLast = hit === bodies.length - 1;
        expect(scan.records.map(({ record }) => record.sequence - 1)).toEqual(
          bodies.map((_, place) => place).filter((place) => place !== hit),
        );
        expect(scan.damage).toEqual(isLast ? [] : [{ fromOffset: offsets[hit], toOffset: offsets[hit + 1] }]);
        expect(scan.tornTail).toBe(isLast);
      }),
      { numRuns: 300 },
    );
  });

  it('[JR9] text that looks like the beginning of a record is no record', () => {
    const body = new TextEncoder().encode('KLJ1 KLJ1 KLJ1');
    const { bytes, end } = segmentOf([body, body, body], 50);
    bytes[0] = 0;
    expect(scanSegment(bytes)).toMatchObject({
      endOffset: end,
      damage: [{ fromOffset: 0, toOffset: end / 3 }],
    });
  });

  it('[JR9] any bytes are read without an error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (raw) => {
        const scan = scanSegment(new Uint8Array(raw));
        expect(scan.records).toEqual([]);
        expect(scan.tornTail).toBe(raw.some((byte) => byte !== 0));
      }),
    );
  });
});
