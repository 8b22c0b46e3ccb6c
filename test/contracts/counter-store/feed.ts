import { describe, expect, it } from 'vitest';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { SpaceId } from '#shared/protocol/pull.ts';
import type { VerdictOutcome } from '#shared/protocol/verdict.ts';
import {
  caseChange,
  caseId,
  minute,
  noted,
  pulled,
  registered,
  SAMPLE_SPACE,
  verdictOn,
} from '#test/support/sample-cases.ts';
import { sampleId } from '#test/support/sample-operations.ts';
import { casesOf, contentOf, operation, operationsIn, take, verdict } from './counter-store-support.ts';

/** What the store makes of the centre's feed. */
export function feedContract(store: () => CounterStore, breakCommits: () => () => void): void {
  const ofCase = (index: number) => store().findCase(caseId(index));
  const notesOf = async (index: number) => (await ofCase(index))?.shown.notes.map(({ text }) => text);

  describe('the feed', () => {
    it('[ST11] [ST16] a page brings its cases, cursors, epoch and time', async () => {
      expect(await store().readCursors()).toEqual({ epoch: null, cursors: {}, lines: {}, fills: {} });
      await store().applyPull(
        pulled(3, [caseChange(1, [registered(1), noted(2)]), caseChange(4, [registered(4)])]),
      );
      expect(await ofCase(1)).toMatchObject({
        sync: 'accepted',
        confirmed: { version: 2 },
        provisional: [],
        receivedAt: minute(1),
      });
      expect(await notesOf(1)).toEqual(['note 2']);
      expect(await casesOf(store())).toHaveLength(2);
      expect(await store().readCursors()).toMatchObject({ epoch: 'epoch-1', cursors: { [SAMPLE_SPACE]: 3 } });
      expect(await store().findFact('last-pull-at')).toBe(minute(600));
    });

    it('[ST39] a page that does not go on from the cursors here is not applied', async () => {
      await store().applyPull(pulled(3, [caseChange(1, [registered(1)])]), {});
      const before = await contentOf(store());
      const page = pulled(5, [caseChange(4, [registered(4)])]);
      const otherSpace = SpaceId.parse('office:cesis');
      for (const since of [
        {},
        { [SAMPLE_SPACE]: 4 },
        { [SAMPLE_SPACE]: 3, [otherSpace]: 1 },
        { [otherSpace]: 3 },
      ]) {
        await expect(store().applyPull(page, since)).rejects.toThrow();
      }
      expect(await contentOf(store())).toEqual(before);
      await store().applyPull(page, { [SAMPLE_SPACE]: 3 });
      expect(await ofCase(4)).toBeDefined();
    });

    it('[PR62] keeps with a cursor its line, and with the parts of a space how far they have come', async () => {
      const fill = { part: 'open', after: 2, upTo: 9, line: 'line-1' } as const;
      const page = pulled(0, [caseChange(1, [registered(1)])]);
      const filling = page.spaces.map((space) => ({ ...space, line: null, more: true, fill }));
      await store().applyPull({ ...page, spaces: filling }, {});
      expect(await ofCase(1)).toBeDefined();
      const standing = {
        epoch: 'epoch-1',
        cursors: { [SAMPLE_SPACE]: 0 },
        lines: {},
        fills: { [SAMPLE_SPACE]: fill },
      };
      expect(await store().readCursors()).toEqual(standing);
      const last = pulled(9, [caseChange(4, [registered(4)])]);
      const filled = last.spaces.map((space) => ({ ...space, line: 'line-1' }));
      await store().applyPull({ ...last, spaces: filled }, { [SAMPLE_SPACE]: 0 });
      expect(await store().readCursors()).toEqual({
        epoch: 'epoch-1',
        cursors: { [SAMPLE_SPACE]: 9 },
        lines: { [SAMPLE_SPACE]: 'line-1' },
        fills: {},
      });
      await store().offerAgain();
      expect(await store().readCursors()).toEqual({ epoch: null, cursors: {}, lines: {}, fills: {} });
    });

    it('[ST16] rows and cursors advance together or not at all', async () => {
      await store().applyPull(pulled(3, [caseChange(1, [registered(1)])]));
      await take(store(), [operation(9, [registered(9)])]);
      const before = await contentOf(store());
      const page = pulled(
        5,
        [
          caseChange(1, [registered(1), noted(2)]),
          caseChange(4, [registered(4)]),
          { kind: 'leave', caseId: caseId(1) },
        ],
        { epoch: 'epoch-2' },
      );
      const mend = breakCommits();
      await expect(store().applyPull(page)).rejects.toThrow();
      mend();
      expect(await contentOf(store())).toEqual(before);
      await store().applyPull(page);
      expect(await ofCase(1)).toBeUndefined();
      expect((await store().readCursors()).cursors).toEqual({ [SAMPLE_SPACE]: 5 });
    });

    it('[ST13] an older version does not take the place of a newer one, the same does', async () => {
      await store().applyPull(pulled(1, [caseChange(1, [registered(1), noted(2), noted(3)])]));
      await store().applyPull(pulled(2, [caseChange(1, [registered(1), noted(2)])]));
      expect(await notesOf(1)).toEqual(['note 2', 'note 3']);
      await store().applyPull(pulled(3, [caseChange(1, [registered(1), noted(2), noted(3, 'said anew')])]));
      expect(await notesOf(1)).toEqual(['note 2', 'said anew']);
    });

    it('[ST14] events of kinds that are not known are left out', async () => {
      const future = { kind: 'decided', origin: { opId: sampleId(5) }, decision: 'yes' };
      await store().applyPull(pulled(1, [caseChange(1, [registered(1), future, noted(3)], 3)]));
      expect(await ofCase(1)).toMatchObject({ confirmed: { version: 3, events: [registered(1), noted(3)] } });
      await store().applyPull(pulled(2, [caseChange(2, [future], 1), caseChange(3, [registered(3)])]));
      expect(await ofCase(2)).toBeUndefined();
      expect(await ofCase(3)).toBeDefined();
    });
  });

  describe('own changes beside the feed', () => {
    it('[ST12] are shown on top, whatever a pull brings, and once when it holds them', async () => {
      await store().applyPull(pulled(1, [caseChange(1, [registered(1)])]));
      await take(store(), [operation(5, [noted(5, 'own')], { caseIndex: 1 })]);
      await store().applyPull(pulled(2, [caseChange(1, [registered(1), noted(2, 'theirs')])]));
      expect(await notesOf(1)).toEqual(['theirs', 'own']);
      expect((await ofCase(1))?.provisional.map(({ opId }) => opId)).toEqual([sampleId(5)]);
      await take(store(), [verdict(5, 'merged')]);
      expect(await notesOf(1)).toEqual(['theirs', 'own']);
      await store().applyPull(
        pulled(3, [caseChange(1, [registered(1), noted(2, 'theirs'), noted(5, 'own')])]),
      );
      expect(await notesOf(1)).toEqual(['theirs', 'own']);
      expect((await ofCase(1))?.provisional).toEqual([]);
    });

    it('[ST12] a new case is shown before the centre knows it, and once when it does', async () => {
      await take(store(), [operation(1, [registered(1)]), operation(2, [noted(2)], { caseIndex: 1 })]);
      expect(await ofCase(1)).toMatchObject({ confirmed: null, sync: 'saved-here' });
      expect(await notesOf(1)).toEqual(['note 2']);
      await take(store(), [verdict(1, 'applied')]);
      await store().applyPull(pulled(1, [caseChange(1, [registered(1)])]));
      expect(await ofCase(1)).toMatchObject({ sync: 'saved-here', provisional: [{ opId: sampleId(2) }] });
      expect(await notesOf(1)).toEqual(['note 2']);
    });

    it('[ST12] an operation that is taken in behind the news that holds it is not shown twice', async () => {
      await store().applyPull(pulled(1, [caseChange(1, [registered(1), noted(5)])]));
      await take(store(), [operation(5, [noted(5)], { caseIndex: 1 })]);
      expect(await notesOf(1)).toEqual(['note 5']);
      expect((await ofCase(1))?.provisional).toEqual([]);
    });

    it.each<[VerdictOutcome]>([['parked'], ['rejected']])(
      '[CF12] what is %s stands beside the case and is in it again once it is taken',
      async (outcome) => {
        await store().applyPull(pulled(1, [caseChange(1, [registered(1)])]));
        await take(store(), [operation(5, [noted(5)], { caseIndex: 1 }), verdict(5, outcome)]);
        expect(await notesOf(1)).toEqual([]);
        expect((await ofCase(1))?.provisional).toMatchObject([{ opId: sampleId(5) }]);
        await take(store(), [verdict(5, 'merged')]);
        expect(await notesOf(1)).toEqual(['note 5']);
        await store().offerAgain();
        expect(await notesOf(1)).toEqual(['note 5']);
      },
    );

    it('[CF12] what waits behind a choice stands beside the case too', async () => {
      await store().applyPull(pulled(1, [caseChange(1, [registered(1)])]));
      const waiting = { outcome: 'waiting' as const, waitsFor: [sampleId(5)] };
      await take(store(), [
        operation(5, [noted(5)], { caseIndex: 1 }),
        operation(6, [noted(6)], { caseIndex: 1 }),
      ]);
      await take(store(), [{ kind: 'verdict', verdict: { ...verdictOn(6, 'waiting'), verdict: waiting } }]);
      expect(await notesOf(1)).toEqual(['note 5', 'note 6']);
      await take(store(), [verdict(5, 'parked')]);
      expect(await notesOf(1)).toEqual([]);
      await take(store(), [verdict(5, 'merged')]);
      expect(await notesOf(1)).toEqual(['note 5', 'note 6']);
    });

    it.each<[VerdictOutcome]>([['parked'], ['rejected'], ['held'], ['fork']])(
      '[ST12] what is %s stays in sight',
      async (outcome) => {
        await take(store(), [operation(1, [registered(1)]), verdict(1, outcome)]);
        expect(await ofCase(1)).toMatchObject({ sync: 'needs-attention', reference: expect.any(String) });
      },
    );
  });

  describe('a case that leaves', () => {
    const leave = (cursor: number) =>
      store().applyPull(pulled(cursor, [{ kind: 'leave', caseId: caseId(1) }]));

    it('[ST15] goes when nothing of this device is open on it', async () => {
      await store().applyPull(pulled(1, [caseChange(1, [registered(1)]), caseChange(2, [registered(2)])]));
      await leave(2);
      expect(await ofCase(1)).toBeUndefined();
      expect(await ofCase(2)).toBeDefined();
      await leave(3);
    });

    it('[ST15] goes with its settled operations, which stay to be offered again', async () => {
      await take(store(), [operation(1, [registered(1)]), verdict(1, 'applied')]);
      await leave(1);
      expect(await ofCase(1)).toBeUndefined();
      expect(await operationsIn(store())).toHaveLength(1);
      await store().offerAgain();
      expect(await store().unsent(10)).toHaveLength(1);
    });

    it.each<['unsent' | VerdictOutcome]>([
      ['unsent'],
      ['waiting'],
      ['parked'],
      ['rejected'],
      ['held'],
      ['fork'],
    ])('[ST15] stays while something of this device on it is %s', async (state) => {
      await store().applyPull(pulled(1, [caseChange(1, [registered(1)])]));
      await take(store(), [operation(5, [noted(5)], { caseIndex: 1 })]);
      if (state !== 'unsent') await take(store(), [verdict(5, state)]);
      await leave(2);
      const isAside = state === 'parked' || state === 'rejected';
      expect(await notesOf(1)).toEqual(isAside ? [] : ['note 5']);
      expect((await ofCase(1))?.provisional.map(({ opId }) => opId)).toEqual([sampleId(5)]);
    });
  });

  describe('another life of the centre', () => {
    const life = async () => {
      await take(store(), [
        operation(1, [registered(1)]),
        operation(2, [noted(2)], { caseIndex: 1 }),
        operation(3, [registered(3)]),
        verdict(1, 'applied'),
        verdict(2, 'applied'),
        verdict(3, 'rejected'),
        operation(4, [registered(4)]),
      ]);
      await store().applyPull(
        pulled(9, [
          caseChange(1, [registered(1), noted(2)]),
          caseChange(7, [registered(7), noted(8), noted(9)]),
        ]),
      );
    };

    it('[ST17] makes every answered operation unsent again, and forgets cursors and epoch', async () => {
      await life();
      await store().offerAgain();
      expect((await store().unsent(10)).map(({ opId }) => opId)).toEqual([1, 2, 3, 4].map(sampleId));
      expect(await store().readCursors()).toEqual({ epoch: null, cursors: {}, lines: {}, fills: {} });
      expect((await store().outboxFacts()).needsAttention).toBe(0);
      expect((await ofCase(1))?.sync).toBe('saved-here');
      expect(await notesOf(7)).toEqual(['note 8', 'note 9']);
    });

    it('[ST13] whatever it says of a case counts, though its version is smaller', async () => {
      await life();
      await store().offerAgain();
      await store().applyPull(pulled(2, [caseChange(7, [registered(7), noted(8)])], { epoch: 'epoch-2' }));
      expect(await notesOf(7)).toEqual(['note 8']);
      await store().applyPull(pulled(3, [caseChange(7, [registered(7)])], { epoch: 'epoch-2' }));
      expect(await notesOf(7)).toEqual(['note 8']);
    });

    it('[ST18] what it does not have of this device’s operations is shown as its own again', async () => {
      await life();
      await store().offerAgain();
      await store().applyPull(pulled(1, [caseChange(1, [registered(1)])], { epoch: 'epoch-2' }));
      expect(await notesOf(1)).toEqual(['note 2']);
      expect((await ofCase(1))?.provisional.map(({ opId }) => opId)).toEqual([sampleId(2)]);
      await take(store(), [verdict(1, 'applied'), verdict(2, 'applied')]);
      await store().applyPull(pulled(2, [caseChange(1, [registered(1), noted(2)])], { epoch: 'epoch-2' }));
      expect(await notesOf(1)).toEqual(['note 2']);
      expect((await ofCase(1))?.provisional).toEqual([]);
    });
  });
}
