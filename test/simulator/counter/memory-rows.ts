import type {
  OrderValue,
  RowCommit,
  RowRange,
  RowReader,
  RowRevision,
  RowSlice,
  RowStore,
} from '#renderer/store/row-store.ts';
import {
  ROW_KEYS,
  type RowOrder,
  type RowTables,
  TABLE_NAMES,
  type TableName,
} from '#renderer/store/row-tables.ts';

/** A place where a program can be interrupted, slowed down or fail. `before-commit`: nothing of it is done yet. */
export type RowStep = 'open' | 'read' | 'before-commit' | 'after-commit';

type Tables = Record<TableName, ReadonlyMap<string, unknown>>;

/**
 * A row store in memory. `onStep` is asked at every step and may wait, or throw: then the verb fails, before a commit
 * without any effect and after it with all of it. The rows outlive any number of programs that use them.
 */
export class MemoryRows implements RowStore {
  readonly #onStep: (step: RowStep) => Promise<void>;
  readonly #listeners = new Set<(tables: ReadonlySet<TableName>) => void>();
  #tables: Tables = emptyTables();
  #commits = 0;
  #isOpen = false;

  constructor(onStep: (step: RowStep) => Promise<void> = async () => undefined) {
    this.#onStep = onStep;
  }

  /** Everything is gone and nobody was told, as when a browser throws a database away. */
  reset(): void {
    this.#tables = emptyTables();
    this.#commits += 1;
    this.#isOpen = false;
  }

  /** The rows as they are now, for another program of the same disk or for looking at. */
  fork(onStep?: (step: RowStep) => Promise<void>): MemoryRows {
    const copy = new MemoryRows(onStep);
    copy.#tables = this.#tables;
    copy.#commits = this.#commits;
    return copy;
  }

