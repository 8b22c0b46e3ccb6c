import { toHex } from '#shared/kernel/hex.ts';
import { decodeUtf8, encodeUtf8 } from '#shared/kernel/utf8.ts';
import { OperationFileHeader } from './operation-file.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The first line of every operation file; the number is that of the layout. */
const MAGIC = 'KLATIENE-OPERATIONS ';
const LAYOUT = '1';

/** Before each part, so that those behind a damaged one are found again. */
const PART_MAGIC = Uint8Array.of(0x4b, 0x4c, 0x50, 0x31);
const SIGNATURE_BYTES = 64;
const PART_HEAD_BYTES = PART_MAGIC.length + 12 + SIGNATURE_BYTES;
const MOST_HEADER_BYTES = 8192;
/** No part is longer: an operation takes at most 1 MiB, and a part has more than one only below half of that. */
const MOST_PART_BYTES = 4 * 1024 * 1024;

/** One sealed part of a file. */
export interface FilePart {
  /** Its place in the file, from 0. */
  readonly index: number;
  /** 64 bytes over `partText`; zeros in a file of a recovery. */
  readonly signature: Bytes;
  readonly sealed: Bytes;
}

/** A file as far as it can be read without a key. */
export interface ReadFile {
  readonly header: OperationFileHeader;
  /** The exact text of the header, to which every part is bound. */
  readonly headerText: string;
  readonly parts: readonly FilePart[];
  /** Parts that the header promises and that are damaged or not there, by their place. */
  readonly missing: readonly number[];
  /** Where the first damage is, in bytes from the beginning; null for a whole file. */
  readonly damagedAt: number | null;
  /** Nothing is damaged but the end is not there: the file was not copied as a whole. */
  readonly isCutOff: boolean;
}

/** Why something is no operation file that this program can read. */
export type FileProblem = 'not-ours' | 'other-version' | 'header-damaged';

/** The file of a header and its parts. */
export function writeOperationFile(headerText: string, parts: readonly FilePart[], crc: Crc): Bytes {
  const head = encodeUtf8(`${MAGIC}${LAYOUT}\n${headerText}\n`);
  const length = parts.reduce((sum, { sealed }) => sum + PART_HEAD_BYTES + sealed.length, head.length);
  const bytes = new Uint8Array(length);
  bytes.set(head);
  let at = head.length;
  for (const { index, signature, sealed } of parts) {
    const view = new DataView(bytes.buffer, at, PART_HEAD_BYTES);
    bytes.set(PART_MAGIC, at);
    view.setUint32(4, index, true);
    view.setUint32(8, sealed.length, true);
    bytes.set(signature, at + 16);
    bytes.set(sealed, at + PART_HEAD_BYTES);
    view.setUint32(12, crcOf(bytes, at, sealed.length, crc), true);
    at += PART_HEAD_BYTES + sealed.length;
  }
  return bytes;
}

/** The CRC-32C of a stretch of bytes. */
export type Crc = (bytes: Uint8Array, start: number, end: number) => number;

/** Reads a file as far as it goes (EX3). What is damaged is named with its place, and all else is there. */
export function readOperationFile(
  bytes: Bytes,
  crc: Crc,
): { readonly ok: true; readonly value: ReadFile } | { readonly ok: false; readonly problem: FileProblem } {
  const first = lineAt(bytes, 0);
  if (!first?.text.startsWith(MAGIC)) return { ok: false, problem: 'not-ours' };
  if (first.text !== `${MAGIC}${LAYOUT}`) return { ok: false, problem: 'other-version' };
  const second = lineAt(bytes, first.next);
  const header = second && findHeader(second.text);
  if (second === undefined || header === undefined) return { ok: false, problem: 'header-damaged' };
  const parts = new Map<number, FilePart>();
  let damagedAt: number | null = null;
  let at = second.next;
  let wasCut = false;
  while (at < bytes.length) {
    const part = partAt(bytes, at, crc);
    if (typeof part === 'object' && part.index < header.parts) {
      parts.set(part.index, part);
      at += PART_HEAD_BYTES + part.sealed.length;
      continue;
    }
    damagedAt ??= at;
    const further = findPart(bytes, at + 1, crc);
    wasCut = part === 'cut-off' && further === undefined;
    if (further === undefined) break;
    at = further;
  }
  const missing = Array.from({ length: header.parts }, (_, index) => index).filter((one) => !parts.has(one));
  const endsEarly = damagedAt === null && missing.length > 0;
  return {
    ok: true,
    value: {
      header,
      headerText: second.text,
      parts: [...parts.values()],
      missing,
      damagedAt: missing.length === 0 ? null : (damagedAt ?? bytes.length),
      isCutOff: missing.length > 0 && (endsEarly || wasCut),
    },
  };
}

/** What is signed of a part: which file, which place, and exactly these bytes. */
export function partText(
  fileId: string,
  index: number,
  headerHash: Uint8Array,
  sealedHash: Uint8Array,
): string {
  return `${fileId} ${index} ${toHex(headerHash)} ${toHex(sealedHash)}`;
}

function partAt(bytes: Bytes, at: number, crc: Crc): FilePart | 'damaged' | 'cut-off' {
  if (PART_MAGIC.some((byte, place) => at + place < bytes.length && bytes[at + place] !== byte)) {
    return 'damaged';
  }
  if (at + PART_HEAD_BYTES > bytes.length) return 'cut-off';
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, PART_HEAD_BYTES);
  const length = view.getUint32(8, true);
  if (length > MOST_PART_BYTES) return 'damaged';
  if (at + PART_HEAD_BYTES + length > bytes.length) return 'cut-off';
  if (view.getUint32(12, true) !== crcOf(bytes, at, length, crc)) return 'damaged';
  return {
    index: view.getUint32(4, true),
    signature: bytes.slice(at + 16, at + PART_HEAD_BYTES),
    sealed: bytes.slice(at + PART_HEAD_BYTES, at + PART_HEAD_BYTES + length),
  };
}

/** Over everything of a part but the checksum itself. */
function crcOf(bytes: Bytes, at: number, length: number, crc: Crc): number {
  const head = crc(bytes, at, at + 12);
  return (head ^ crc(bytes, at + 16, at + PART_HEAD_BYTES + length)) >>> 0;
}

function findPart(bytes: Bytes, from: number, crc: Crc): number | undefined {
  const first = PART_MAGIC[0] as number;
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (typeof partAt(bytes, at, crc) === 'object') return at;
  }
  return undefined;
}

function lineAt(bytes: Bytes, from: number): { readonly text: string; readonly next: number } | undefined {
  const end = bytes.subarray(0, from + MOST_HEADER_BYTES).indexOf(0x0a, from);
  if (end === -1) return undefined;
  try {
    return { text: decodeUtf8(bytes.subarray(from, end)), next: end + 1 };
  } catch {
    return undefined;
  }
}

function findHeader(text: string): OperationFileHeader | undefined {
  try {
    return OperationFileHeader.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
