import { type Collection, Dexie, type Transaction } from 'dexie';
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

/** Sorts behind every text of an index. */
const LAST = '\uffff';

/**
 * One page of the queue, from one moment of the store. The order always comes from an index, with one filter in front
 * of it where there is one. What further filters leave is found by their keys: keys cost a fraction of what rows cost,
 * and so only the rows of the page are read.
 */
export function readQueue(database: CounterDatabase, query: QueueQuery): Promise<QueuePage> {
  const { cases } = database;
  return database.transaction('r', cases, async (transaction) => {
    const total = await cases.count();
    const further = furtherKeys(database, query, transaction);
    const page = await (further.length > 0
      ? pageByKeys(database, query, further)
      : pageByIndex(database, query, total));
    return { ...page, total };
  });
}

async function pageByIndex(
  database: CounterDatabase,
  query: QueueQuery,
  total: number,
): Promise<Omit<QueuePage, 'total'>> {
  const first = firstFilter(query);
  // Counting an index takes longer than reading a page, and without a filter the count is known.
  const matching =
    first === undefined && query.due === undefined ? total : await indexed(database, query).count();
  const inOrder = query.descending ? indexed(database, query).reverse() : indexed(database, query);
  return { matching, rows: await inOrder.offset(query.offset).limit(query.limit).toArray() };
}

async function pageByKeys(
  database: CounterDatabase,
  query: QueueQuery,
  further: readonly Promise<ReadonlySet<string>>[],
): Promise<Omit<QueuePage, 'total'>> {
  const [inOrder, ...sets] = await Promise.all([indexed(database, query).primaryKeys(), ...further]);
  const keys = inOrder.filter((key) => sets.every((set) => set.has(key)));
  if (query.descending) keys.reverse();
  const rows = await database.cases.bulkGet(keys.slice(query.offset, query.offset + query.limit));
  return { matching: keys.length, rows: rows.filter((row) => row !== undefined) };
}

/** The filter that stands in front of the order in an index; none when the order is by another such column. */
function firstFilter(query: QueueQuery): Filter | undefined {
  const group = FILTERS.find((filter) => filter === query.order);
  if (group !== undefined) return query[group] === undefined ? undefined : group;
  return FILTERS.find((filter) => query[filter] !== undefined);
}

function indexed(database: CounterDatabase, query: QueueQuery): Collection<CaseRow, string> {
  const { order } = query;
  const first = firstFilter(query);
  const group = FILTERS.find((filter) => filter === order);
  if (group !== undefined && first !== group) {
    // Sorted by a column that has few values: its index holds the deadlines within each.
    return database.cases.where(`[${group}+dueKey]`).between(['', ''], [LAST, LAST]);
  }
  const column = group === undefined ? order : 'dueKey';
  const due = column === 'dueKey' ? query.due : undefined;
  const [from, before] = due === undefined ? ['', LAST] : [due.from, due.before];
  if (first === undefined) return database.cases.where(column).between(from, before, true, false);
  const value = query[first] as string;
  return database.cases.where(`[${first}+${column}]`).between([value, from], [value, before], true, false);
}

/** The keys that each filter leaves which the index in use does not answer. */
function furtherKeys(
  database: CounterDatabase,
  query: QueueQuery,
  transaction: Transaction,
): readonly Promise<ReadonlySet<string>>[] {
  const { cases } = database;
  const first = firstFilter(query);
  const found: Promise<ReadonlySet<string>>[] = [];
  for (const filter of FILTERS) {
    const value = query[filter];
    if (filter === first || value === undefined) continue;
    const rows = cases.where(`[${filter}+dueKey]`).between([value, ''], [value, LAST]);
    found.push(rows.primaryKeys().then((keys) => new Set(keys)));
  }
  const { due, reference, order } = query;
  const isDueIndexed = order === 'dueKey' || order === first;
  if (due !== undefined && !isDueIndexed) {
    const rows = cases.where('dueKey').between(due.from, due.before, true, false);
    found.push(rows.primaryKeys().then((keys) => new Set(keys)));
  }
  if (reference !== undefined) found.push(keysOfReferences(transaction, reference));
  return found;
}

/**
 * The cases whose reference holds `part`. The whole index is walked, because a part can stand anywhere in a reference,
 * and by a cursor of the browser's own, which takes a third of the time of the library's.
 */
function keysOfReferences(transaction: Transaction, part: string): Promise<ReadonlySet<string>> {
  const index = transaction.idbtrans.objectStore('cases').index('reference');
  const keys = new Set<string>();
  return new Dexie.Promise((resolve, reject) => {
    const walk = index.openKeyCursor();
    walk.onerror = () => reject(walk.error);
    walk.onsuccess = () => {
      const cursor = walk.result;
      if (cursor === null) return resolve(keys);
      if (String(cursor.key).includes(part)) keys.add(String(cursor.primaryKey));
      cursor.continue();
    };
  });
}
