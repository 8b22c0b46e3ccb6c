import { replicaSpace, type SpaceId } from '#shared/protocol/pull.ts';
import type { MemoryDatabase, MemorySession } from '../centre/memory-database.ts';

/** The largest number of a space that a reader of the commit `at` finds, where no counter row tells it. */
export function largestNumber(
  { feed, inbox }: MemoryDatabase,
  session: MemorySession,
  space: SpaceId,
  at: number,
): number {
  let largest = 0;
  for (const [, row] of session.rows(feed, at)) {
    if (row.space === space) largest = Math.max(largest, row.sequence);
  }
  for (const [, row] of session.rows(inbox, at)) {
    if (replicaSpace(row.replica) === space) largest = Math.max(largest, row.verdictSequence ?? 0);
  }
  return largest;
}
