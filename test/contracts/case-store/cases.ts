import { describe, expect, it } from 'vitest';
import type { CaseStore } from '#central/cases/case-store.ts';
import { gate, newCase, newCaseId, noted, orderOf } from './case-store-support.ts';

/** Cases as they were written, locked while somebody decides on them. */
export function casesContract(store: () => CaseStore): void {
  describe('cases', () => {
    it('come back as they were written, and only those that exist', async () => {
      const held = await newCase();
      const next = noted(held, 'Otrā piezīme ar \u0000 un "pēdiņām"');
      await store().transaction((tx) => tx.writeCases([held]));
      await store().transaction((tx) => tx.writeCases([next]));
      const found = await store().transaction((tx) => tx.lockCases([newCaseId(), held.caseId, held.caseId]));
      expect(found).toEqual(new Map([[held.caseId, { caseId: held.caseId, version: 2, state: next.state }]]));
    });

    it('have their course, event by event, with the operation that made each', async () => {
      const held = await newCase();
      const next = noted(held, 'Vēl "viena" \u0000 piezīme');
      const other = await newCase();
      await store().transaction((tx) => tx.writeCases([held, other]));
      await store().transaction((tx) => tx.writeCases([next]));
      const courses = await store().transaction((tx) =>
        tx.readCourses([newCaseId(), held.caseId, other.caseId]),
      );
      expect(courses).toEqual(
        new Map([
          [held.caseId, [...held.events, ...next.events]],
          [other.caseId, other.events],
        ]),
      );
    });

    it('are written only on the version that the transaction stood on', async () => {
      const held = await newCase();
      await store().transaction((tx) => tx.writeCases([held]));
      await expect(store().transaction((tx) => tx.writeCases([held]))).rejects.toThrow();
      const stale = noted({ ...held, version: 5 }, 'x');
      await expect(store().transaction((tx) => tx.writeCases([stale]))).rejects.toThrow();
      const found = await store().transaction((tx) => tx.lockCases([held.caseId]));
      expect(found.get(held.caseId)?.version).toBe(1);
    });

    it('have references of their own', async () => {
      const held = await newCase();
      const twin = await newCase();
      const same = { ...twin, state: { ...twin.state, reference: held.state.reference } };
      await store().transaction((tx) => tx.writeCases([held]));
      await expect(store().transaction((tx) => tx.writeCases([same]))).rejects.toThrow();
      const holders = await store().transaction((tx) =>
        tx.findReferences([held.state.reference, twin.state.reference]),
      );
      expect(holders).toEqual(new Map([[held.state.reference, held.caseId]]));
      await store().transaction((tx) => tx.writeCases([twin]));
      const { state, ...moved } = noted(twin, 'x');
      const taken = { ...moved, state: { ...state, reference: held.state.reference } };
      await expect(store().transaction((tx) => tx.writeCases([taken]))).rejects.toThrow();
    });

    it('are locked until the transaction ends', async () => {
      const held = await newCase();
      await store().transaction((tx) => tx.writeCases([held]));
      const order = await orderOf(
        store(),
        async (tx) => {
          await tx.lockCases([held.caseId]);
          await tx.writeCases([noted(held, 'first')]);
        },
        async (tx) => {
          const found = await tx.lockCases([held.caseId]);
          expect(found.get(held.caseId)?.version).toBe(2);
        },
      );
      expect(order).toEqual(['first', 'second']);
    });

    it('do not keep each other waiting', async () => {
      const [one, two] = [await newCase(), await newCase()];
      await store().transaction((tx) => tx.writeCases([one, two]));
      const [isHeld, otherIsDone] = [gate(), gate()];
      const order: string[] = [];
      const holding = store().transaction(async (tx) => {
        const found = await tx.lockCases([one.caseId]);
        isHeld.open();
        await otherIsDone.opened;
        order.push('the one that was held all the time');
        return [...found.keys()];
      });
      await isHeld.opened;
      // Would wait for ever, were it kept from its own case by the lock on the other.
      const other = await store().transaction((tx) => tx.lockCases([two.caseId]));
      order.push('the other');
      otherIsDone.open();
      expect(await holding).toEqual([one.caseId]);
      expect([...other.keys()]).toEqual([two.caseId]);
      expect(order).toEqual(['the other', 'the one that was held all the time']);
    });

    it('are locked in one order, so that two transactions never wait in a circle', async () => {
      const held = await Promise.all(Array.from({ length: 6 }, () => newCase()));
      await store().transaction((tx) => tx.writeCases(held));
      const ids = held.map(({ caseId }) => caseId);
      const locked = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          store().transaction((tx) => tx.lockCases(index % 2 === 0 ? ids : ids.toReversed())),
        ),
      );
      expect(locked.map((found) => found.size)).toEqual(Array.from({ length: 8 }, () => 6));
    });
  });
}
