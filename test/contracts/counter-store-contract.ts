import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import { CounterStore } from '#renderer/store/counter-store.ts';
import type { RowBed } from '#test/support/row-beds.ts';
import { feedContract } from './counter-store/feed.ts';
import { dueFilterContract, queueContract } from './counter-store/queue.ts';
import { recordsContract } from './counter-store/records.ts';
import { syncMarksContract } from './counter-store/sync-marks.ts';

/** What the counter's store promises, whatever keeps its rows (`docs/counter-store.md`). */
export function counterStoreContract(name: string, makeBed: () => RowBed): void {
  describe(`counter store: ${name}`, () => {
    let bed: RowBed;
    const store = (): CounterStore => new CounterStore(bed.rows);

    describe('in a store of its own for each test', () => {
      beforeEach(() => {
        bed = makeBed();
      });
      afterEach(() => bed.close());
      recordsContract(store, () => bed.breakCommits());
      feedContract(store, () => bed.breakCommits());
      syncMarksContract(store);
      dueFilterContract(store);
    });

    describe('in one store for all', () => {
      beforeAll(() => {
        bed = makeBed();
      });
      afterAll(() => bed.close());
      queueContract(store);
    });
  });
}
