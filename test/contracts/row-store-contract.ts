import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RowRange, RowReader, RowRevision, RowStore, RowWrites } from '#renderer/store/row-store.ts';
import { ROW_ORDERS, type RowOrder, TABLE_NAMES } from '#renderer/store/row-tables.ts';
import type { StoredDraft, StoredOperation } from '#renderer/store/rows.ts';
import { Digest, PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import { decodeUtf8, encodeUtf8 } from '#shared/kernel/utf8.ts';
import type { RowBed } from '#test/support/row-beds.ts';
import { caseId, minute, verdictOn } from '#test/support/sample-cases.ts';
import { sampleId } from '#test/support/sample-operations.ts';
import { SeededRandom } from '#test/support/seeded-random.ts';

function draft(index: number, content = `draft ${index}`, author = 'anna'): StoredDraft {
  const sealed = encodeUtf8(content);
  return { draftId: sampleId(index), author: PersonId.parse(author), savedAt: minute(index), sealed };
}

function operation(index: number, change: Partial<StoredOperation> = {}): StoredOperation {
  return {
    opId: sampleId(index),
    sequence: index,
    replica: ReplicaId.parse('ffffffff-0000-4000-8000-000000000001'),
    n: index,
    caseId: caseId(index),
    kind: 'add-note',
    savedAt: minute(index),
    place: 'unsent',
    verdict: null,
    header: '{}',
    sealed: encodeUtf8('{}'),
    sealedVerdict: null,
    digest: Digest.parse(index.toString(16).padStart(64, '0')),
    ...change,
  };
}

/** Rows of which many are alike, in an order that says nothing. */
function mixedOperations(): readonly StoredOperation[] {
  const random = new SeededRandom(20_261_123);
  return Array.from({ length: 60 }, (_, index) => {
    const isAnswered = random.chance(0.6);
    return operation((index * 37) % 60, {
      sequence: random.below(9) - 2,
      n: random.below(5),
      caseId: caseId(random.below(6)),
      place: isAnswered ? 'answered' : 'unsent',
      verdict: isAnswered ? verdictOn(index, random.pick(['applied', 'parked', 'fork'])) : null,
    });
  });
}

/** What a place for rows promises, whatever it is made of. */
export function rowStoreContract(name: string, makeBed: () => RowBed): void {
  describe(`row store: ${name}`, () => {
    let bed: RowBed;
    let rows: RowStore;
    beforeEach(() => {
      bed = makeBed();
      rows = bed.rows;
    });
    afterEach(() => bed.close());

    const revision = () => rows.read((reader) => reader.revision());
    const write = async (writes: RowWrites) => rows.commit({ ...writes, expect: await revision() });
    const content = (from = rows) =>
      from.read(async (reader) => {
        const all: unknown[] = [];
        for (const table of TABLE_NAMES) all.push(await reader.all(table));
        return all;
      });
    const drafts = (from = rows) => from.read((reader) => reader.all('drafts'));

    describe('a commit', () => {
      it('[ST47] puts, deletes and empties together', async () => {
        expect(await write({ puts: { drafts: [draft(1), draft(2)], outbox: [operation(3)] } })).toBe(true);
        const both = { deletes: { drafts: [sampleId(1)] }, puts: { drafts: [draft(2, 'other'), draft(4)] } };
        expect(await write(both)).toBe(true);
        expect(await drafts()).toEqual([draft(2, 'other'), draft(4)]);
        expect(await write({ clears: ['drafts'], puts: { drafts: [draft(5)] } })).toBe(true);
        expect(await drafts()).toEqual([draft(5)]);
        expect(await rows.read((reader) => reader.find('outbox', [sampleId(3), sampleId(9)]))).toEqual([
          operation(3),
          undefined,
        ]);
      });

      it('[ST47] against a state that is over does nothing', async () => {
        const first = await revision();
        expect(await rows.commit({ expect: first, puts: { drafts: [draft(1)] } })).toBe(true);
        const before = await content();
        const writes: RowWrites = {
          clears: ['outbox'],
          deletes: { drafts: [sampleId(1)] },
          puts: { drafts: [draft(2)] },
        };
        expect(await rows.commit({ ...writes, expect: first })).toBe(false);
        expect(await content()).toEqual(before);
      });

      it('[ST47] makes another state, also when it writes nothing and when everything was emptied', async () => {
        const seen = new Set([await revision()]);
        for (const writes of [{ puts: { drafts: [draft(1)] } }, {}, { clears: TABLE_NAMES }, {}]) {
          expect(await write(writes)).toBe(true);
          seen.add(await revision());
        }
        expect(seen.size).toBe(5);
      });

      it('[ST47] of many that were worked out from one state is made once', async () => {
        const expect_ = await revision();
        const others = bed.others();
        // Another program reads its own revision of the same state.
        const theirs = await others.read((reader) => reader.revision());
        const answers = await Promise.all([
          ...[1, 2, 3].map((index) => rows.commit({ expect: expect_, puts: { drafts: [draft(index)] } })),
          ...[4, 5].map((index) => others.commit({ expect: theirs, puts: { drafts: [draft(index)] } })),
        ]);
        expect(answers.filter((answer) => answer)).toHaveLength(1);
        expect(await drafts()).toHaveLength(1);
      });

      it('[ST47] that fails has done nothing, and the next one succeeds', async () => {
        await write({ puts: { drafts: [draft(1)] } });
        const before = await content();
        const mend = bed.breakCommits();
        await expect(
          write({ clears: ['drafts'], puts: { drafts: [draft(2)], outbox: [operation(2)] } }),
        ).rejects.toThrow();
        mend();
        expect(await content()).toEqual(before);
        expect(await write({ puts: { drafts: [draft(2)] } })).toBe(true);
        expect(await drafts()).toEqual([draft(1), draft(2)]);
      });

      it('[ST47] is seen by another program of the same rows, and by one that opened them anew', async () => {
        await write({ puts: { drafts: [draft(1)] } });
        expect(await drafts(bed.others())).toEqual([draft(1)]);
        rows.reopen();
        expect(await drafts()).toEqual([draft(1)]);
        expect(await write({ puts: { drafts: [draft(2)] } })).toBe(true);
      });

      it('[ST48] is told with the tables that it changed, until nobody wants to know', async () => {
        const told: string[][] = [];
        // Making the store anew would change every table.
        await revision();
        const end = rows.onChange((tables) => told.push([...tables].toSorted()));
        await write({ puts: { drafts: [draft(1)], outbox: [operation(1)] } });
        await expect.poll(() => told.flat()).toContain('drafts');
        expect(told.flat()).toContain('outbox');
        expect(told.flat()).not.toContain('cases');
        await write({ deletes: { drafts: [sampleId(1)] } });
        await expect.poll(() => told.flat().filter((table) => table === 'drafts').length).toBe(2);
        end();
        await write({ puts: { drafts: [draft(2)] } });
        expect(told.flat().filter((table) => table === 'drafts')).toHaveLength(2);
      });
    });

    describe('reading', () => {
      it('[ST47] is from one moment, whatever is committed meanwhile', async () => {
        await write({ puts: { drafts: [draft(1)] } });
        const begun = Promise.withResolvers<RowRevision>();
        const writes = { puts: { drafts: [draft(2)], outbox: [operation(2)] } };
        const written = begun.promise.then((state) => rows.commit({ expect: state, ...writes }));
        const seen = await rows.read(async (reader) => {
          const first = await reader.all('drafts');
          begun.resolve(await reader.revision());
          for (let times = 0; times < 20; times += 1) await reader.size('outbox');
          return [first, await reader.all('drafts'), await reader.size('outbox')];
        });
        expect(seen).toEqual([[draft(1)], [draft(1)], 0]);
        expect(await written).toBe(true);
        expect(await drafts()).toHaveLength(2);
      });

      it('gives rows that nobody can change for others', async () => {
        const row = draft(1);
        await write({ puts: { drafts: [row] } });
        Object.assign(row, { savedAt: minute(7) });
        const [read] = await drafts();
        // Rows may be frozen instead of copied.
        Reflect.set(read ?? {}, 'savedAt', minute(8));
        expect(await drafts()).toEqual([draft(1)]);
      });

      it('finds rows by a column, in its order and within it by key', async () => {
        await write({
          puts: { drafts: [draft(3, 'c', 'berta'), draft(2, 'b', 'zane'), draft(1, 'a', 'berta'), draft(4)] },
        });
        const found = await rows.read((reader) =>
          reader.findBy('drafts', 'author', ['zane', 'berta', 'nobody']),
        );
        expect(found.map(({ sealed }) => decodeUtf8(sealed))).toEqual(['a', 'c', 'b']);
        expect(await rows.read((reader) => reader.findBy('drafts', 'author', []))).toEqual([]);
        const holding = await rows.read((reader) => reader.keysHolding('drafts', 'author', 'an'));
        expect(holding).toEqual([sampleId(4), sampleId(2)]);
      });

      it('gives any stretch of any order as a naive reading of all rows does', async () => {
        const all = mixedOperations();
        await write({ puts: { outbox: all } });
        const ranges = fc.oneof(
          fc.record({
            order: fc.constantFrom('place+sequence', 'place+n', 'place+verdict.verdict.outcome'),
            equals: fc.constantFrom(
              [],
              ['unsent'],
              ['answered'],
              ['nothing'],
              ['answered', 'parked'],
              ['unsent', 2],
            ),
          }),
          fc.record({ order: fc.constant('caseId'), equals: fc.constantFrom([], [caseId(2)]) }),
        );
        const limits = fc.option(fc.tuple(fc.integer({ min: -3, max: 9 }), fc.integer({ min: 0, max: 9 })), {
          nil: undefined,
        });
        const slices = fc.record({
          descending: fc.boolean(),
          offset: fc.integer({ min: 0, max: 9 }),
          limit: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
        });
        let longest = 0;
        await fc.assert(
          fc.asyncProperty(ranges, limits, slices, async (asked, limit, slice) => {
            const isNumbered = asked.order === 'place+sequence' || asked.order === 'place+n';
            const isLimited = limit !== undefined && isNumbered && asked.equals.length === 1;
            const between = isLimited ? { from: limit[0], before: limit[0] + limit[1] } : {};
            const range = { table: 'outbox', ...asked, ...between } as RowRange<'outbox'>;
            const expected = naive(all, range);
            longest = Math.max(longest, expected.length);
            const inOrder = slice.descending ? expected.toReversed() : expected;
            const page = inOrder.slice(slice.offset, slice.offset + (slice.limit ?? all.length));
            const read = (reader: RowReader) =>
              Promise.all([
                reader.slice(range, slice as { descending: boolean; offset: number; limit?: number }),
                reader.count(range),
                reader.keys(range),
              ]);
            const [found, count, keys] = await rows.read(read);
            expect(found.map(({ opId }) => opId)).toEqual(page.map(({ opId }) => opId));
            expect(count).toBe(expected.length);
            expect(keys).toEqual(expected.map(({ opId }) => opId));
          }),
          { numRuns: 150 },
        );
        expect(longest).toBe(all.length);
      });

      it('knows every order of every table', async () => {
        for (const table of TABLE_NAMES) {
          for (const order of ROW_ORDERS[table]) {
            const range = { table, order: order as RowOrder<typeof table> } as RowRange<typeof table>;
            expect(await rows.read((reader) => reader.count(range)), `${table} ${order}`).toBe(0);
          }
        }
      });
    });
  });
}

function naive(all: readonly StoredOperation[], { order, equals = [], from, before }: RowRange<'outbox'>) {
  const columns: Record<string, (row: StoredOperation) => string | number | undefined> = {
    caseId: (row) => row.caseId,
    place: (row) => row.place,
    sequence: (row) => row.sequence,
    n: (row) => row.n,
    'verdict.verdict.outcome': (row) => row.verdict?.verdict.outcome,
  };
  const values = (row: StoredOperation) => order.split('+').map((column) => columns[column]?.(row));
  return all
    .filter((row) => values(row).every((value) => value !== undefined))
    .filter((row) => equals.every((value, place) => values(row)[place] === value))
    .filter((row) => from === undefined || Number(values(row)[1]) >= Number(from))
    .filter((row) => before === undefined || Number(values(row)[1]) < Number(before))
    .toSorted((a, b) => {
      const [left, right] = [
        [...values(a), a.opId],
        [...values(b), b.opId],
      ];
      const place = left.findIndex((value, index) => value !== right[index]);
      return (left[place] ?? '') < (right[place] ?? '') ? -1 : 1;
    });
}
