import { open } from 'node:fs/promises';
import { z } from 'zod';
import { invariant } from '#shared/kernel/invariant.ts';

/** One file in an archive. */
export interface PackedFile {
  /** Path inside of the archive, with slashes. */
  readonly path: string;
  readonly bytes: number;
  /** Whether it lies beside the archive, where nothing checks its integrity. */
  readonly isUnpacked: boolean;
}

type Entry = z.infer<typeof FileEntry> | { files: Record<string, Entry> };

const FileEntry = z.object({ size: z.int(), unpacked: z.boolean().optional() });
const Entry: z.ZodType<Entry> = z.union([
  z.object({
    files: z.record(
      z.string(),
      z.lazy(() => Entry),
    ),
  }),
  FileEntry,
]);

/** Four numbers: 4, two lengths of the header with its padding, and the length of its text. */
const PREFIX_BYTES = 16;
const TEXT_LENGTH_AT = 12;

/** The files of an `.asar` archive, in its own order. Throws when it is no archive. */
export async function readAsarFiles(archive: string): Promise<PackedFile[]> {
  const handle = await open(archive, 'r');
  try {
    const prefix = Buffer.alloc(PREFIX_BYTES);
    await handle.read(prefix, 0, PREFIX_BYTES, 0);
    invariant(prefix.readUInt32LE(0) === 4, 'the file is no archive');
    const text = Buffer.alloc(prefix.readUInt32LE(TEXT_LENGTH_AT));
    await handle.read(text, 0, text.length, PREFIX_BYTES);
    return listFiles(Entry.parse(JSON.parse(text.toString('utf8'))), '');
  } finally {
    await handle.close();
  }
}

function listFiles(entry: Entry, path: string): PackedFile[] {
  if (!('files' in entry)) return [{ path, bytes: entry.size, isUnpacked: entry.unpacked === true }];
  return Object.entries(entry.files).flatMap(([name, inner]) =>
    listFiles(inner, path === '' ? name : `${path}/${name}`),
  );
}
