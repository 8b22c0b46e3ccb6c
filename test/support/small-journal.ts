import { createHash } from 'node:crypto';
import { Journal } from '#shared/journal/journal.ts';
import { plainCipher } from '#shared/journal/plain-cipher.ts';
import type { SegmentPlan } from '#shared/journal/segment-name.ts';
import type { Hash } from '#shared/kernel/ports.ts';
import { MemoryDisk } from '#test/support/memory-files.ts';
import { sampleIdentity } from '#test/support/sample-operations.ts';
import { SeededRandom } from '#test/support/seeded-random.ts';

/** Files so small that a few operations reach every boundary: about six operations in a segment. */
export const SMALL_PLAN: SegmentPlan = { segmentBytes: 8192, reserveBytes: 32_768 };

/** Without a turn of another thread for each hash, so that thousands of appends take seconds. */
const quickHash: Hash = {
  sha256: async (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
};

/** The journal of a program that has just started on `disk`. */
export function startJournal(disk: MemoryDisk): Journal {
  return new Journal({ files: disk.open(), cipher: plainCipher, hash: quickHash }, SMALL_PLAN);
}

/** A disk with a journal that has an owner, and that journal. */
export async function enrolledJournal(seed = 1): Promise<{ disk: MemoryDisk; journal: Journal }> {
  const disk = new MemoryDisk(new SeededRandom(seed));
  const journal = startJournal(disk);
  await journal.enrol(sampleIdentity);
  return { disk, journal };
}
