import { Digest } from '#shared/kernel/identifier.ts';
import type { FeedChange, PullAnswer, SpaceId } from '#shared/protocol/pull.ts';
import type { RowRange, RowReader } from './row-store.ts';
import type { CursorRow, FactRow, StoredOperation } from './rows.ts';

/** How far the store is in its journal: the last record that it has taken in, and by what that one is known again. */
export interface Applied {
  /** 0 for an empty store. */
  readonly sequence: number;
  readonly mark: string;
}

/** How many rows are read at once where it is not known how many are needed. */
const STRETCH = 200;

export async function readApplied(rows: RowReader): Promise<Applied> {
  const [sequence, mark] = await rows.find('facts', ['applied-sequence', 'applied-mark']);
  return { sequence: Number(sequence?.value ?? 0), mark: String(mark?.value ?? '') };
}

export async function readFact(rows: RowReader, name: FactRow['name']): Promise<string | number | undefined> {
  const [fact] = await rows.find('facts', [name]);
  return fact?.value;
}

/** The first rows of a range that are wanted, at most `limit`. */
export async function findFirst(
  rows: RowReader,
  range: RowRange<'outbox'>,
  isWanted: (row: StoredOperation) => boolean,
  limit: number,
): Promise<readonly StoredOperation[]> {
  const wanted: StoredOperation[] = [];
  const stretch = Math.max(limit, STRETCH);
  for (let offset = 0; ; offset += stretch) {
    const some = await rows.slice(range, { offset, limit: stretch });
    wanted.push(...some.filter(isWanted));
    if (wanted.length >= limit || some.length < stretch) return wanted.slice(0, limit);
  }
}

export function expectCursors(rows: readonly CursorRow[], since: Readonly<Record<SpaceId, number>>): void {
  const isSame = rows.length === Object.keys(since).length;
  if (!isSame || rows.some(({ space, cursor }) => since[space] !== cursor)) {
    throw new Error('the store is not where the page goes on from');
  }
}

export function digestsIn(seen: string | number | undefined): readonly Digest[] {
  return seen === undefined ? [] : (String(seen).split(' ') as Digest[]);
}

/** The fact of the catalogue versions that cases name, when there are more now. */
export function newlySeen(
  known: string | number | undefined,
  changes: readonly FeedChange[],
): readonly FactRow[] {
  const seen = digestsIn(known);
  const all = new Set(seen);
  for (const change of changes) {
    const [first] = change.kind === 'case' ? change.events : [];
    const named = first?.kind === 'registered' && 'catalogue' in first ? first.catalogue : undefined;
    const digest = Digest.safeParse(named);
    if (digest.success) all.add(digest.data);
  }
  return all.size > seen.length ? [{ name: 'seen-catalogues', value: [...all].join(' ') }] : [];
}

export function cursorRowOf({ space, cursor, line, fill }: PullAnswer['spaces'][number]): CursorRow {
  return {
    space,
    cursor,
    ...(typeof line === 'string' ? { line } : {}),
    ...(fill === undefined ? {} : { fill }),
  };
}

export function bySpace<Value>(
  rows: readonly CursorRow[],
  chosen: (row: CursorRow) => Value | undefined,
): Record<SpaceId, Value> {
  const found = rows.flatMap((row) => {
    const value = chosen(row);
    return value === undefined ? [] : [[row.space, value] as const];
  });
  return Object.fromEntries(found) as Record<SpaceId, Value>;
}
