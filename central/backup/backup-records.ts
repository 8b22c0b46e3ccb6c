import { z } from 'zod';
import { Instant } from '#shared/kernel/instant.ts';
import { invariant } from '#shared/kernel/invariant.ts';

/**
 * What a backup holds, inside of compression and encryption: records, each with its kind (one byte), the length of its
 * content (4 bytes) and the content. First the manifest, then for each table its name and columns, the text of
 * PostgreSQL's `copy` in pieces, and how many rows that was; last the end.
 */
const KINDS = { manifest: 0x4d, table: 0x54, rows: 0x52, 'table-end': 0x45, end: 0x5a } as const;
type RecordKind = keyof typeof KINDS;

const HEAD_BYTES = 5;

export const BackupManifest = z.object({
  takenAt: Instant,
  /** The life of the database that it was taken of. */
  epoch: z.string(),
  /** The steps of the schema that the database had, in their order. */
  migrations: z.array(z.string()).min(1),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

export const BackupTable = z.object({ name: z.string(), columns: z.array(z.string()).min(1) });
export type BackupTable = z.infer<typeof BackupTable>;

export const TableEnd = z.object({ rows: z.int().min(0) });

/** A record as its bytes. */
export function recordOf(kind: RecordKind, content: Buffer | object): Buffer {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt8(KINDS[kind]);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

/** A record that was read. */
export interface FoundRecord {
  readonly kind: RecordKind;
  readonly content: Buffer;
}

/** The records in a stream. What was decrypted is whole, so one that is not is a defect of whoever wrote it. */
export async function* readRecords(source: AsyncIterable<Buffer>): AsyncGenerator<FoundRecord, void> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      if (rest.length < HEAD_BYTES) break;
      const end = HEAD_BYTES + rest.readUInt32BE(1);
      if (rest.length < end) break;
      yield { kind: kindOf(rest.readUInt8()), content: rest.subarray(HEAD_BYTES, end) };
      rest = rest.subarray(end);
    }
  }
  invariant(rest.length === 0, 'a backup ends in the middle of a record');
}

/** The content of a record as JSON. */
export function jsonOf<Content>({ content }: FoundRecord, schema: z.ZodType<Content>): Content {
  return schema.parse(JSON.parse(content.toString('utf8')));
}

function kindOf(byte: number): RecordKind {
  const found = Object.entries(KINDS).find(([, known]) => known === byte);
  invariant(found !== undefined, 'a record of an unknown kind in a backup');
  return found[0] as RecordKind;
}
