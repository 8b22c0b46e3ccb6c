import { describe, expect, it } from 'vitest';
import type { CaseStore } from '#central/cases/case-store.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import { replicaSpace, type SpaceId } from '#shared/protocol/pull.ts';
import { type MadeOperation, OperationMaker } from '#test/support/operation-maker.ts';
import {
  APPLIED,
  ended,
  inboxRow,
  newCase,
  newCaseId,
  newOperationId,
  newSpace,
  noted,
  publish,
  RECEIVED_AT,
} from './case-store-support.ts';

/** What changed in a space, and which verdicts changed for a replica. */
export function feedContract(store: () => CaseStore): void {
  describe('the feed', () => {
    const read = (space: SpaceId, after = 0, limit = 100) =>
      store().snapshot((snapshot) => snapshot.readFeed(space, after, limit));

    it('is empty in a space that nobody wrote to, and beyond its head', async () => {
      const space = newSpace();
      const nothing = { space, head: 0, cursor: 0, more: false, changes: [] };
      expect(await read(space)).toEqual(nothing);
      await publish(store(), space, [await newCase()]);
      expect(await read(space, 7)).toEqual({ ...nothing, head: 1, cursor: 7 });
    });

    it('[PR22] shows a case as it is now, once, at its last number', async () => {
      const space = newSpace();
      const held = await newCase();
      const other = await newCase();
      await publish(store(), space, [held]);
      await publish(store(), space, [other]);
      const next = noted(held, 'x');
      await publish(store(), space, [next]);
      const { reference, status } = held.state;
      const change = {
        kind: 'case',
        caseId: held.caseId,
        version: 2,
        reference,
        status,
        events: [...held.events, ...next.events].map(({ event }) => event),
      };
      const all = await read(space);
      expect(all).toMatchObject({ head: 3, cursor: 3, more: false });
      expect(all.changes).toHaveLength(2);
      expect(all.changes[0]).toMatchObject({ caseId: other.caseId, version: 1 });
      expect(all.changes[1]).toEqual(change);
      expect((await read(space, 2)).changes).toEqual([change]);
    });

    it('passes events on that this version does not know', async () => {
      const space = newSpace();
      const held = await newCase();
      const unknown = { kind: 'of-a-later-version', origin: held.events[0]?.event.origin, more: [1, null] };
      const event = { version: 2, opId: newOperationId(), event: unknown as unknown as CaseEvent };
      await publish(store(), space, [{ ...held, version: 2, events: [...held.events, event] }]);
      const [change] = (await read(space)).changes;
      expect(change).toMatchObject({ version: 2, events: [held.events[0]?.event, unknown] });
    });

    it('says that a case which is no longer there has left', async () => {
      const space = newSpace();
      const caseId = newCaseId();
      await store().transaction(async (tx) => {
        const sequence = (await tx.advanceSpaces([space])).get(space) ?? 0;
        await tx.writeFeed([{ space, caseId, sequence }]);
      });
      expect((await read(space)).changes).toEqual([{ kind: 'leave', caseId }]);
    });

    it('[PR22] comes in pages that lose nothing and never part what was committed together', async () => {
      const space = newSpace();
      const sizes = [1, 3, 1, 5, 2];
      const expected: CaseId[][] = [];
      for (const size of sizes) {
        const cases = await Promise.all(Array.from({ length: size }, () => newCase()));
        await publish(store(), space, cases);
        expected.push(cases.map(({ caseId }) => caseId).sort());
      }
      for (const limit of [1, 2, 3, 4, 12, 13]) {
        const seen: CaseId[][] = [];
        let cursor = 0;
        for (let more = true; more; ) {
          const page = await read(space, cursor, limit);
          expect(page.head).toBe(sizes.length);
          expect(page.cursor).toBeGreaterThan(cursor);
          const whole = sizes.slice(cursor, page.cursor).reduce((sum, size) => sum + size, 0);
          expect(page.changes).toHaveLength(whole);
          if (page.cursor > cursor + 1) expect(whole).toBeLessThanOrEqual(limit);
          seen.push(page.changes.map(({ caseId }) => caseId));
          expect(page.more).toBe(page.cursor < sizes.length);
          ({ cursor, more } = page);
        }
        expect(seen.flat().toSorted()).toEqual(expected.flat().toSorted());
      }
    });

    it('[PR20] is read in one moment, whatever is committed meanwhile', async () => {
      const space = newSpace();
      const held = await newCase();
      await publish(store(), space, [held]);
      await store().snapshot(async (snapshot) => {
        expect((await snapshot.readFeed(space, 0, 10)).head).toBe(1);
        await publish(store(), space, [noted(held, 'x'), await newCase()]);
        const again = await snapshot.readFeed(space, 0, 10);
        expect(again).toMatchObject({ head: 1, cursor: 1 });
        expect(again.changes).toMatchObject([{ version: 1 }]);
      });
      expect((await read(space)).changes).toHaveLength(2);
    });

    it('[PR61] gives the open and the closed cases of a space apart, up to a number, each once', async () => {
      const space = newSpace();
      const part = (isOpen: boolean, afterSequence: number, upTo: number, limit = 100) =>
        store().snapshot((snapshot) => snapshot.readPart(space, { isOpen, afterSequence, upTo }, limit));
      expect(await part(true, 0, 0)).toEqual({ space, head: 0, cursor: 0, more: false, changes: [] });
      const open = await Promise.all([1, 2, 3].map(() => newCase()));
      const closed = (await Promise.all([1, 2, 3].map(() => newCase()))).map(ended);
      for (const [index, one] of open.entries()) await publish(store(), space, [one, closed[index] ?? one]);
      const later = await newCase();
      await publish(store(), space, [later]);
      const idsIn = async (isOpen: boolean, after: number, upTo: number) =>
        (await part(isOpen, after, upTo)).changes.map(({ caseId }) => caseId);
      const idsOf = (cases: readonly { readonly caseId: CaseId }[]) => cases.map(({ caseId }) => caseId);
      expect(await idsIn(true, 0, 3)).toEqual(idsOf(open));
      expect(await idsIn(false, 0, 3)).toEqual(idsOf(closed));
      expect(await idsIn(true, 1, 2)).toEqual(idsOf(open.slice(1, 2)));
      expect(await idsIn(true, 0, 4)).toEqual(idsOf([...open, later]));
      expect(await part(true, 0, 3, 2)).toMatchObject({ head: 4, cursor: 2, more: true });
      expect(await part(true, 2, 3, 2)).toMatchObject({ head: 4, cursor: 3, more: false });
      // What changes leaves its part and stands behind it.
      const [moved] = open;
      if (moved === undefined) expect.fail('no case');
      await publish(store(), space, [noted(moved, 'x')]);
      expect(await idsIn(true, 0, 3)).toEqual(idsOf(open.slice(1)));
    });

    it('[PR60] knows the line of each number that was given, which is one while the server runs', async () => {
      const space = newSpace();
      const line = (sequence: number) => store().snapshot((snapshot) => snapshot.readLine(space, sequence));
      expect(await line(0)).toBe(null);
      expect(await line(1)).toBe(null);
      for (let count = 0; count < 3; count += 1) await publish(store(), space, [await newCase()]);
      const [one, two, three, four] = [await line(1), await line(2), await line(3), await line(4)];
      expect(one).toMatch(/^[0-9a-f-]{36}$/);
      expect([two, three, four]).toEqual([one, one, null]);
      const other = newSpace();
      await publish(store(), other, [await newCase()]);
      expect(await store().snapshot((snapshot) => snapshot.readLine(other, 1))).not.toBe(one);
    });

    it('knows the life of the database, which stays the same', async () => {
      const epochs = [1, 2].map(() => store().snapshot((snapshot) => snapshot.readEpoch()));
      const [one, two] = await Promise.all(epochs);
      expect(one).toMatch(/^[0-9a-f-]{36}$/);
      expect(two).toBe(one);
    });
  });

  it('tells a replica the verdicts that changed, in pages', async () => {
    const maker = new OperationMaker();
    const space = replicaSpace(maker.replica);
    const read = (after: number, limit: number) =>
      store().snapshot((snapshot) => snapshot.readVerdicts(maker.replica, after, limit));
    expect(await read(0, 5)).toEqual({ head: 0, cursor: 0, more: false, verdicts: [] });
    const made: MadeOperation[] = [];
    for (let count = 0; count < 5; count += 1) made.push(await maker.register());
    await store().transaction((tx) => tx.insertInbox(made.map((one) => inboxRow(one))));
    const change = (...numbers: number[]) =>
      store().transaction(async (tx) => {
        const opIds = numbers.map((n) => (made[n - 1] as MadeOperation).header.opId);
        await tx.writeVerdicts(
          opIds.map((opId) => ({
            opId,
            replica: maker.replica,
            verdict: APPLIED,
            decidedAt: RECEIVED_AT,
            isNews: true,
          })),
        );
        const sequence = (await tx.advanceSpaces([space])).get(space) ?? 0;
        await tx.writeVerdictFeed(opIds.map((opId) => ({ opId, sequence })));
      });
    await change(1, 2);
    await change(3);
    await change(1);
    const opIdsOf = (answer: { verdicts: readonly { opId: OperationId }[] }) =>
      answer.verdicts.map(({ opId }) => made.findIndex(({ header }) => header.opId === opId) + 1);
    const first = await read(0, 1);
    expect(opIdsOf(first)).toEqual([2]);
    expect(first).toMatchObject({ head: 3, cursor: 1, more: true });
    const rest = await read(1, 10);
    expect(opIdsOf(rest)).toEqual([3, 1]);
    expect(rest).toMatchObject({ head: 3, cursor: 3, more: false });
    expect(rest.verdicts[0]).toEqual({
      opId: made[2]?.header.opId,
      receivedAt: RECEIVED_AT,
      decidedAt: RECEIVED_AT,
      verdict: APPLIED,
    });
    expect(opIdsOf(await read(3, 10))).toEqual([]);
  });
}
