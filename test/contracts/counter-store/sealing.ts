import { describe, expect, it } from 'vitest';
import { CounterStore } from '#renderer/store/counter-store.ts';
import type { StoredCase } from '#renderer/store/rows.ts';
import type { OperationVerdict } from '#shared/protocol/verdict.ts';
import type { RowBed } from '#test/support/row-beds.ts';
import { sampleRowCipher, unlockedStore } from '#test/support/row-beds.ts';
import {
  caseChange,
  caseId,
  minute,
  noted,
  pulled,
  registered,
  SAMPLE_CLERK,
  verdictOn,
} from '#test/support/sample-cases.ts';
import { contentOf, draft, operation, take, verdict } from './counter-store-support.ts';

/** How a store keeps what nobody else may read, and how two programs change it at once. */
export function sealingContract(bed: () => RowBed): void {
  const store = () => unlockedStore(bed().rows);

  describe('sealed rows', () => {
    it('[ST49] open in their own place only', async () => {
      await store().applyPull(pulled(1, [caseChange(1, [registered(1)]), caseChange(2, [registered(2)])]));
      const { rows } = bed();
      const [first, second] = await rows.read((reader) => reader.all('cases'));
      if (first === undefined || second === undefined) return expect.fail();
      const put = async (row: StoredCase) => {
        const expect_ = await rows.read((reader) => reader.revision());
        await rows.commit({ expect: expect_, puts: { cases: [row] } });
      };
      await put({ ...first, sealedShown: second.sealedShown });
      await expect(store().findCase(first.caseId)).rejects.toThrow();
      await put({ ...first, sealedShown: first.sealedCourse });
      await expect(store().findCase(first.caseId)).rejects.toThrow();
      await put(first);
      expect(await store().findCase(first.caseId)).toBeDefined();
    });

    it('[ST49] a verdict keeps what it says of people to itself', async () => {
      const told: OperationVerdict = {
        ...verdictOn(1, 'rejected'),
        verdict: {
          outcome: 'rejected',
          grounds: {
            code: 'taken',
            issues: [{ pointer: '/applicant', code: 'other', params: { name: 'Ozola' } }],
          },
        },
      };
      await take(store(), [operation(1, [registered(1)]), { kind: 'verdict', verdict: told }]);
      const [stored] = await bed().rows.read((reader) => reader.all('outbox'));
      expect(stored?.verdict).toEqual({
        ...told,
        verdict: { outcome: 'rejected', grounds: { code: 'taken' } },
      });
      expect((await store().operationsOf(caseId(1)))[0]?.verdict).toEqual(told);
    });

    it('[ST49] whoever asks before the key is there waits for it', async () => {
      await take(store(), [operation(1, [registered(1)]), draft(5, 'typed')]);
      const locked = new CounterStore(bed().rows);
      const asked = Promise.all([
        locked.findCase(caseId(1)),
        locked.draftsOf(SAMPLE_CLERK),
        locked.unsent(5),
      ]);
      // What nobody needs a key for is told all the same.
      expect(await locked.outboxFacts()).toMatchObject({ unsent: 1 });
      locked.unlock(await sampleRowCipher());
      const [row, drafts, unsent] = await asked;
      expect(row?.reference).toBeDefined();
      expect(drafts).toMatchObject([{ content: 'typed' }]);
      expect(unsent).toHaveLength(1);
    });

    it('[ST51] of another key are emptied, and what comes then is taken in', async () => {
      await take(store(), [operation(1, [registered(1)])]);
      await store().applyPull(pulled(3, [caseChange(7, [registered(7)])]));
      const other = unlockedStore(bed().rows, await sampleRowCipher(8));
      expect(await other.findCase(caseId(7))).toBeUndefined();
      expect(await other.readCursors()).toMatchObject({ epoch: null, cursors: {} });
      expect(await other.appliedSequence()).toBe(0);
      await take(other, [operation(1, [registered(1)])]);
      const again = unlockedStore(bed().rows, await sampleRowCipher(8));
      expect(await again.findCase(caseId(1))).toBeDefined();
    });

    it('[ST51] of the same key stay when the store was emptied between', async () => {
      await take(store(), [operation(1, [registered(1)])]);
      await store().clear(await store().applied(), []);
      await take(store(), [operation(2, [registered(2)])]);
      expect(await store().findCase(caseId(2))).toBeDefined();
      expect(
        (await store().lookup.readQueue({ order: 'applicant', descending: false, offset: 0, limit: 9 })).rows,
      ).toHaveLength(1);
    });
  });

  describe('two programs at once', () => {
    it('[ST47] change one case without either of them being forgotten', async () => {
      await take(store(), [operation(1, [registered(1)])]);
      const [one, other] = [store(), unlockedStore(bed().others())];
      const events = [registered(1)];
      for (let round = 1; round <= 6; round += 1) {
        const [own, theirs] = [round * 10, round * 10 + 1];
        events.push(noted(theirs));
        await Promise.all([
          take(one, [operation(own, [noted(own)], { caseIndex: 1 })]),
          other.applyPull(pulled(round, [caseChange(1, [...events])])),
        ]);
        if (round % 2 === 0)
          await Promise.all([take(one, [verdict(own, 'waiting')]), other.noteAcknowledged(minute(round))]);
      }
      const row = await one.findCase(caseId(1));
      expect(row?.shown.notes).toHaveLength(12);
      expect(row?.confirmed?.version).toBe(7);
      expect(await contentOf(one)).toEqual(await contentOf(other));
    });
  });
}
