import { describe, expect, it } from 'vitest';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { SyncMark } from '#renderer/store/rows.ts';
import type { VerdictOutcome } from '#shared/protocol/verdict.ts';
import { caseChange, caseId, noted, OUTCOMES, pulled, registered } from '#test/support/sample-cases.ts';
import { operation, take, verdict } from './counter-store-support.ts';

/** The mark of a case with one operation of this device alone. */
const MARK_OF = {
  unsent: 'saved-here',
  applied: 'accepted',
  merged: 'accepted',
  waiting: 'received',
  parked: 'needs-attention',
  rejected: 'needs-attention',
  held: 'needs-attention',
  fork: 'needs-attention',
} as const satisfies Record<'unsent' | VerdictOutcome, SyncMark>;

/** The strongest first. */
const ORDER: readonly SyncMark[] = ['saved-here', 'needs-attention', 'received', 'accepted'];
const STATES = ['unsent', ...OUTCOMES] as const;

/** How a case is marked by what became of this device's operations on it. */
export function syncMarksContract(store: () => CounterStore): void {
  const markOf = async (index: number) => (await store().findCase(caseId(index)))?.sync;

  describe('the mark of a case', () => {
    it('[ST10] is accepted when this device has done nothing on it', async () => {
      await store().applyPull(pulled(1, [caseChange(1, [registered(1)])]));
      expect(await markOf(1)).toBe('accepted');
    });

    it.each(STATES)('[ST10] with one operation that is %s and any second', async (first) => {
      for (const [place, second] of [undefined, ...STATES].entries()) {
        const index = place * 10 + 1;
        await take(store(), [operation(index, [registered(index)])]);
        if (first !== 'unsent') await take(store(), [verdict(index, first)]);
        if (second !== undefined) {
          await take(store(), [operation(index + 1, [noted(index + 1)], { caseIndex: index })]);
          if (second !== 'unsent') await take(store(), [verdict(index + 1, second)]);
        }
        const marks = [MARK_OF[first], ...(second === undefined ? [] : [MARK_OF[second]])];
        const expected = ORDER.find((mark) => marks.includes(mark));
        expect(await markOf(index), `${first}, ${second}`).toBe(expected);
        // The mark is this device's own, and no news of the case changes it.
        await store().applyPull(pulled(index, [caseChange(index, [registered(index), noted(index + 9)])]));
        expect(await markOf(index), `${first}, ${second}`).toBe(expected);
      }
    });
  });
}
