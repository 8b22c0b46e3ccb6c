import { describe, expect, it } from 'vitest';
import type { CaseStore, CaseTransaction } from '#central/cases/case-store.ts';
import type { SpaceId } from '#shared/protocol/pull.ts';
import { newSpace, orderOf } from './case-store-support.ts';

/** Dense numbers, held until the commit. */
export function spaceNumbersContract(store: () => CaseStore): void {
  describe('the numbers of a space', () => {
    it('count from 1, each space for itself', async () => {
      const [a, b] = [newSpace(), newSpace()];
      const advance = (...spaces: SpaceId[]) => store().transaction((tx) => tx.advanceSpaces(spaces));
      expect(await advance(a)).toEqual(new Map([[a, 1]]));
      expect(await advance(b, a)).toEqual(
        new Map([
          [a, 2],
          [b, 1],
        ]),
      );
      expect(await advance(b)).toEqual(new Map([[b, 2]]));
      expect(await advance()).toEqual(new Map());
    });

    it('are held until the transaction ends', async () => {
      const space = newSpace();
      const advance = (tx: CaseTransaction) => tx.advanceSpaces([space]);
      expect(await orderOf(store(), advance, advance)).toEqual(['first', 'second']);
      expect(await orderOf(store(), advance, advance)).toEqual(['first', 'second']);
    });

    it('leave no hole where a transaction was undone', async () => {
      const space = newSpace();
      const undone = store().transaction(async (tx) => {
        await tx.advanceSpaces([space]);
        throw new Error('planted');
      });
      await expect(undone).rejects.toThrow('planted');
      expect(await store().transaction((tx) => tx.advanceSpaces([space]))).toEqual(new Map([[space, 1]]));
    });
  });
}
