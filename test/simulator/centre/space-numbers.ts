import type { SpaceId } from '#shared/protocol/pull.ts';
import type { MemoryDatabase, MemorySession } from './memory-database.ts';

/** How changes of a space get their numbers: the rule on which readers of a feed rely (PR23). */
export interface SpaceNumbers {
  /** Takes the next number of a space inside a transaction. */
  next(session: MemorySession, space: SpaceId): Promise<number>;
  /** The number of the space's last change that a reader of the commit `at` knows. */
  head(session: MemorySession, space: SpaceId, at: number): number;
}

/** The real rule: a row for each space, counted up and held until the commit. */
export function countedNumbers(database: MemoryDatabase): SpaceNumbers {
  const { counters } = database;
  return {
    async next(session, space) {
      await database.lock(session, counters, space);
      const number = (session.read(counters, space, database.committed) ?? 0) + 1;
      session.write(counters, space, number);
      return number;
    },
    head: (session, space, at) => session.read(counters, space, at) ?? 0,
  };
}
