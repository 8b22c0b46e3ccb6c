import { liveQuery, type Subscription } from 'dexie';
import type { Timers } from '#shared/kernel/ports.ts';
import type { Unwatch } from './counter-api.ts';
import { STORE_PAUSE_MILLISECONDS } from './store-upkeep.ts';

/** The store did not answer a query. What it says is in `cause`. */
class QueryFailed extends Error {
  override readonly name = 'QueryFailed';
}

/**
 * Tells `listener` what `read` finds in the store, now and at each change. A query that failed has ended, so it is
 * begun anew after a while.
 */
export function watchQuery<Value>(
  read: () => Promise<Value>,
  listener: (value: Value) => void,
  ports: { readonly timers: Timers; readonly onDefect: (failure: unknown) => void },
): Unwatch {
  let subscription: Subscription | undefined;
  let isOver = false;
  // Of a store that is closed or a transaction that was aborted the library tells nobody, and never asks again.
  const ask = (): Promise<Value> =>
    read().catch((cause: unknown) => {
      throw new QueryFailed('the store did not answer', { cause });
    });
  const begin = (): void => {
    if (isOver) return;
    subscription = liveQuery(ask).subscribe({
      next: listener,
      error: (failure: unknown) => {
        ports.onDefect(failure instanceof QueryFailed ? failure.cause : failure);
        void ports.timers.sleep(STORE_PAUSE_MILLISECONDS).then(begin);
      },
    });
  };
  begin();
  return () => {
    isOver = true;
    subscription?.unsubscribe();
  };
}
