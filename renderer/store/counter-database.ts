import { Dexie, type Table } from 'dexie';
import { dueKeyOf } from './case-row.ts';
import type { CaseRow, CursorRow, DraftRow, FactRow, OutboxRow } from './rows.ts';

/**
 * The local store in IndexedDB: a projection of the journal and of the centre's feed, rebuilt from them when it is
 * lost. Relaxed durability is enough, because what is saved is saved by the journal.
 */
export class CounterDatabase extends Dexie {
  declare readonly cases: Table<CaseRow, string>;
  declare readonly outbox: Table<OutboxRow, string>;
  declare readonly drafts: Table<DraftRow, string>;
  declare readonly cursors: Table<CursorRow, string>;
  declare readonly facts: Table<FactRow, string>;

  constructor(
    name: string,
    options?: { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange },
  ) {
    super(name, { chromeTransactionDurability: 'relaxed', ...options });
    // Every order of the queue has an index of its own, alone and behind each filter.
    this.version(1).stores({
      cases: [
        'caseId',
        'reference',
        ...['receivedAt', 'dueKey', 'reference'].flatMap((order) => [
          order === 'reference' ? '' : order,
          `[status+${order}]`,
          `[service+${order}]`,
          `[sync+${order}]`,
        ]),
      ]
        .filter((index) => index !== '')
        .join(', '),
      outbox: 'opId, caseId, [place+sequence], [place+verdict.verdict.outcome]',
      drafts: 'draftId, author',
      cursors: 'space',
      facts: 'name',
    });
    // What the centre lacks is found by the numbers of operations (SE26).
    this.version(2).stores({
      outbox: 'opId, caseId, [place+sequence], [place+n], [place+verdict.verdict.outcome]',
    });
    // Clocks that do not run have keys of their own, and what is due at once has the end of its day (SL53).
    this.version(3)
      .stores({})
      .upgrade((transaction) =>
        transaction
          .table<CaseRow>('cases')
          .toCollection()
          .modify((row, place) => {
            place.value = { ...row, dueKey: dueKeyOf(row.shown) };
          }),
      );
  }
}
