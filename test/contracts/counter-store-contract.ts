import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import type { CounterDatabase } from '#renderer/store/counter-database.ts';
import { CounterStore } from '#renderer/store/counter-store.ts';
import { feedContract } from './counter-store/feed.ts';
import { dueFilterContract, queueContract } from './counter-store/queue.ts';
import { recordsContract } from './counter-store/records.ts';
import { syncMarksContract } from './counter-store/sync-marks.ts';

/** What the counter's store promises, whatever IndexedDB stands behind it (`docs/counter-store.md`). */
export function counterStoreContract(name: string, makeDatabase: () => CounterDatabase): void {
  describe(`counter store: ${name}`, () => {
    let database: CounterDatabase;
    const store = (): CounterStore => new CounterStore(database);

    describe('in a store of its own for each test', () => {
      beforeEach(() => {
        database = makeDatabase();
      });
      afterEach(() => database.close());
      recordsContract(store);
      feedContract(store);
      syncMarksContract(store);
      dueFilterContract(store);
    });

    describe('in one store for all', () => {
      beforeAll(() => {
        database = makeDatabase();
      });
      afterAll(() => database.close());
      queueContract(store);
    });
  });
}
