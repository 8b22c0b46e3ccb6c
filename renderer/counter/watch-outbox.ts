import type { OutboxPage } from '#renderer/store/outbox-line.ts';
import { readOutbox } from '#renderer/store/outbox-query.ts';
import type { RowStore } from '#renderer/store/row-store.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import type { Timers } from '#shared/kernel/ports.ts';
import type { CounterStatus, Unwatch } from './counter-api.ts';
import type { JournalOutbox } from './journal-outbox.ts';
import { STORE_PAUSE_MILLISECONDS } from './store-upkeep.ts';
import { watchQuery } from './watch-query.ts';

/** A part of the outbox that a screen looks at. */
export interface OutboxQuery {
  readonly offset: number;
  readonly limit: number;
}

/**
 * Tells `listener` that part of the outbox, now and at each change: from the store while that is up to the journal, and
 * from the journal itself while it is not (SE37). Null: neither answers.
 */
export function watchOutbox(
  parts: {
    readonly rows: RowStore;
    readonly journal: JournalOutbox;
    readonly setAside: () => ReadonlySet<OperationId>;
    readonly watchStatus: (listener: (status: CounterStatus) => void) => Unwatch;
    readonly timers: Timers;
    readonly onDefect: (failure: unknown) => void;
  },
  query: OutboxQuery,
  listener: (page: OutboxPage | null) => void,
): Unwatch {
  const fromStore = (): Unwatch =>
    watchQuery(
      ['outbox', 'cases'],
      () => readOutbox(parts.rows, { ...query, setAside: parts.setAside() }),
      listener,
      parts,
    );
  const fromJournal = (): Unwatch => {
    const over = new AbortController();
    const look = async (): Promise<void> => {
      while (!over.signal.aborted) {
        const page = await parts.journal.read(query.offset, query.limit).catch(() => null);
        if (over.signal.aborted) return;
        listener(page);
        await parts.timers.sleep(STORE_PAUSE_MILLISECONDS, over.signal);
      }
    };
    void look();
    return () => over.abort();
  };
  let end: Unwatch | undefined;
  let followed = '';
  const unwatch = parts.watchStatus(({ store, sync }) => {
    // What is set aside is known to the engine alone, so the store cannot tell of a change.
    const next = `${store === 'ready'} ${sync.asideCount}`;
    if (next === followed) return;
    followed = next;
    end?.();
    end = store === 'ready' ? fromStore() : fromJournal();
  });
  return () => {
    unwatch();
    end?.();
  };
}
