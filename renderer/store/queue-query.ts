import type { Collection } from 'dexie';
import { z } from 'zod';
import { CaseStatus } from '#shared/case/case-status.ts';
import type { CounterDatabase } from './counter-database.ts';
import type { CaseRow } from './rows.ts';

/** What the queue is sorted by. Within one status, service or mark the deadline decides. */
export const QueueOrder = z.enum(['dueKey', 'receivedAt', 'reference', 'status', 'service', 'sync']);
export type QueueOrder = z.infer<typeof QueueOrder>;

/** Which part of the queue a screen shows. Limits of `due` are inclusive below and exclusive above. */
export const QueueQuery = z.object({
  status: CaseStatus.optional(),
  service: z.string().optional(),
  sync: z.enum(['saved-here', 'received', 'needs-attention', 'accepted']).optional(),
  due: z.object({ from: z.string(), before: z.string() }).optional(),
  /** Part of a reference, in capital letters. */
  reference: z.string().optional(),
  order: QueueOrder,
  descending: z.boolean(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
});
export type QueueQuery = z.infer<typeof QueueQuery>;

export interface QueuePage {
  readonly rows: readonly CaseRow[];
  /** How many cases match, and how many there are. */
  readonly matching: number;
  readonly total: number;
}

type Filter = 'status' | 'service' | 'sync';
const FILTERS: readonly Filter[] = ['sync', 'status', 'service'];

/**
 * One page of the queue. The order always comes from an index, with one filter in front of it where there is one; what
 * further filters are left is asked row by row.
 */
export async function readQueue(database: CounterDatabase, query: QueueQuery): Promise<QueuePage> {
  const total = await database.cases.count();
  const first = firstFilter(query);
  const rest = restOf(query, first);
  const matching = await matchingCount(database, query, first, rest);
  let rows = indexed(database, query, first);
  if (query.descending) rows = rows.reverse();
  if (rest !== undefined) rows = rows.filter(rest);
  return { rows: await rows.offset(query.offset).limit(query.limit).toArray(), matching, total };
}

/** The filter that stands in front of the order in an index; none when the order is by another such column. */
function firstFilter(query: QueueQuery): Filter | undefined {
  const group = FILTERS.find((filter) => filter === query.order);
  if (group !== undefined) return query[group] === undefined ? undefined : group;
  return FILTERS.find((filter) => query[filter] !== undefined);
}

async function matchingCount(
  database: CounterDatabase,
  query: QueueQuery,
  first: Filter | undefined,
  rest: ((row: CaseRow) => boolean) | undefined,
): Promise<number> {
  const rows = indexed(database, query, first);
  return rest === undefined ? rows.count() : rows.filter(rest).count();
}

function indexed(
  database: CounterDatabase,
  query: QueueQuery,
  first: Filter | undefined,
): Collection<CaseRow, string> {
  const { order } = query;
  const group = FILTERS.find((filter) => filter === order);
  if (group !== undefined && first !== group) {
    // Sorted by a column that has few values: its index holds the deadlines within each.
    return database.cases.where(`[${group}+dueKey]`).between(['', ''], ['\uffff', '\uffff']);
  }
  const column = group === undefined ? order : 'dueKey';
  const due = column === 'dueKey' ? query.due : undefined;
  const [from, before] = due === undefined ? ['', '\uffff'] : [due.from, due.before];
  if (first === undefined) return database.cases.where(column).between(from, before, true, false);
  const value = query[first] as string;
  return database.cases.where(`[${first}+${column}]`).between([value, from], [value, before], true, false);
}

/** What the index does not answer, or `undefined` when it answers all. */
function restOf(query: QueueQuery, first: Filter | undefined): ((row: CaseRow) => boolean) | undefined {
  const tests: ((row: CaseRow) => boolean)[] = [];
  for (const filter of FILTERS) {
    const value = query[filter];
    if (filter !== first && value !== undefined) tests.push((row) => row[filter] === value);
  }
  const { due, reference, order } = query;
  const isDueIndexed = order === 'dueKey' || order === first;
  if (due !== undefined && !isDueIndexed) {
    tests.push((row) => row.dueKey >= due.from && row.dueKey < due.before);
  }
  if (reference !== undefined) tests.push((row) => row.reference.includes(reference));
  return tests.length === 0 ? undefined : (row) => tests.every((test) => test(row));
}
