import { Dexie, type Table } from 'dexie';
import type { CursorRow, FactRow, NameBlock, StoredCase, StoredDraft, StoredOperation } from './rows.ts';

/**
 * The local store in IndexedDB: a projection of the journal and of the centre's feed, rebuilt from them when it is
 * lost. Relaxed durability is enough, because what is saved is saved by the journal.
 */
export class CounterDatabase extends Dexie {
  declare readonly cases: Table<StoredCase, string>;
  declare readonly outbox: Table<StoredOperation, string>;
  declare readonly drafts: Table<StoredDraft, string>;
  declare readonly names: Table<NameBlock, string>;
  declare readonly cursors: Table<CursorRow, string>;
  declare readonly facts: Table<FactRow, string>;

  constructor(
    name: string,
    options?: { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange },
  ) {
    super(name, { chromeTransactionDurability: 'relaxed', ...options });
    // Every order of the queue has an index of its own, alone and behind each filter.
    const queueOrders = ['receivedAt', 'dueKey', 'reference'].flatMap((order) => [
      ...(order === 'reference' ? [] : [order]),
      `[status+${order}]`,
      `[service+${order}]`,
      `[sync+${order}]`,
    ]);
    this.version(1).stores({
      cases: ['caseId', 'reference', ...queueOrders].join(', '),
      outbox: 'opId, caseId, [place+sequence], [place+verdict.verdict.outcome]',
      drafts: 'draftId, author',
      cursors: 'space',
      facts: 'name',
    });
    // What the centre lacks is found by the numbers of operations (SE26).
    this.version(2).stores({
      outbox: 'opId, caseId, [place+sequence], [place+n], [place+verdict.verdict.outcome]',
    });
    // 3 gave clocks that do not run keys of their own (SL53). Rows of before are emptied by 4 all the same.
    this.version(3).stores({});
    // Up to 3 rows were plain. They are emptied, and the store is built anew from the journal and the feed (ST3, ST50).
    this.version(4)
      .stores({
        cases: ['caseId', 'reference', '*codes', ...queueOrders].join(', '),
        names: 'block, changed',
      })
      .upgrade((transaction) =>
        Promise.all(
          ['cases', 'outbox', 'drafts', 'cursors', 'facts'].map((table) => transaction.table(table).clear()),
        ),
      );
  }
}
