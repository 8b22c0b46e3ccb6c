import { describe, expect, it } from 'vitest';
import type { CaseStore, CaseTransaction } from '#central/cases/case-store.ts';
import { StoreUnavailable } from '#central/cases/store-unavailable.ts';
import { OperationMaker } from '#test/support/operation-maker.ts';
import {
  APPLIED,
  gate,
  inboxRow,
  newCase,
  newSpace,
  noted,
  orderOf,
  publishIn,
  RECEIVED_AT,
} from './case-store-support.ts';

/** Two that write at the same moment: what each sees of the other, and who waits for whom. */
export function racingContract(store: () => CaseStore): void {
  /** Does `first` and keeps it open while `second` runs in another transaction; then ends it as told. */
  const during = async <Value>(
    first: (tx: CaseTransaction) => Promise<unknown>,
    second: () => Promise<Value>,
    isUndone = false,
  ): Promise<Value> => {
    const [isDone, mayEnd] = [gate(), gate()];
    const undo = new Error('undone');
    const one = store().transaction(async (tx) => {
      await first(tx);
      isDone.open();
      await mayEnd.opened;
      if (isUndone) throw undo;
    });
    const ended = one.catch((failure: unknown) => expect(failure).toBe(undo));
    await isDone.opened;
    try {
      return await second();
    } finally {
      mayEnd.open();
      await ended;
    }
  };

  describe('two at once', () => {
    it('[SM5] see nothing of each other before the commit, in no table', async () => {
      const made = await new OperationMaker().register();
      const held = await newCase(made);
      const space = newSpace();
      const { opId, replica } = made.header;
      const seen = await during(
        async (tx) => {
          await tx.lockReplica(replica);
          await tx.insertInbox([inboxRow(made)]);
          await tx.writeVerdicts([
            { opId, replica, verdict: APPLIED, decidedAt: RECEIVED_AT, isNews: false },
          ]);
          await publishIn(tx, space, [held]);
        },
        async () => ({
          transaction: await store().transaction(async (tx) => ({
            operations: (await tx.findOperations([opId])).size,
            numbers: (await tx.findByNumber(replica, [1])).size,
            cases: (await tx.lockCases([held.caseId])).size,
            references: (await tx.findReferences([held.state.reference])).size,
            received: await tx.receivedRange(replica),
          })),
          feed: await store().snapshot((snapshot) => snapshot.readFeed(space, 0, 10)),
        }),
      );
      expect(seen).toEqual({
        transaction: {
          operations: 0,
          numbers: 0,
          cases: 0,
          references: 0,
          received: { contiguousN: 0, gaps: [] },
        },
        feed: { space, head: 0, cursor: 0, more: false, changes: [] },
      });
    });

    it('[SM5] read what is locked and changed elsewhere as it was committed last', async () => {
      const made = await new OperationMaker().register();
      const held = await newCase(made);
      const { opId, replica } = made.header;
      await store().transaction(async (tx) => {
        await tx.insertInbox([inboxRow(made)]);
        await tx.writeCases([held]);
      });
      const [verdict, holder] = await during(
        async (tx) => {
          await tx.lockCases([held.caseId]);
          await tx.writeCases([noted(held, 'x')]);
          await tx.writeVerdicts([
            { opId, replica, verdict: APPLIED, decidedAt: RECEIVED_AT, isNews: false },
          ]);
        },
        () =>
          store().transaction(async (tx) => [
            (await tx.findOperations([opId])).get(opId)?.verdict,
            (await tx.findReferences([held.state.reference])).get(held.state.reference),
          ]),
      );
      expect(verdict).toBeNull();
      expect(holder).toBe(held.caseId);
    });

    it('[SM5] insert one operation once, also when the first to do so undoes it', async () => {
      const made = await new OperationMaker().register();
      const insert = (tx: CaseTransaction) => tx.insertInbox([inboxRow(made)]);
      let waiting: Promise<unknown> = Promise.resolve();
      await during(
        insert,
        async () => {
          waiting = store().transaction(async (tx) => [...(await insert(tx))]);
        },
        true,
      );
      expect(await waiting).toEqual([made.header.opId]);
    });

    it('[SM5] cannot both begin one case, nor take one reference', async () => {
      const held = await newCase();
      const other = await newCase();
      const twin = { ...other, state: { ...other.state, reference: held.state.reference } };
      for (const second of [held, twin]) {
        const first = second === held ? held : await newCase();
        const clash =
          second === held ? held : { ...twin, state: { ...twin.state, reference: first.state.reference } };
        const failures: unknown[] = [];
        const order = await orderOf(
          store(),
          (tx) => tx.writeCases([first]),
          (tx) => tx.writeCases([clash]),
        ).catch((failure: unknown) => {
          failures.push(failure);
          return [];
        });
        expect(order).toEqual([]);
        expect(failures).toHaveLength(1);
        // It says something of what was written, so the one who wrote it must not just try again.
        expect(failures[0]).not.toBeInstanceOf(StoreUnavailable);
        const found = await store().transaction((tx) => tx.lockCases([first.caseId]));
        expect(found.get(first.caseId)?.version).toBe(1);
      }
    });

    it('[SM5] that wait for each other in a circle both come to their end', async () => {
      const [one, two] = [await newCase(), await newCase()];
      await store().transaction((tx) => tx.writeCases([one, two]));
      let meeting = 0;
      const bothHoldOne = gate();
      const lockBoth = (first: typeof one, second: typeof one) =>
        store().transaction(async (tx) => {
          const before = (await tx.lockCases([first.caseId])).get(first.caseId);
          meeting += 1;
          if (meeting >= 2) bothHoldOne.open();
          await bothHoldOne.opened;
          const other = (await tx.lockCases([second.caseId])).get(second.caseId);
          if (before === undefined || other === undefined) throw new Error('a case is missing');
          await tx.writeCases([noted({ ...first, version: before.version }, 'x')]);
        });
      await Promise.all([lockBoth(one, two), lockBoth(two, one)]);
      const found = await store().transaction((tx) => tx.lockCases([one.caseId, two.caseId]));
      expect([...found.values()].map(({ version }) => version)).toEqual([2, 2]);
      // One of them had to begin again.
      expect(meeting).toBe(3);
    });

    it('[SM5] change a verdict one after the other', async () => {
      const made = await new OperationMaker().register();
      const { opId, replica } = made.header;
      await store().transaction((tx) => tx.insertInbox([inboxRow(made)]));
      const write = (tx: CaseTransaction) =>
        tx.writeVerdicts([{ opId, replica, verdict: APPLIED, decidedAt: RECEIVED_AT, isNews: false }]);
      expect(await orderOf(store(), write, write)).toEqual(['first', 'second']);
    });
  });

  it('[SM5] undoes a transaction that went on after one of its statements failed', async () => {
    const [held, later] = [await newCase(), await newCase()];
    await store().transaction((tx) => tx.writeCases([held]));
    const swallowing = store().transaction(async (tx) => {
      await tx.writeCases([held]).catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow();
    const goingOn = store().transaction(async (tx) => {
      await tx.writeCases([held]).catch(() => undefined);
      await tx.writeCases([later]);
    });
    await expect(goingOn).rejects.toThrow();
    expect((await store().transaction((tx) => tx.lockCases([later.caseId]))).size).toBe(0);
  });
}
