import type { RowStore } from '#renderer/store/row-store.ts';
import type { TableName } from '#renderer/store/row-tables.ts';
import type { Timers } from '#shared/kernel/ports.ts';
import type { Unwatch } from './counter-api.ts';
import { STORE_PAUSE_MILLISECONDS } from './store-upkeep.ts';

/** What watching a query needs. */
export interface QueryPorts {
  readonly rows: RowStore;
  readonly timers: Timers;
  readonly onDefect: (failure: unknown) => void;
}

/**
 * Tells `listener` what `read` finds in the store, now and after every commit that changed one of `tables`; commits
 * that come while it is being asked are answered together. What failed is asked again after a while.
 */
export function watchQuery<Value>(
  tables: readonly TableName[],
  read: () => Promise<Value>,
  listener: (value: Value) => void,
  { rows, timers, onDefect }: QueryPorts,
): Unwatch {
  let isOver = false;
  let isAsking = false;
  let isOld = true;
  const ask = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    while (isOld && !isOver) {
      isOld = false;
      try {
        const value = await read();
        if (!isOver) listener(value);
      } catch (failure) {
        onDefect(failure);
        isOld = true;
        await timers.sleep(STORE_PAUSE_MILLISECONDS);
      }
    }
    isAsking = false;
  };
  const endHearing = rows.onChange((changed) => {
    if (!tables.some((table) => changed.has(table))) return;
    isOld = true;
    void ask();
  });
  void ask();
  return () => {
    isOver = true;
    endHearing();
  };
}