  /** Every row of a table, without any step. */
  rowsOf<Table extends TableName>(table: Table): readonly RowTables[Table][] {
    return [...this.#tables[table].values()] as RowTables[Table][];
  }

  async read<Value>(work: (rows: RowReader) => Promise<Value>): Promise<Value> {
    await this.#open();
    const tables = this.#tables;
    const revision = String(this.#commits) as RowRevision;
    return work(new MemoryReader(tables, revision, () => this.#onStep('read')));
  }

  async commit({ expect, clears = [], deletes = {}, puts = {} }: RowCommit): Promise<boolean> {
    await this.#open();
    await this.#onStep('before-commit');
    if (expect !== String(this.#commits)) return false;
    const next: Tables = { ...this.#tables };
    const changed = new Set<TableName>(clears);
    for (const table of TABLE_NAMES) {
      const rows = new Map(clears.includes(table) ? [] : next[table]);
      for (const key of deletes[table] ?? []) rows.delete(key);
      for (const row of puts[table] ?? []) rows.set(keyOf(table, row), frozen(structuredClone(row)));
      if ((deletes[table]?.length ?? 0) + (puts[table]?.length ?? 0) > 0) changed.add(table);
      if (changed.has(table)) next[table] = rows;
    }
    this.#tables = next;
    this.#commits += 1;
    for (const listener of this.#listeners) listener(changed);
    await this.#onStep('after-commit');
    return true;
  }

  onChange(listener: (tables: ReadonlySet<TableName>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  reopen(): void {
    this.#isOpen = false;
  }

  async #open(): Promise<void> {
    if (this.#isOpen) return;
    await this.#onStep('open');
    this.#isOpen = true;
  }
}

/** Reads one state, whatever is committed meanwhile. What is handed out is frozen, so that it is as good as a copy. */
class MemoryReader implements RowReader {
  readonly #tables: Tables;
  readonly #revision: RowRevision;
  readonly #onRead: () => Promise<void>;

  constructor(tables: Tables, revision: RowRevision, onRead: () => Promise<void>) {
    this.#tables = tables;
    this.#revision = revision;
    this.#onRead = onRead;
  }

  async find<Name extends TableName>(table: Name, keys: readonly string[]) {
    const rows = await this.#rows(table);
    return keys.map((key) => rows.get(key));
  }

  async all<Name extends TableName>(table: Name) {
    const rows = await this.#rows(table);
    return [...rows].toSorted(([a], [b]) => compare(a, b)).map(([, row]) => row);
  }

  async size(table: TableName): Promise<number> {
    return (await this.#rows(table)).size;
  }

  async slice<Name extends TableName>(range: RowRange<Name>, slice: RowSlice = {}) {
    const { descending = false, offset = 0, limit = Infinity } = slice;
    const inOrder = await this.#inOrder(range);
    if (descending) inOrder.reverse();
    return inOrder.slice(offset, offset + limit);
  }

  async count<Name extends TableName>(range: RowRange<Name>): Promise<number> {
    return (await this.#inOrder(range)).length;
  }

  async keys<Name extends TableName>(range: RowRange<Name>): Promise<readonly string[]> {
    return (await this.#inOrder(range)).map((row) => keyOf(range.table, row));
  }

  async findBy<Name extends TableName>(table: Name, order: RowOrder<Name>, values: readonly OrderValue[]) {
    const wanted = new Set(values);
    const found = [...(await this.#rows(table)).values()].flatMap((row) =>
      severalValuesOf(row, order)
        .filter((value) => wanted.has(value))
        .map((value) => ({ values: [value, keyOf(table, row)], row })),
    );
    return found.sort((a, b) => compareAll(a.values, b.values)).map(({ row }) => row);
  }

  async keysHolding<Name extends TableName>(table: Name, order: RowOrder<Name>, part: string) {
    const inOrder = await this.#inOrder({ table, order });
    const holding = inOrder.filter((row) => String(valuesOf(row, order)?.[0]).includes(part));
    return holding.map((row) => keyOf(table, row));
  }

  async revision(): Promise<RowRevision> {
    await this.#onRead();
    return this.#revision;
  }

  async #rows<Name extends TableName>(table: Name): Promise<ReadonlyMap<string, RowTables[Name]>> {
    await this.#onRead();
    return this.#tables[table] as ReadonlyMap<string, RowTables[Name]>;
  }

  async #inOrder<Name extends TableName>(range: RowRange<Name>): Promise<RowTables[Name][]> {
    const { table, order, equals = [], from, before } = range;
    const found: { readonly values: readonly OrderValue[]; readonly row: RowTables[Name] }[] = [];
    for (const row of (await this.#rows(table)).values()) {
      const values = valuesOf(row, order);
      if (values === undefined || equals.some((value, place) => value !== values[place])) continue;
      const limited = values[equals.length];
      if (from !== undefined && (limited === undefined || compare(limited, from) < 0)) continue;
      if (before !== undefined && (limited === undefined || compare(limited, before) >= 0)) continue;
      found.push({ values: [...values, keyOf(table, row)], row });
    }
    return found.sort((a, b) => compareAll(a.values, b.values)).map(({ row }) => row);
  }
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    for (const inner of Object.values(value)) frozen(inner);
    Object.freeze(value);
  }
  return value;
}

function emptyTables(): Tables {
  return Object.fromEntries(TABLE_NAMES.map((table) => [table, new Map()])) as unknown as Tables;
}

function keyOf<Name extends TableName>(table: Name, row: RowTables[Name]): string {
  return (row as unknown as Record<string, string>)[ROW_KEYS[table]] ?? '';
}

/** The values of an order; undefined for a row that is not in it. */
function valuesOf(row: object, order: string): readonly OrderValue[] | undefined {
  const values = order
    .split('+')
    .map((column) =>
      column
        .split('.')
        .reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name], row),
    );
  const isWhole = values.every((value) => typeof value === 'string' || typeof value === 'number');
  return isWhole ? (values as OrderValue[]) : undefined;
}

/** The values of an order of one column, which may hold several texts. */
function severalValuesOf(row: object, order: string): readonly OrderValue[] {
  const values = (row as Record<string, unknown>)[order];
  return Array.isArray(values) ? values : (valuesOf(row, order) ?? []);
}

function compare(a: OrderValue, b: OrderValue): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function compareAll(a: readonly OrderValue[], b: readonly OrderValue[]): number {
  for (const [place, value] of a.entries()) {
    const order = compare(value, b[place] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}
