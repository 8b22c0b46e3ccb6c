import { MemoryDisk } from '#test/support/memory-files.ts';
import type { SeededRandom } from '#test/support/seeded-random.ts';
import { SimRows } from './sim-rows.ts';

/** What a computer keeps when its programs do not run: the journal's disk, the disk of the files, and the store. */
export interface SimProfile {
  readonly disk: MemoryDisk;
  readonly shelfDisk: MemoryDisk;
  readonly rows: SimRows;
}

export function newProfile(random: SeededRandom): SimProfile {
  return { disk: new MemoryDisk(random), shelfDisk: new MemoryDisk(random), rows: new SimRows() };
}

/** An image of the whole profile. */
export function copyOf({ disk, shelfDisk, rows }: SimProfile, random: SeededRandom): SimProfile {
  return { disk: disk.copy(random), shelfDisk: shelfDisk.copy(random), rows: rows.copy() };
}
