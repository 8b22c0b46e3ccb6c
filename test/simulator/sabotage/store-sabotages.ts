import type { CaseStore, CaseTransaction, CaseWrite } from '#central/cases/case-store.ts';
import type { MemoryDatabase } from '../centre/memory-database.ts';
import type { SpaceNumbers } from '../centre/space-numbers.ts';
import { NO_STORE_PLANTS, type StorePlants } from '../centre/store-plants.ts';

const COMMIT_DELAY_MILLISECONDS = 3_000;

/** A process answers before its transaction is committed. */
export const ackBeforeCommit: StorePlants = {
  ...NO_STORE_PLANTS,
  store: (port, life) => ({
    snapshot: (work) => port.snapshot(work),
    transaction: <Value>(work: (tx: CaseTransaction) => Promise<Value>) =>
      new Promise<Value>((resolve, reject) => {
        port
          .transaction(async (tx) => {
            const value = await work(tx);
            resolve(value);
            await life.sleep(COMMIT_DELAY_MILLISECONDS);
            return value;
          })
          .catch(reject);
      }),
  }),
};

/** Nothing keeps an operation from being taken in a second time. */
export const noUniqueOpId: StorePlants = {
  ...NO_STORE_PLANTS,
  store: (port) =>
    changed(port, (tx) => ({
      ...tx,
      findOperations: async () => new Map(),
      insertInbox: async (rows) => {
        await tx.insertInbox(rows);
        return new Set(rows.map(({ opId }) => opId));
      },
    })),
};

/** The effect of an operation is written twice. */
export const applyTwice: StorePlants = {
  ...NO_STORE_PLANTS,
  store: (port) =>
    changed(port, (tx) => ({ ...tx, writeCases: (rows) => tx.writeCases(rows.map(writtenTwice)) })),
};

/** A replica that was restored or copied goes on, and nobody sees that its numbers were given already. */
export const reuseReplicaAfterRestore: StorePlants = {
  ...NO_STORE_PLANTS,
  store: (port) => changed(port, (tx) => ({ ...tx, findByNumber: async () => new Map() })),
};

/** Numbers of a space from a sequence: given when they are asked for, seen when they are committed. */
export const serialCursor: StorePlants = {
  ...NO_STORE_PLANTS,
  numbers: (database) => numbersOf(database, () => 1),
};

/** Numbers of a space from the clock: given when they are asked for, seen when they are committed. */
export const timestampCursor: StorePlants = {
  ...NO_STORE_PLANTS,
  numbers: (database) => numbersOf(database, () => 1_000),
};

const given = new WeakMap<MemoryDatabase, Map<string, number>>();

function numbersOf(database: MemoryDatabase, stepOf: () => number): SpaceNumbers {
  const { counters } = database;
  const last = given.get(database) ?? new Map<string, number>();
  given.set(database, last);
  return {
    async next(session, space) {
      const number =
        Math.max(last.get(space) ?? 0, session.read(counters, space, database.committed) ?? 0) + stepOf();
      last.set(space, number);
      session.write(counters, space, number);
      return number;
    },
    head: (session, space, at) => session.read(counters, space, at) ?? 0,
  };
}

function writtenTwice(row: CaseWrite): CaseWrite {
  const last = row.events.at(-1);
  if (last === undefined) return row;
  const again = { ...last, version: row.version + 1 };
  return { ...row, version: again.version, events: [...row.events, again] };
}

function changed(port: CaseStore, change: (tx: CaseTransaction) => CaseTransaction): CaseStore {
  return {
    snapshot: (work) => port.snapshot(work),
    transaction: (work) => port.transaction((tx) => work(change(tx))),
  };
}
