import { z } from 'zod';
import { CaseStatus } from '#shared/case/case-status.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { NameDirectory } from './name-directory.ts';
import type { RowRange, RowReader } from './row-store.ts';
import type { QueueRow, StoredCase } from './rows.ts';

/**
 * What the queue is sorted by. Within one status, service or mark the deadline decides; cases in which nobody is named
 * stand behind all applicants.
 */
export const QueueOrder = z.enum([
  'dueKey',
  'receivedAt',
  'reference',
  'status',
  'service',
  'sync',
  'applicant',
]);
export type QueueOrder = z.infer<typeof QueueOrder>;

/** Which part of the queue a screen shows. Limits of `due` are inclusive below and exclusive above. */
export const QueueQuery = z.object({
  status: CaseStatus.optional(),
  service: z.string().optional(),
  sync: z.enum(['saved-here', 'received', 'needs-attention', 'accepted']).optional(),
  due: z.object({ from: z.string(), before: z.string() }).optional(),
  /** Part of a reference, in capital letters. */
  reference: z.string().optional(),
  /** Beginnings of words of a name. */
  name: z.string().optional(),
  order: QueueOrder,
  descending: z.boolean(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
});
export type QueueQuery = z.infer<typeof QueueQuery>;

/** A page as it is kept. */
type StoredPage = Omit<QueuePage, 'rows'> & { readonly rows: readonly StoredCase[] };

/** What looks names up, where a query names any. */
type Names = Pick<NameDirectory, 'find' | 'inOrder'>;

export interface QueuePage {
  readonly rows: readonly QueueRow[];
  /** How many cases match, and how many there are. */
  readonly matching: number;
  readonly total: number;
}

type Filter = 'status' | 'service' | 'sync';
const FILTERS: readonly Filter[] = ['sync', 'status', 'service'];

/**
 * One page of the queue. The order always comes from an index, with one filter in front of it where there is one. What
 * further filters leave is found by their keys: keys cost a fraction of what rows cost, and so only the rows of the
 * page are read.
 */
export async function readQueue(
  rows: RowReader,
  query: QueueQuery,
  names: Names | undefined,
): Promise<StoredPage> {
  const total = await rows.size('cases');
  const further = furtherKeys(rows, query, names);
  const isByKeys = further.length > 0 || query.order === 'applicant';
  const page = await (isByKeys ? pageByKeys(rows, query, names, further) : pageByIndex(rows, query, total));
  return { ...page, total };
}

async function pageByIndex(
  rows: RowReader,
  query: QueueQuery,
  total: number,
): Promise<Omit<StoredPage, 'total'>> {
  const range = rangeOf(query);
  const { descending, offset, limit } = query;
  // Counting an index takes longer than reading a page, and without a filter the count is known.
  const isWhole = range.equals === undefined && range.from === undefined;
  const matching = isWhole ? total : await rows.count(range);
  return { matching, rows: await rows.slice(range, { descending, offset, limit }) };
}

async function pageByKeys(
  rows: RowReader,
  query: QueueQuery,
  names: Names | undefined,
  further: readonly Promise<Iterable<string>>[],
): Promise<Omit<StoredPage, 'total'>> {
  const ordered = query.order === 'applicant' ? namesFor(names).inOrder() : rows.keys(rangeOf(query));
  const [inOrder, ...others] = await Promise.all([ordered, ...further]);
  const sets = others.map((keys) => new Set(keys));
  const keys = inOrder.filter((key) => sets.every((set) => set.has(key)));
  if (query.descending) keys.reverse();
  const found = await rows.find('cases', keys.slice(query.offset, query.offset + query.limit));
  return { matching: keys.length, rows: found.filter((row) => row !== undefined) };
}

/** The filter that stands in front of the order in an index; none when the order is by another such column. */
function firstFilter(query: QueueQuery): Filter | undefined {
  const group = FILTERS.find((filter) => filter === query.order);
  if (group !== undefined) return query[group] === undefined ? undefined : group;
  return FILTERS.find((filter) => query[filter] !== undefined);
}

function rangeOf(query: QueueQuery): RowRange<'cases'> {
  const { order } = query;
  const first = firstFilter(query);
  const group = FILTERS.find((filter) => filter === order);
  // Sorted by a column that has few values: its index holds the deadlines within each.
  if (group !== undefined && first !== group) return { table: 'cases', order: `${group}+dueKey` };
  const column = order === 'receivedAt' || order === 'reference' ? order : 'dueKey';
  const due = column === 'dueKey' && query.due !== undefined ? query.due : {};
  if (first === undefined) return { table: 'cases', order: column, ...due };
  return { table: 'cases', order: `${first}+${column}`, equals: [query[first] as string], ...due };
}

/** The keys that each filter leaves which the index in use does not answer. */
function furtherKeys(
  rows: RowReader,
  query: QueueQuery,
  names: Names | undefined,
): readonly Promise<Iterable<string>>[] {
  const first = query.order === 'applicant' ? undefined : firstFilter(query);
  const found: Promise<Iterable<string>>[] = [];
  for (const filter of FILTERS) {
    const value = query[filter];
    if (filter === first || value === undefined) continue;
    found.push(rows.keys({ table: 'cases', order: `${filter}+dueKey`, equals: [value] }));
  }
  const { due, reference, name, order } = query;
  const isDueIndexed = order === 'dueKey' || order === first;
  if (due !== undefined && !isDueIndexed) {
    found.push(rows.keys({ table: 'cases', order: 'dueKey', ...due }));
  }
  if (reference !== undefined) found.push(rows.keysHolding('cases', 'reference', reference));
  if (name !== undefined) found.push(Promise.resolve(namesFor(names).find(name)));
  return found;
}

function namesFor(names: Names | undefined): Names {
  invariant(names !== undefined, 'names are looked up without a directory');
  return names;
}
