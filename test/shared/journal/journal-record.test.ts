import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeRecord,
  encodeRecordHeader,
  findRecordAt,
  type JournalRecord,
  MAX_RECORD_BODY_BYTES,
  RECORD_HEADER_BYTES,
  RECORD_OVERHEAD_BYTES,
  RECORD_TYPES,
  type RecordType,
} from '#shared/journal/journal-record.ts';
import { toHex } from '#shared/kernel/hex.ts';
import { Defect } from '#shared/kernel/invariant.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';

const bytesOf = (length: number): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => new Uint8Array(bytes));

const anyRecord: fc.Arbitrary<JournalRecord> = fc.record({
  type: fc.constantFrom(...(Object.keys(RECORD_TYPES) as RecordType[])),
  keyId: fc.nat(0xffffffff),
  sequence: fc.maxSafeNat(),
  n: fc.maxSafeNat(),
  subject: bytesOf(16).map(toHex),
  nonce: bytesOf(12),
  body: fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(bytes)),
});

const sample: JournalRecord = {
  type: 'draft',
  keyId: 0x01020304,
  sequence: 0x0a0b,
  n: 7,
  subject: '00112233445566778899aabbccddeeff',
  nonce: Uint8Array.from({ length: 12 }, (_, place) => 0xf0 + place),
  body: encodeUtf8('āb'),
};

describe('a record of the journal', () => {
  it('[JR1] is laid out as the table says', () => {
    expect(toHex(encodeRecord(sample)).replace(/.{8}$/, '')).toBe(
      [
        '4b4c4a31',
        '03000000',
        '01',
        '03',
        '0000',
        '04030201',
        '0b0a000000000000',
        '0700000000000000',
        '00112233445566778899aabbccddeeff',
        'f0f1f2f3f4f5f6f7f8f9fafb',
        'c48162',
      ].join(''),
    );
    expect(encodeRecord(sample)).toHaveLength(RECORD_OVERHEAD_BYTES + 3);
  });

  it('[JR1] is read back as it was written, wherever it stands', () => {
    fc.assert(
      fc.property(anyRecord, fc.nat(50), fc.nat(50), (record, before, behind) => {
        const written = encodeRecord(record);
        const bytes = new Uint8Array(before + written.length + behind);
        bytes.set(written, before);
        expect(findRecordAt(bytes, before)).toEqual({ length: written.length, record });
        expect(findRecordAt(bytes.subarray(before), 0)).toEqual({ length: written.length, record });
      }),
    );
  });

  it('[JR2] is none any more when a single bit is another', () => {
    fc.assert(
      fc.property(anyRecord, fc.nat(), fc.nat(7), (record, place, bit) => {
        const bytes = encodeRecord(record);
        const at = place % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        expect(findRecordAt(bytes, 0)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('[JR2] is none when its end is missing', () => {
    const bytes = encodeRecord(sample);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(findRecordAt(bytes.slice(0, length), 0)).toBeUndefined();
    }
  });

  it.each([
    ['another version', 8, 2],
    ['type 0', 9, 0],
    ['an unknown type', 9, 6],
    ['a body longer than there is', 4, 4],
  ])('[JR2] is none with %s, although the check sum fits', async (_name, offset, value) => {
    const { crc32c } = await import('#shared/journal/crc32c.ts');
    const bytes = encodeRecord(sample);
    bytes[offset] = value;
    new DataView(bytes.buffer).setUint32(bytes.length - 4, crc32c(bytes, 0, bytes.length - 4), true);
    expect(findRecordAt(bytes, 0)).toBeUndefined();
  });

  it('[JR5] has a header that is readable without its body', () => {
    const header = encodeRecordHeader(sample, 3);
    expect(header).toHaveLength(RECORD_HEADER_BYTES);
    expect(encodeRecord(sample).subarray(0, RECORD_HEADER_BYTES)).toEqual(header);
  });

  it('[JR6] has a body of at most 1 MiB', () => {
    const longest = { ...sample, body: new Uint8Array(MAX_RECORD_BODY_BYTES) };
    expect(findRecordAt(encodeRecord(longest), 0)?.record.body).toHaveLength(1024 * 1024);
    // On the disk a sealed body is longer by its tag, and by nothing else.
    expect(() => encodeRecordHeader(sample, MAX_RECORD_BODY_BYTES + 17)).toThrow(Defect);
  });
});
