import { describe, expect, it } from 'vitest';
import type { CaseStore } from '#central/cases/case-store.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import { OperationMaker } from '#test/support/operation-maker.ts';
import { gate, inboxRow, newCase, newSpace, publish, publishIn } from './case-store-support.ts';

/** All or nothing, and nothing to see before the commit. */
export function transactionContract(store: () => CaseStore): void {
  const findOne = (opId: OperationId) =>
    store().transaction(async (tx) => (await tx.findOperations([opId])).get(opId));

  describe('transactions', () => {
    it('give back what the work gave', async () => {
      expect(await store().transaction(async () => 'value')).toBe('value');
      expect(await store().snapshot(async () => 'value')).toBe('value');
    });

    it('[PR19] leave nothing behind when the work throws, and throw what it threw', async () => {
      const made = await new OperationMaker().register();
      const held = await newCase(made);
      const space = newSpace();
      const failure = new Error('planted');
      const work = store().transaction(async (tx) => {
        await tx.lockReplica(made.header.replica);
        await tx.insertInbox([inboxRow(made)]);
        await publishIn(tx, space, [held]);
        throw failure;
      });
      await expect(work).rejects.toBe(failure);
      expect(await findOne(made.header.opId)).toBeUndefined();
      await store().transaction(async (tx) => {
        expect((await tx.lockCases([held.caseId])).size).toBe(0);
        expect((await tx.findReferences([held.state.reference])).size).toBe(0);
        expect(await tx.receivedRange(made.header.replica)).toEqual({ contiguousN: 0, gaps: [] });
      });
      expect(await publish(store(), space, [held])).toBe(1);
    });

    it('see what they wrote themselves before anybody else does', async () => {
      const made = await new OperationMaker().register();
      const isWritten = gate();
      const mayEnd = gate();
      const writing = store().transaction(async (tx) => {
        await tx.insertInbox([inboxRow(made)]);
        expect((await tx.findOperations([made.header.opId])).size).toBe(1);
        isWritten.open();
        await mayEnd.opened;
      });
      await isWritten.opened;
      expect(await findOne(made.header.opId)).toBeUndefined();
      mayEnd.open();
      await writing;
      expect(await findOne(made.header.opId)).toBeDefined();
    });

    it('see in each of their steps what others have committed by then', async () => {
      const made = await new OperationMaker().register();
      const held = await newCase(made);
      await store().transaction(async (tx) => {
        expect((await tx.findOperations([made.header.opId])).size).toBe(0);
        await store().transaction(async (other) => {
          await other.insertInbox([inboxRow(made)]);
          await other.writeCases([held]);
        });
        expect((await tx.findOperations([made.header.opId])).size).toBe(1);
        expect((await tx.lockCases([held.caseId])).size).toBe(1);
      });
    });
  });
}
