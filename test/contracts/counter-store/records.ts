import { describe, expect, it } from 'vitest';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { JournalChange } from '#renderer/store/journal-change.ts';
import { PersonId } from '#shared/kernel/identifier.ts';
import {
  caseChange,
  caseId,
  minute,
  noted,
  OUTCOMES,
  pulled,
  registered,
  SAMPLE_CLERK,
  sampleReference,
  verdictOn,
} from '#test/support/sample-cases.ts';
import { sampleId } from '#test/support/sample-operations.ts';
import {
  casesOf,
  contentOf,
  draft,
  operation,
  operationsIn,
  reached,
  take,
  verdict,
} from './counter-store-support.ts';

/** What the store makes of the journal's records. */
export function recordsContract(store: () => CounterStore, breakCommits: () => () => void): void {
  const ofCase = (index: number) => store().findCase(caseId(index));
  const rowOf = async (index: number) =>
    (await operationsIn(store())).find(({ opId }) => opId === sampleId(index));
  const placeOf = async (index: number) => (await rowOf(index))?.place;

  describe('records of the journal', () => {
    it('[ST1] are taken in with the sequence that they reach', async () => {
      expect(await store().appliedSequence()).toBe(0);
      const batch = [operation(1, [registered(1)]), { kind: 'nothing' } as const];
      expect(await store().applyJournal(batch, 0, reached(2))).toBe(true);
      expect(await store().appliedSequence()).toBe(2);
      expect(await store().applyJournal([operation(2, [registered(2)])], 2, reached(7))).toBe(true);
      expect(await store().appliedSequence()).toBe(7);
      expect(await casesOf(store())).toHaveLength(2);
    });

    it('[ST1] change nothing when they do not follow the sequence reached', async () => {
      await take(store(), [operation(1, [registered(1)]), draft(5, 'typed')]);
      const before = await contentOf(store());
      for (const after of [0, 1, 3]) {
        const batch = [operation(2, [registered(2)]), verdict(1, 'applied'), draft(5, 'other')];
        expect(await store().applyJournal(batch, after, reached(after + 3))).toBe(false);
      }
      expect(await contentOf(store())).toEqual(before);
    });

    it('[ST1] are taken in whole or not at all', async () => {
      await take(store(), [operation(1, [registered(1)])]);
      const before = await contentOf(store());
      const mend = breakCommits();
      const batch = [operation(2, [registered(2)]), verdict(1, 'applied'), draft(5, 'typed')];
      await expect(store().applyJournal(batch, 1, reached(4))).rejects.toThrow();
      mend();
      expect(await contentOf(store())).toEqual(before);
      expect(await store().applyJournal(batch, 1, reached(4))).toBe(true);
      expect(await operationsIn(store())).toHaveLength(2);
    });

    it('[ST1] that two programs take in at once are taken in once', async () => {
      const batch = [operation(1, [registered(1)])];
      const answers = await Promise.all([1, 2, 3].map(() => store().applyJournal(batch, 0, reached(1))));
      expect(answers.filter((answer) => answer)).toHaveLength(1);
      expect((await ofCase(1))?.provisional).toHaveLength(1);
    });

    it('[ST2] an operation that is there already stays as it is', async () => {
      await take(
        store(),
        [operation(1, [registered(1)]), verdict(1, 'applied')],
        [operation(1, [registered(1)]), operation(1, [noted(1)])],
      );
      expect(await placeOf(1)).toBe('answered');
      expect((await ofCase(1))?.provisional).toHaveLength(1);
    });

    it('[ST5] an operation that makes nothing of its case is kept and unsent', async () => {
      await take(store(), [operation(1, []), operation(2, [noted(2)], { caseIndex: 1 })]);
      expect((await store().unsent(10)).map(({ opId }) => opId)).toEqual([sampleId(1), sampleId(2)]);
      expect(await ofCase(1)).toBeUndefined();
    });

    it('[ST11] changes of one batch build on each other', async () => {
      const seen: (string | undefined)[] = [];
      const note = operation(2, [], { caseIndex: 1 });
      if (note.kind !== 'operation') return expect.fail();
      const decide: typeof note.decide = (state) => {
        seen.push(state?.reference);
        return [noted(2, 'second')];
      };
      await take(store(), [operation(1, [registered(1)]), { ...note, decide }]);
      expect(seen).toEqual([sampleReference(1)]);
      expect((await ofCase(1))?.shown.notes.map(({ text }) => text)).toEqual(['second']);
    });
  });

  describe('verdicts', () => {
    it.each(OUTCOMES)('[ST8] %s makes an unsent operation answered', async (outcome) => {
      await take(store(), [operation(1, [registered(1)]), operation(2, [registered(2)])]);
      await take(store(), [verdict(1, outcome)]);
      expect(await rowOf(1)).toMatchObject({ place: 'answered', verdict: verdictOn(1, outcome) });
      expect((await store().unsent(10)).map(({ opId }) => opId)).toEqual([sampleId(2)]);
    });

    it('[ST8] nothing else does: no news of the case, no draft, no later operation on it', async () => {
      await take(store(), [operation(1, [registered(1)])]);
      await store().applyPull(pulled(1, [caseChange(1, [registered(1)])]));
      await take(store(), [draft(1, 'late'), { kind: 'draft-removed', draftId: sampleId(1) }]);
      await take(store(), [operation(2, [noted(2)], { caseIndex: 1 }), verdict(2, 'rejected')]);
      await store().applyPull(pulled(2, [{ kind: 'leave', caseId: caseId(1) }]));
      expect(await placeOf(1)).toBe('unsent');
    });

    it('[ST8] a later one takes the place of an earlier one', async () => {
      await take(store(), [operation(1, [registered(1)]), verdict(1, 'waiting')], [verdict(1, 'rejected')]);
      expect((await rowOf(1))?.verdict).toEqual(verdictOn(1, 'rejected'));
    });

    it('[ST8] one on an operation that is not here changes nothing', async () => {
      await take(store(), [operation(1, [registered(1)])]);
      const { facts: _before, ...before } = await contentOf(store());
      await take(store(), [verdict(7, 'rejected')]);
      const { facts: _after, ...after } = await contentOf(store());
      expect(after).toEqual(before);
    });
  });

  describe('what the centre says that it has', () => {
    const lacks = (contiguousN: number, ...gaps: { fromN: number; toN: number }[]) =>
      store().isLacked({ contiguousN, gaps });

    it('[SE26] lacks what is answered here and beyond it, or in one of its holes', async () => {
      await take(
        store(),
        [1, 2, 3, 4, 5].map((index) => operation(index, [registered(index)])),
      );
      expect(await lacks(0)).toBe(false);
      await take(store(), [verdict(2, 'applied'), verdict(4, 'held')]);
      expect([await lacks(0), await lacks(1), await lacks(3)]).toEqual([true, true, true]);
      expect([await lacks(4), await lacks(9)]).toEqual([false, false]);
      expect(await lacks(1, { fromN: 2, toN: 2 })).toBe(true);
      expect(await lacks(2, { fromN: 3, toN: 3 })).toBe(false);
      expect(await lacks(2, { fromN: 3, toN: 3 }, { fromN: 5, toN: 7 })).toBe(false);
      expect(await lacks(2, { fromN: 3, toN: 3 }, { fromN: 4, toN: 4 })).toBe(true);
    });

    it('[SE26] does not lack a fork, for which it has another', async () => {
      await take(store(), [operation(1, [registered(1)]), operation(2, [registered(2)]), verdict(1, 'fork')]);
      expect(await lacks(0)).toBe(false);
      await take(store(), [verdict(2, 'waiting')]);
      expect(await lacks(0)).toBe(true);
    });
  });

  describe('drafts', () => {
    const texts = async (author = SAMPLE_CLERK) =>
      (await store().draftsOf(author)).map(({ content }) => content);

    it('[ST19] are kept as typed last, the latest first, for their author alone', async () => {
      await take(store(), [draft(1, 'a'), draft(2, 'b'), draft(1, 'a, longer', minute(9))]);
      await take(store(), [draft(3, 'ē 🙂')]);
      expect(await texts()).toEqual(['a, longer', 'ē 🙂', 'b']);
      expect(await texts(PersonId.parse('another-clerk'))).toEqual([]);
    });

    it('[ST19] go when they are given up, also in the batch that brought them', async () => {
      await take(store(), [draft(1, 'a'), draft(2, 'b')], [{ kind: 'draft-removed', draftId: sampleId(1) }]);
      expect(await texts()).toEqual(['b']);
      await take(store(), [draft(3, 'c'), { kind: 'draft-removed', draftId: sampleId(3) }]);
      expect(await texts()).toEqual(['b']);
      await take(store(), [{ kind: 'draft-removed', draftId: sampleId(2) }, draft(2, 'again')]);
      expect(await texts()).toEqual(['again']);
    });

    it('[ST20] never come back once they became an operation', async () => {
      await take(store(), [draft(1, 'typed')], [operation(1, [registered(1)])]);
      expect(await texts()).toEqual([]);
      await take(store(), [draft(1, 'a keystroke that came late')]);
      expect(await texts()).toEqual([]);
      await take(store(), [draft(2, 'x'), operation(2, [registered(2)]), draft(2, 'y')]);
      expect(await texts()).toEqual([]);
    });
  });

  describe('the unsent', () => {
    it('[ST9] are read oldest first, as many as are asked for', async () => {
      const later = (index: number) => operation(index, [registered(index)], { sequence: 20 - index });
      await take(store(), [later(1), later(2), later(3), verdict(2, 'applied')]);
      expect((await store().unsent(10)).map(({ sequence }) => sequence)).toEqual([17, 19]);
      expect((await store().unsent(1)).map(({ opId }) => opId)).toEqual([sampleId(3)]);
    });

    it('[ST9] are read without those that are set aside', async () => {
      await take(store(), [
        operation(1, [registered(1)]),
        operation(2, [registered(2)]),
        operation(3, [noted(3)], { caseIndex: 1 }),
        operation(4, [noted(4)], { caseIndex: 2 }),
        operation(5, [noted(5)], { caseIndex: 1 }),
      ]);
      const ids = async (aside: Parameters<CounterStore['unsent']>[1], limit = 10) =>
        (await store().unsent(limit, aside)).map(({ sequence }) => sequence);
      expect(await ids(new Map())).toEqual([1, 2, 3, 4, 5]);
      expect(await ids(new Map([[caseId(1), 3]]))).toEqual([1, 2, 4]);
      expect(await ids(new Map([[caseId(1), 1]]))).toEqual([2, 4]);
      expect(await ids(new Map([[caseId(1), 1]]), 1)).toEqual([2]);
      const both = new Map([
        [caseId(1), 1],
        [caseId(2), 4],
      ]);
      expect(await ids(both)).toEqual([2]);
    });

    it('[ST9] are counted, with the oldest, and apart from them what needs attention', async () => {
      expect(await store().outboxFacts()).toEqual({ unsent: 0, oldestUnsentAt: null, needsAttention: 0 });
      await take(
        store(),
        [1, 2, 3, 4, 5, 6, 7, 8].map((index) => operation(index, [registered(index)])),
        [verdict(1, 'applied'), verdict(2, 'parked'), verdict(3, 'rejected'), verdict(4, 'held')],
        [verdict(5, 'fork'), verdict(6, 'waiting')],
      );
      expect(await store().outboxFacts()).toEqual({
        unsent: 2,
        oldestUnsentAt: minute(7),
        needsAttention: 4,
      });
    });

    it('[CF13] what a person closed counts no more, stays closed when told again, and opens with another word', async () => {
      const closed = { by: SAMPLE_CLERK, at: minute(9) };
      const closing = (index: number) => ({ ...verdict(index, 'rejected'), closed }) as JournalChange;
      await take(store(), [operation(1, [registered(1)]), operation(2, [registered(2)])]);
      await take(store(), [verdict(1, 'rejected'), verdict(2, 'held')]);
      const marks = async () => (await casesOf(store())).map(({ sync }) => sync);
      expect(await marks()).toEqual(['needs-attention', 'needs-attention']);
      await take(store(), [closing(1)]);
      expect((await store().outboxFacts()).needsAttention).toBe(1);
      expect(await marks()).toEqual(['accepted', 'needs-attention']);
      await take(store(), [verdict(1, 'rejected')]);
      expect((await store().outboxFacts()).needsAttention).toBe(1);
      expect((await store().findOperation(sampleId(1)))?.closed).toEqual(closed);
      await take(store(), [verdict(1, 'held')]);
      expect((await store().outboxFacts()).needsAttention).toBe(2);
    });

    it('[CF13] what its own author settled needs nobody any more', async () => {
      const header = JSON.stringify({ author: SAMPLE_CLERK });
      const own = operation(1, [registered(1)]) as Extract<JournalChange, { kind: 'operation' }>;
      await take(store(), [{ ...own, row: { ...own.row, header } }]);
      const settledBy = (by: PersonId): JournalChange => ({
        kind: 'verdict',
        verdict: {
          ...verdictOn(1, 'rejected'),
          verdict: {
            outcome: 'rejected',
            grounds: { code: 'theirs-kept' },
            resolved: { opId: sampleId(3), by, at: minute(5) },
          },
        },
      });
      await take(store(), [settledBy(PersonId.parse('synthetic-overseer'))]);
      expect((await store().outboxFacts()).needsAttention).toBe(1);
      await take(store(), [settledBy(SAMPLE_CLERK)]);
      expect((await store().outboxFacts()).needsAttention).toBe(0);
    });

    it('[ST9] an operation that needs attention counts though its case is not shown or has unsent ones', async () => {
      await take(
        store(),
        [operation(1, []), operation(2, [registered(2)])],
        [verdict(1, 'held'), verdict(2, 'rejected')],
        [operation(3, [noted(3)], { caseIndex: 2 })],
      );
      expect(await store().outboxFacts()).toMatchObject({ unsent: 1, needsAttention: 2 });
    });
  });
}
