import type { CaseTransaction } from '#central/cases/case-store.ts';
import type { MemoryDatabase } from '../centre/memory-database.ts';
import type { StorePlant } from '../centre/store-plant.ts';
import { largestNumber } from './largest-number.ts';

/** What the sequence of each database gave last. */
const given = new WeakMap<MemoryDatabase, number>();

/** Changes are numbered by a sequence when they are begun, and nobody holds it: what commits later may have come before. */
export const serialCursor: StorePlant = (store, database) => {
  const { next } = database.numbers;
  database.numbers = { next, head: (session, space, at) => largestNumber(database, session, space, at) };
  const take = (): number => {
    const number = (given.get(database) ?? 0) + 1;
    given.set(database, number);
    return number;
  };
  return { ...store, transaction: (work) => store.transaction((tx) => work(numbered(tx, take()))) };
};

function numbered(tx: CaseTransaction, number: number): CaseTransaction {
  return {
    ...tx,
    advanceSpaces: async (spaces) => {
      // As long a way to the server as the real statement has.
      await tx.findOperations([]);
      return new Map(spaces.map((space) => [space, number]));
    },
  };
}
