import type { CaseStore } from '#central/cases/case-store.ts';
import { StoreUnavailable } from '#central/cases/store-unavailable.ts';
import type { Life } from '../kernel/life.ts';
import type { MemoryDatabase, MemorySession } from './memory-database.ts';
import { memorySnapshot } from './memory-snapshot.ts';
import { memoryTransaction, type RunStatement } from './memory-transaction.ts';
import { Deadlock } from './row-locks.ts';

/** What happens to a statement instead of its answer: the connection breaks before or after the server did it. */
export type StatementFault = 'lost-before' | 'lost-after';

/** How a process reaches its database. */
export interface MemoryStoreOptions {
  readonly database: MemoryDatabase;
  /** The process: its transactions are undone when it ends. */
  readonly life: Life;
  /** Asked at each statement and at `commit`; nothing ever happens when left out. */
  readonly faultAt?: (label: string) => StatementFault | undefined;
}

/** As in `pg-case-store.ts`. */
const ATTEMPTS = 6;
const FIRST_PAUSE_MILLISECONDS = 10;

/**
 * The cases of one institution in memory, behaving as PostgreSQL does (`test/contracts/case-store-contract.ts`), with a
 * turn before each statement, so that the seed interleaves the transactions of all processes (SM4).
 */
export function memoryCaseStore(options: MemoryStoreOptions): CaseStore {
  const { database, life } = options;

  /** The way of a statement to the server and back takes a turn, and time where the database is slow. */
  const toServer = async (label: string): Promise<void> => {
    const most = database.paceMilliseconds;
    if (most > 0) await life.sleep(Math.floor(most * life.random.fraction()));
    else await life.turn(label);
  };

  /** A program that has just ended goes no further. */
  const goneIfOver = (): Promise<void> | undefined =>
    life.isOver ? new Promise(() => undefined) : undefined;

  const statementOf =
    (session: MemorySession): RunStatement =>
    async (label, work) => {
      await toServer(label);
      const fault = options.faultAt?.(label);
      await goneIfOver();
      if (fault !== undefined) database.rollBack(session, new StoreUnavailable('the connection broke'));
      if (session.ended instanceof Error) throw session.ended;
      if (session.ended !== undefined) throw new Error('the transaction has ended');
      if (session.isFailed) throw new Error('a statement before this one failed');
      try {
        return await work(database.committed);
      } catch (failure) {
        // It may have waited for a lock when its program ended.
        await goneIfOver();
        session.isFailed = true;
        throw failure instanceof Deadlock ? new StoreUnavailable('deadlock', { cause: failure }) : failure;
      }
    };

  const commit = async (session: MemorySession): Promise<void> => {
    await toServer('commit');
    const fault = options.faultAt?.('commit');
    await goneIfOver();
    if (fault === 'lost-before') database.rollBack(session, new StoreUnavailable('the connection broke'));
    if (session.ended instanceof Error) throw session.ended;
    if (session.isFailed) throw new Error('a transaction went on after a failed statement');
    database.commit(session);
    await life.turn('committed');
    if (fault === 'lost-after') throw new StoreUnavailable('the answer to a commit was lost');
  };

  const inSession = async <Value>(work: (session: MemorySession) => Promise<Value>): Promise<Value> => {
    await toServer('begin');
    const session = database.begin();
    const forget = life.onEnd(() => database.rollBack(session, new Error('the program was killed')));
    try {
      const value = await work(session);
      await commit(session);
      return value;
    } finally {
      database.rollBack(session, new Error('it was undone'));
      forget();
    }
  };

  return {
    async transaction(work) {
      for (let count = 1; ; count += 1) {
        try {
          return await inSession((session) =>
            work(memoryTransaction(database, session, statementOf(session))),
          );
        } catch (failure) {
          const isWorthIt = failure instanceof StoreUnavailable && failure.cause instanceof Deadlock;
          if (!isWorthIt || count >= ATTEMPTS) throw failure;
          await life.sleep(FIRST_PAUSE_MILLISECONDS * 2 ** count * life.random.fraction());
        }
      }
    },
    snapshot: (work) => inSession((session) => work(memorySnapshot(database, session, statementOf(session)))),
  };
}
