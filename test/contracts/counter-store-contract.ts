import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { type RowBed, unlockedStore } from '#test/support/row-beds.ts';
import { feedContract } from './counter-store/feed.ts';
import { namesContract } from './counter-store/names.ts';
import { dueFilterContract, queueContract } from './counter-store/queue.ts';
import { recordsContract } from './counter-store/records.ts';
import { sealingContract } from './counter-store/sealing.ts';
import { syncMarksContract } from './counter-store/sync-marks.ts';

/** What the counter's store promises, whatever keeps its rows (`docs/counter-store.md`). */
export function counterStoreContract(name: string, makeBed: () => RowBed): void {
  describe(`counter store: ${name}`, () => {
    let bed: RowBed;
    const store = (): CounterStore => unlockedStore(bed.rows);

    describe('in a store of its own for each test', () => {
      beforeEach(() => {
        bed = makeBed();
      });
      afterEach(() => bed.close());
      recordsContract(store, () => bed.breakCommits());
      feedContract(store, () => bed.breakCommits());
      syncMarksContract(store);
      dueFilterContract(store);
      sealingContract(() => bed);
    });

    describe('in one store for each test, kept open', () => {
      let kept: CounterStore;
      beforeEach(() => {
        bed = makeBed();
        kept = unlockedStore(bed.rows);
      });
      afterEach(() => bed.close());
      namesContract(() => kept);
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
