import { findBytesOfHex, toHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { MAX_OPERATION_BYTES } from '#shared/kernel/operation-size.ts';
import { crc32c } from './crc32c.ts';

/**
 * One record on disk, little-endian (`docs/journal.md`, rules JR1 to JR6):
 *
 *     magic "KLJ1" 4 | body length 4 | version 1 | type 1 | zero 2 | key id 4 | sequence 8 | n 8 | subject 16 | nonce 12
 *     body | CRC-32C 4 over all before it
 *
 * The header is the associated data of the body's encryption. Key id 0 means: the body is plain.
 */
export const RECORD_HEADER_BYTES = 60;
export const RECORD_OVERHEAD_BYTES = RECORD_HEADER_BYTES + 4;

/** What sealing may add to a body. */
const MOST_SEALING_BYTES = 16;

/** A body longer than this, before it is sealed, is not written: what is written can also be sent. */
export const MAX_RECORD_BODY_BYTES = MAX_OPERATION_BYTES;

/** A body longer than this, met while reading, is damage. */
const MAX_BODY_ON_DISK_BYTES = MAX_RECORD_BODY_BYTES + MOST_SEALING_BYTES;

const MAGIC = [0x4b, 0x4c, 0x4a, 0x31] as const;
const VERSION = 1;

/** What a record can be about. Only operations and audits carry an `n`. */
export const RECORD_TYPES = { operation: 1, verdict: 2, draft: 3, audit: 4, checkpoint: 5 } as const;
export type RecordType = keyof typeof RECORD_TYPES;

const TYPE_OF_CODE = new Map<number, RecordType>(
  (Object.keys(RECORD_TYPES) as RecordType[]).map((type) => [RECORD_TYPES[type], type]),
);

/** The record without its body: what is readable without any key. */
export interface RecordHeader {
  readonly type: RecordType;
  /** 0 is plain. */
  readonly keyId: number;
  /** Dense over all records of the journal, from 1. */
  readonly sequence: number;
  /** Dense over operations and audits, from 1; 0 for the other types. */
  readonly n: number;
  /** What the record is about: operation or draft identifier as 32 hexadecimal digits; zeros when about neither. */
  readonly subject: string;
  readonly nonce: Uint8Array<ArrayBuffer>;
}

export interface JournalRecord extends RecordHeader {
  readonly body: Uint8Array<ArrayBuffer>;
}

/** The 32 digits under which an identifier stands in a record's header. */
export function subjectOf(identifier: string): string {
  return identifier.replaceAll('-', '');
}

export const NO_SUBJECT = '0'.repeat(32);
export const NO_NONCE = new Uint8Array(12);

/** The header's bytes for a body of `bodyLength` bytes; these are also the associated data of its encryption. */
export function encodeRecordHeader(header: RecordHeader, bodyLength: number): Uint8Array<ArrayBuffer> {
  invariant(bodyLength <= MAX_BODY_ON_DISK_BYTES, 'the record is too long for the journal');
  const bytes = new Uint8Array(RECORD_HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC, 0);
  view.setUint32(4, bodyLength, true);
  bytes[8] = VERSION;
  bytes[9] = RECORD_TYPES[header.type];
  view.setUint32(12, header.keyId, true);
  view.setBigUint64(16, BigInt(header.sequence), true);
  view.setBigUint64(24, BigInt(header.n), true);
  const subject = findBytesOfHex(header.subject);
  invariant(subject?.length === 16, 'a subject has 16 bytes');
  bytes.set(subject, 32);
  bytes.set(header.nonce, 48);
  return bytes;
}

/** The whole record as it is written. */
export function encodeRecord(record: JournalRecord): Uint8Array<ArrayBuffer> {
  const header = encodeRecordHeader(record, record.body.length);
  const bytes = new Uint8Array(RECORD_OVERHEAD_BYTES + record.body.length);
  bytes.set(header, 0);
  bytes.set(record.body, RECORD_HEADER_BYTES);
  const end = RECORD_HEADER_BYTES + record.body.length;
  new DataView(bytes.buffer).setUint32(end, crc32c(bytes, 0, end), true);
  return bytes;
}

/** The record that begins at `offset`, with its length on disk, or `undefined` when no valid one begins there. */
export function findRecordAt(
  bytes: Uint8Array<ArrayBuffer>,
  offset: number,
): { record: JournalRecord; length: number } | undefined {
  if (offset + RECORD_OVERHEAD_BYTES > bytes.length) return undefined;
  if (!startsWithMagic(bytes, offset) || bytes[offset + 8] !== VERSION) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset);
  const bodyLength = view.getUint32(4, true);
  const length = RECORD_OVERHEAD_BYTES + bodyLength;
  if (bodyLength > MAX_BODY_ON_DISK_BYTES || offset + length > bytes.length) return undefined;
  const end = offset + RECORD_HEADER_BYTES + bodyLength;
  if (view.getUint32(RECORD_HEADER_BYTES + bodyLength, true) !== crc32c(bytes, offset, end)) return undefined;
  const type = TYPE_OF_CODE.get(bytes[offset + 9] as number);
  if (type === undefined) return undefined;
  return {
    length,
    record: {
      type,
      keyId: view.getUint32(12, true),
      sequence: Number(view.getBigUint64(16, true)),
      n: Number(view.getBigUint64(24, true)),
      subject: toHex(bytes.subarray(offset + 32, offset + 48)),
      nonce: bytes.slice(offset + 48, offset + 60),
      body: bytes.slice(offset + RECORD_HEADER_BYTES, end),
    },
  };
}

/** Whether the four bytes that every record begins with stand at `offset`. */
export function startsWithMagic(bytes: Uint8Array, offset: number): boolean {
  return (
    bytes[offset] === MAGIC[0] &&
    bytes[offset + 1] === MAGIC[1] &&
    bytes[offset + 2] === MAGIC[2] &&
    bytes[offset + 3] === MAGIC[3]
  );
}
