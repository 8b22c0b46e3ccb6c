import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { JournalRecord } from '#shared/journal/journal-record.ts';
import { scanSegment } from '#shared/journal/scan-segment.ts';
import { KeyFile } from '#shared/keys/key-file.ts';

/** What lies in a folder that holds a journal, or the profile of a browser with one. */
export interface JournalFolder {
  readonly keyFiles: readonly KeyFile[];
  /** In the order of their sequence, each once. */
  readonly records: readonly JournalRecord[];
  readonly segments: number;
}

const SEGMENT_BEGINS = Buffer.from('KLJ1');
const SEGMENT_NAME = /^journal-\d{6}\.klj$/;
const KEY_FILE_BEGINS = Buffer.from('{"format":"klatiene-keys-1"');
const LONGEST_BYTES = 16 * 1024 * 1024;

/**
 * Reads every file below `folder` that is one by its name or by how it begins, because a browser keeps its files under
 * names of its own. Nothing is written. What cannot be read is passed over.
 */
export async function readJournalFolder(folder: string): Promise<JournalFolder> {
  const keyFiles: KeyFile[] = [];
  const records = new Map<number, JournalRecord>();
  let segments = 0;
  for (const file of await filesBelow(folder)) {
    const bytes = new Uint8Array(await readFile(file).catch(() => new Uint8Array()));
    if (bytes.length > LONGEST_BYTES) continue;
    if (beginsWith(bytes, KEY_FILE_BEGINS)) keyFiles.push(...findKeyFileIn(bytes));
    if (!beginsWith(bytes, SEGMENT_BEGINS) && !SEGMENT_NAME.test(path.basename(file))) continue;
    segments += 1;
    for (const { record } of scanSegment(bytes).records) {
      // A sealed record is the later one where sealing it in its place was cut off.
      const known = records.get(record.sequence);
      if (known === undefined || known.keyId === 0) records.set(record.sequence, record);
    }
  }
  const ordered = [...records.values()].sort((a, b) => a.sequence - b.sequence);
  return { keyFiles, records: ordered, segments };
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

function beginsWith(bytes: Uint8Array, beginning: Uint8Array): boolean {
  return beginning.every((byte, index) => bytes[index] === byte);
}

function findKeyFileIn(bytes: Uint8Array): readonly KeyFile[] {
  try {
    return [KeyFile.parse(JSON.parse(new TextDecoder().decode(bytes)))];
  } catch {
    return [];
  }
}
