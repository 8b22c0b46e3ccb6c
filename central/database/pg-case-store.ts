import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseStore } from '#central/cases/case-store.ts';
import { StoreUnavailable } from '#central/cases/store-unavailable.ts';
import type { Connection } from './connect.ts';
import { pgCaseSnapshot } from './pg-case-snapshot.ts';
import { pgCaseTransaction } from './pg-case-transaction.ts';
import { inTransaction } from './pg-session.ts';
import { isConflict } from './store-failure.ts';

/** How often a transaction is done at all when others get in its way. */
const ATTEMPTS = 6;
const FIRST_PAUSE_MILLISECONDS = 10;

/**
 * The cases of one institution in PostgreSQL. A transaction that another one got in the way of (a deadlock) is done
 * again from the start, so its work may run several times. `StoreUnavailable` when the database is out of reach, also
 * when it went away while committing: then nobody knows whether the transaction counts, and asking again finds out.
 */
export function pgCaseStore(options: {
  readonly connection: Connection;
  readonly institution: string;
}): CaseStore {
  const { institution } = options;
  const { pool } = options.connection;
  return {
    transaction: (work) =>
      retried(() =>
        inTransaction(pool, 'begin isolation level read committed', (session) =>
          work(pgCaseTransaction(session, institution)),
        ),
      ),
    snapshot: (work) =>
      inTransaction(pool, 'begin isolation level repeatable read read only', (session) =>
        work(pgCaseSnapshot(session, institution)),
      ),
  };
}

async function retried<Value>(attempt: () => Promise<Value>): Promise<Value> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt();
    } catch (failure) {
      const isWorthIt = failure instanceof StoreUnavailable && isConflict(failure.cause);
      if (!isWorthIt || count >= ATTEMPTS) throw failure;
      // Those that met must not meet again in step.
      await sleep(FIRST_PAUSE_MILLISECONDS * 2 ** count * Math.random());
    }
  }
}
