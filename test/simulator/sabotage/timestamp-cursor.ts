import type { CaseTransaction } from '#central/cases/case-store.ts';
import { type Instant, millisecondsOf } from '#shared/kernel/instant.ts';
import { countedNumbers } from '../centre/space-numbers.ts';
import type { StorePlants } from '../centre/store-plants.ts';
import { largestNumber } from './largest-number.ts';

/** Changes are numbered by the time at which they were made: what commits later may be older, or as old. */
export const timestampCursor: StorePlants = {
  store: (port) => ({ ...port, transaction: (work) => port.transaction((tx) => work(dated(tx))) }),
  numbers: (database) => ({
    ...countedNumbers(database),
    head: (session, space, at) => largestNumber(database, session, space, at),
  }),
};

function dated(tx: CaseTransaction): CaseTransaction {
  let latest = 0;
  const note = (at: Instant | null): void => {
    if (at !== null) latest = Math.max(latest, millisecondsOf(at));
  };
  return {
    ...tx,
    insertInbox: (rows) => {
      for (const { receivedAt } of rows) note(receivedAt);
      return tx.insertInbox(rows);
    },
    writeVerdicts: (rows) => {
      for (const { decidedAt } of rows) note(decidedAt);
      return tx.writeVerdicts(rows);
    },
    advanceSpaces: async (spaces) => {
      // As long a way to the server as the real statement has.
      await tx.findOperations([]);
      return new Map(spaces.map((space) => [space, latest]));
    },
  };
}
