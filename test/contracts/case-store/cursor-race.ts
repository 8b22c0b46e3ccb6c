import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { CaseStore } from '#central/cases/case-store.ts';
import type { CaseId } from '#shared/kernel/identifier.ts';
import type { SpaceId } from '#shared/protocol/pull.ts';
import { newCase, newSpace } from './case-store-support.ts';

/** Many writers and polling readers at the same moment. */
export function cursorRaceContract(store: () => CaseStore): void {
  it('[PR23] lets no reader skip a change, however many write at once', async () => {
    const WRITERS = 20;
    const EACH = 8;
    const spaces = [newSpace(), newSpace(), newSpace()] as const;
    const written = new Map<SpaceId, Map<CaseId, number>>(spaces.map((space) => [space, new Map()]));
    const numbers = new Map<SpaceId, number[]>(spaces.map((space) => [space, []]));
    const write = async (writer: number): Promise<void> => {
      for (let count = 0; count < EACH; count += 1) {
        const held = await newCase();
        // Some write to two spaces at once, in either order of asking.
        const own = [spaces[(writer + count) % 3], spaces[(writer * count) % 3]] as SpaceId[];
        const into = [...new Set(own)];
        const sequences = await store().transaction(async (tx) => {
          await tx.writeCases([held]);
          const taken = await tx.advanceSpaces(into);
          for (let turn = (writer + count) % 4; turn > 0; turn -= 1) await nextTurn();
          await tx.writeFeed(
            into.map((space) => ({ space, caseId: held.caseId, sequence: taken.get(space) ?? 0 })),
          );
          return taken;
        });
        for (const [space, sequence] of sequences) {
          numbers.get(space)?.push(sequence);
          written.get(space)?.set(held.caseId, sequence);
        }
      }
    };
    let isWriting = true;
    const follow = async (space: SpaceId, limit: number): Promise<CaseId[]> => {
      const seen: CaseId[] = [];
      let cursor = 0;
      for (let isLast = false; ; ) {
        const page = await store().snapshot((snapshot) => snapshot.readFeed(space, cursor, limit));
        expect(page.cursor).toBeGreaterThanOrEqual(cursor);
        seen.push(...page.changes.map(({ caseId }) => caseId));
        cursor = page.cursor;
        if (isLast && !page.more) return seen;
        isLast = !isWriting;
        await nextTurn();
      }
    };
    const readers = spaces.flatMap((space) => [follow(space, 2), follow(space, 100)]);
    const writing = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
    const seen = await Promise.all([
      ...readers,
      writing.finally(() => {
        isWriting = false;
      }),
    ]);
    for (const [index, space] of spaces.entries()) {
      const expected = [...(written.get(space)?.keys() ?? [])].sort();
      expect(expected.length).toBeGreaterThan(EACH);
      expect(seen[index * 2]?.toSorted()).toEqual(expected);
      expect(seen[index * 2 + 1]?.toSorted()).toEqual(expected);
      const dense = Array.from({ length: expected.length }, (_, place) => place + 1);
      expect(numbers.get(space)?.toSorted((a, b) => a - b)).toEqual(dense);
    }
  });
}
