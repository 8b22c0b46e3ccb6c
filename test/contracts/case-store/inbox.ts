import { describe, expect, it } from 'vitest';
import type { CaseStore, CaseTransaction } from '#central/cases/case-store.ts';
import type { OperationId, ReplicaId } from '#shared/kernel/identifier.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import { OperationMaker } from '#test/support/operation-maker.ts';
import { APPLIED, inboxRow, newCaseId, newOperationId, orderOf, RECEIVED_AT } from './case-store-support.ts';

/** Operations as they came, once each, with their verdicts. */
export function inboxContract(store: () => CaseStore): void {
  const findOne = (opId: OperationId) =>
    store().transaction(async (tx) => (await tx.findOperations([opId])).get(opId));

  describe('the inbox', () => {
    it('keeps the exact texts, with whatever characters', async () => {
      const maker = new OperationMaker();
      const payload = JSON.stringify({ text: 'ā "quoted" \\ {,} \u0000 \u2028 🙂 NULL', empty: '' });
      const dependsOn = [newOperationId(), newOperationId()];
      const made = await maker.seal('some-kind', payload, { caseId: newCaseId(), dependsOn });
      await store().transaction(async (tx) => {
        await tx.insertInbox([inboxRow(made)]);
        const verdict: Verdict = { outcome: 'waiting', waitsFor: dependsOn };
        const { opId, replica } = made.header;
        await tx.writeVerdicts([{ opId, replica, verdict, decidedAt: null, isNews: false }]);
      });
      const [found] = await store().transaction((tx) => tx.findWaiting([dependsOn[1] as OperationId]));
      expect(found).toEqual(inboxRow(made));
    });

    it('gives operations with their verdicts, and holds up whoever else wants to settle them', async () => {
      const maker = new OperationMaker();
      const [judged, fresh] = [await maker.register(), await maker.register()];
      const verdict: Verdict = { outcome: 'parked', grounds: { code: 'not-in-this-status' } };
      const { opId, replica } = judged.header;
      await store().transaction(async (tx) => {
        await tx.insertInbox([inboxRow(judged), inboxRow(fresh)]);
        await tx.writeVerdicts([{ opId, replica, verdict, decidedAt: RECEIVED_AT, isNews: false }]);
      });
      const ids = [fresh.header.opId, opId, newOperationId()];
      const found = await store().transaction((tx) => tx.lockOperations(ids));
      const expected = [
        { ...inboxRow(judged), verdict },
        { ...inboxRow(fresh), verdict: null },
      ];
      expect(found.toSorted((a, b) => a.n - b.n)).toEqual(expected);
      const order = await orderOf(
        store(),
        async (tx) => {
          await tx.lockOperations([opId]);
          const settled: Verdict = { outcome: 'merged', version: 2 };
          await tx.writeVerdicts([{ opId, replica, verdict: settled, decidedAt: RECEIVED_AT, isNews: true }]);
        },
        async (tx) => {
          const [row] = await tx.lockOperations([opId]);
          expect(row?.verdict).toEqual({ outcome: 'merged', version: 2 });
        },
      );
      expect(order).toEqual(['first', 'second']);
    });

    it('answers which operations it took, and keeps the first of two with one identifier', async () => {
      const maker = new OperationMaker();
      const known = await maker.register();
      const fresh = await maker.register();
      await store().transaction((tx) => tx.insertInbox([inboxRow(known)]));
      const later = instantOf(Date.UTC(2026, 9, 9, 9));
      const taken = await store().transaction((tx) =>
        tx.insertInbox([inboxRow(known, later), inboxRow(fresh, later)]),
      );
      expect([...taken]).toEqual([fresh.header.opId]);
      expect(await findOne(known.header.opId)).toEqual({
        opId: known.header.opId,
        digest: known.wire.digest,
        receivedAt: RECEIVED_AT,
        decidedAt: null,
        verdict: null,
      });
    });

    it('lets one of two transactions take an operation, and shows it to the other', async () => {
      const made = await new OperationMaker().register();
      const other = newOperationId();
      const taken: string[] = [];
      const take = async (tx: CaseTransaction, by: string) => {
        const answer = await tx.insertInbox([inboxRow(made)]);
        if (answer.has(made.header.opId)) taken.push(by);
        else expect((await tx.findOperations([made.header.opId, other])).size).toBe(1);
      };
      await orderOf(
        store(),
        (tx) => take(tx, 'first'),
        (tx) => take(tx, 'second'),
      );
      expect(taken).toEqual(['first']);
    });

    it('finds the operation that holds a number, not the fork that came with it too', async () => {
      const maker = new OperationMaker();
      const first = await maker.register();
      const second = await maker.register();
      const clone = new OperationMaker({ replica: maker.replica });
      const forked = await clone.register({ receivedAt: RECEIVED_AT });
      const verdict: Verdict = { outcome: 'fork', grounds: { code: 'number-taken' } };
      const { opId, replica } = forked.header;
      await store().transaction(async (tx) => {
        await tx.insertInbox([inboxRow(forked, instantOf(0))]);
        await tx.writeVerdicts([{ opId, replica, verdict, decidedAt: RECEIVED_AT, isNews: false }]);
        await tx.insertInbox([inboxRow(first), inboxRow(second)]);
      });
      const holders = await store().transaction((tx) => tx.findByNumber(maker.replica, [1, 2, 3]));
      expect(holders).toEqual(
        new Map([
          [1, { opId: first.header.opId, digest: first.wire.digest }],
          [2, { opId: second.header.opId, digest: second.wire.digest }],
        ]),
      );
      const ofOthers = await store().transaction((tx) => tx.findByNumber(new OperationMaker().replica, [1]));
      expect(ofOthers.size).toBe(0);
    });

    it('keeps the last verdict on an operation', async () => {
      const made = await new OperationMaker().register();
      const { opId, replica } = made.header;
      const waiting: Verdict = { outcome: 'waiting', waitsFor: [newOperationId()] };
      await store().transaction(async (tx) => {
        await tx.insertInbox([inboxRow(made)]);
        await tx.writeVerdicts([{ opId, replica, verdict: waiting, decidedAt: null, isNews: false }]);
      });
      expect(await findOne(opId)).toMatchObject({ verdict: waiting, decidedAt: null });
      await store().transaction((tx) =>
        tx.writeVerdicts([{ opId, replica, verdict: APPLIED, decidedAt: RECEIVED_AT, isNews: true }]),
      );
      expect(await findOne(opId)).toMatchObject({ verdict: APPLIED, decidedAt: RECEIVED_AT });
    });

    it('finds what waits for any of some operations, and nothing that no longer waits', async () => {
      const maker = new OperationMaker();
      const awaited = [newOperationId(), newOperationId(), newOperationId()] as const;
      const waitFor = (...dependsOn: OperationId[]) => maker.note(newCaseId(), 'x', { dependsOn });
      const both = await waitFor(awaited[0], awaited[1]);
      const one = await waitFor(awaited[1]);
      const none = await waitFor(awaited[2]);
      const decided = await waitFor(awaited[1]);
      await store().transaction(async (tx) => {
        await tx.insertInbox([both, one, none, decided].map((made) => inboxRow(made)));
        await tx.writeVerdicts(
          [both, one, none, decided].map(({ header: { opId, replica, dependsOn } }) => ({
            opId,
            replica,
            verdict:
              opId === decided.header.opId ? APPLIED : { outcome: 'waiting', waitsFor: [...dependsOn] },
            decidedAt: null,
            isNews: false,
          })),
        );
      });
      const found = await store().transaction((tx) => tx.findWaiting([awaited[0], awaited[1]]));
      expect(new Set(found.map((row) => row.opId))).toEqual(new Set([both.header.opId, one.header.opId]));
      expect(await store().transaction((tx) => tx.findWaiting([newOperationId()]))).toEqual([]);
      expect(await store().transaction((tx) => tx.findWaiting([]))).toEqual([]);
    });

    it('finds what is held, and nothing that is no longer held', async () => {
      const [one, two] = [new OperationMaker(), new OperationMaker()];
      const early = await one.register();
      const late = [await two.register(), await two.register(), await one.register()] as const;
      const decided = await one.register();
      const held: Verdict = { outcome: 'held', grounds: { code: 'version-not-known' } };
      const later = instantOf(Date.UTC(2026, 9, 9, 9));
      const all = [early, ...late, decided];
      await store().transaction(async (tx) => {
        await tx.insertInbox(all.map((made) => inboxRow(made, made === early ? RECEIVED_AT : later)));
        await tx.writeVerdicts(
          all.map(({ header: { opId, replica } }, index) => ({
            opId,
            replica,
            verdict: index === all.length - 1 ? APPLIED : held,
            decidedAt: later,
            isNews: false,
          })),
        );
      });
      const idsOf = (made: readonly { readonly header: { readonly opId: OperationId } }[]) =>
        made.map(({ header }) => header.opId);
      const list = (replica: ReplicaId | null, limit: number) =>
        store().transaction((tx) => tx.listHeld(replica, limit));
      expect(await list(one.replica, 10)).toEqual(idsOf([early, late[2]]));
      expect(await list(one.replica, 1)).toEqual(idsOf([early]));
      expect(await list(two.replica, 10)).toEqual(idsOf([late[0], late[1]]));
      const own = new Set(idsOf(all));
      const ofAll = (await list(null, 100_000)).filter((opId) => own.has(opId));
      expect(ofAll[0]).toBe(early.header.opId);
      expect(new Set(ofAll)).toEqual(new Set(idsOf([early, ...late])));
      const find = (opIds: readonly OperationId[]) => store().transaction((tx) => tx.findHeld(opIds));
      const found = await find([...idsOf([early, decided]), newOperationId()]);
      expect(found).toEqual([inboxRow(early)]);
      expect(await find([])).toEqual([]);
    });

    it('lets two that judge a held operation again look at it one after the other', async () => {
      const { header, ...made } = await new OperationMaker().register();
      const { opId, replica } = header;
      const verdict: Verdict = { outcome: 'held', grounds: { code: 'version-not-known' } };
      await store().transaction(async (tx) => {
        await tx.insertInbox([inboxRow({ header, ...made })]);
        await tx.writeVerdicts([{ opId, replica, verdict, decidedAt: RECEIVED_AT, isNews: false }]);
      });
      const order = await orderOf(
        store(),
        async (tx) => {
          expect(await tx.findHeld([opId])).toHaveLength(1);
          await tx.writeVerdicts([{ opId, replica, verdict: APPLIED, decidedAt: RECEIVED_AT, isNews: true }]);
        },
        async (tx) => expect(await tx.findHeld([opId])).toEqual([]),
      );
      expect(order).toEqual(['first', 'second']);
    });

    it('lets two that settle parts of what one waits for look at it one after the other', async () => {
      const awaited = [newOperationId(), newOperationId()] as const;
      const made = await new OperationMaker().note(newCaseId(), 'x', { dependsOn: [...awaited] });
      const { opId, replica } = made.header;
      const verdict: Verdict = { outcome: 'waiting', waitsFor: [...awaited] };
      await store().transaction(async (tx) => {
        await tx.insertInbox([inboxRow(made)]);
        await tx.writeVerdicts([{ opId, replica, verdict, decidedAt: null, isNews: false }]);
      });
      const order = await orderOf(
        store(),
        (tx) => tx.findWaiting([awaited[0]]),
        (tx) => tx.findWaiting([awaited[1]]),
      );
      expect(order).toEqual(['first', 'second']);
    });
  });
}
