import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseStore, CaseTransaction } from '#central/cases/case-store.ts';
import { type MadeOperation, OperationMaker } from '#test/support/operation-maker.ts';
import { inboxRow, newCaseId, orderOf } from './case-store-support.ts';

/** Which numbers of a replica are here, and pushes of one replica one after the other. */
export function replicaNumbersContract(store: () => CaseStore): void {
  describe('the numbers of a replica', () => {
    it('are told as how far they reach and the holes after that', async () => {
      const maker = new OperationMaker();
      const made: MadeOperation[] = [];
      for (let count = 0; count < 9; count += 1) made.push(await maker.register());
      const rangeAfter = (...numbers: number[]) =>
        store().transaction(async (tx) => {
          await tx.insertInbox(numbers.map((n) => inboxRow(made[n - 1] as MadeOperation)));
          return tx.receivedRange(maker.replica);
        });
      expect(await rangeAfter()).toEqual({ contiguousN: 0, gaps: [] });
      expect(await rangeAfter(3)).toEqual({ contiguousN: 0, gaps: [{ fromN: 1, toN: 2 }] });
      expect(await rangeAfter(1, 8, 9)).toEqual({
        contiguousN: 1,
        gaps: [
          { fromN: 2, toN: 2 },
          { fromN: 4, toN: 7 },
        ],
      });
      expect(await rangeAfter(2, 6, 4)).toEqual({
        contiguousN: 4,
        gaps: [
          { fromN: 5, toN: 5 },
          { fromN: 7, toN: 7 },
        ],
      });
      expect(await rangeAfter(5, 7, 5, 1)).toEqual({ contiguousN: 9, gaps: [] });
    });

    it('are told the same whatever the order and the portions in which they came', async () => {
      const portions = fc.array(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }), {
        minLength: 1,
        maxLength: 5,
      });
      await fc.assert(
        fc.asyncProperty(portions, async (parts) => {
          const maker = new OperationMaker();
          const made = new Map<number, MadeOperation>();
          for (let n = 1; n <= 12; n += 1) made.set(n, await maker.note(newCaseId()));
          const held = new Set<number>();
          for (const part of parts) {
            await store().transaction((tx) =>
              tx.insertInbox([...new Set(part)].map((n) => inboxRow(made.get(n) as MadeOperation))),
            );
            for (const n of part) held.add(n);
          }
          const { contiguousN, gaps } = await store().transaction((tx) => tx.receivedRange(maker.replica));
          const told = new Set<number>();
          for (let n = 1; n <= Math.max(...held); n += 1) {
            if (!gaps.some(({ fromN, toN }) => fromN <= n && n <= toN)) told.add(n);
          }
          expect(told).toEqual(held);
          for (let n = 1; n <= contiguousN; n += 1) expect(held.has(n)).toBe(true);
          expect(held.has(contiguousN + 1)).toBe(false);
        }),
        { numRuns: 15 },
      );
    });
  });

  it('makes two pushes of one replica come one after the other, the first of its life too', async () => {
    const { replica } = new OperationMaker();
    const lock = (tx: CaseTransaction) => tx.lockReplica(replica);
    expect(await orderOf(store(), lock, lock)).toEqual(['first', 'second']);
    expect(await orderOf(store(), lock, lock)).toEqual(['first', 'second']);
  });
}
