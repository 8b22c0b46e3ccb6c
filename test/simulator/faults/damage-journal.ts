import { RECORD_HEADER_BYTES } from '#shared/journal/journal-record.ts';
import { scanSegment } from '#shared/journal/scan-segment.ts';
import { findSegmentIndex } from '#shared/journal/segment-name.ts';
import type { MemoryDisk } from '#test/support/memory-files.ts';
import type { SeededRandom } from '#test/support/seeded-random.ts';

/**
 * Changes one bit of a record that others follow; false when there is none. The last record is spared: nobody can tell
 * one that rotted from the rest of an append that was never answered (`docs/journal.md`, Limits).
 */
export function damageJournal(disk: MemoryDisk, random: SeededRandom): boolean {
  const places = [...disk.files.keys()]
    .flatMap((name) => {
      const index = findSegmentIndex(name);
      return index === undefined ? [] : [{ name, index }];
    })
    .sort((a, b) => a.index - b.index)
    .flatMap(({ name }) =>
      scanSegment(disk.get(name).durable.slice()).records.map(({ offset, length }) => ({
        name,
        offset,
        length,
      })),
    )
    .slice(0, -1);
  if (places.length === 0) return false;
  const { name, offset, length } = random.pick(places);
  disk.flipBit(
    name,
    offset + RECORD_HEADER_BYTES + random.below(length - RECORD_HEADER_BYTES),
    random.below(8),
  );
  return true;
}
