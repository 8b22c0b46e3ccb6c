import { Dexie, type Table } from 'dexie';
import type { CounterDatabase } from './counter-database.ts';
import type {
  OrderValue,
  RowCommit,
  RowRange,
  RowReader,
  RowRevision,
  RowSlice,
  RowStore,
} from './row-store.ts';
import { type RowOrder, type RowTables, TABLE_NAMES, type TableName } from './row-tables.ts';

/** The fact that counts the commits. It stays when the tables are emptied, so that no state is taken for another. */
const REVISION = 'revision';

/** As keys of IndexedDB, before every number and behind every text. */
const BEFORE_ALL = -Infinity;
const BEHIND_ALL: IDBValidKey = [];

/** The rows of the local store in IndexedDB. */
export class DexieRows implements RowStore {
  readonly #database: CounterDatabase;
  /** Of a database that was made anew behind our back the count begins anew; a handle then has to be opened anew too. */
  #opened = 0;

  constructor(database: CounterDatabase) {
    this.#database = database;
    database.on(
      'ready',
      () => {
        this.#opened += 1;
      },
      true,
    );
  }

  read<Value>(work: (rows: RowReader) => Promise<Value>): Promise<Value> {
    const database = this.#database;
    const revision = async () => this.#revisionOf(await this.#count());
    // Only in an async function of its own does the library follow native promises.
    return onItsOwn(() =>
      database.transaction('r', database.tables, async () => work(new DexieReader(database, revision))),
    );
  }

  commit({ expect, clears = [], deletes = {}, puts = {} }: RowCommit): Promise<boolean> {
    const database = this.#database;
    return onItsOwn(() =>
      database.transaction('rw', database.tables, async () => {
        const count = await this.#count();
        if (this.#revisionOf(count) !== expect) return false;
        for (const table of clears) await database.table(table).clear();
        for (const table of TABLE_NAMES) {
          const [gone, put] = [deletes[table] ?? [], puts[table] ?? []];
          if (gone.length > 0) await database.table(table).bulkDelete([...gone]);
          if (put.length > 0) await database.table(table).bulkPut([...put]);
        }
        await database.facts.put({ name: REVISION, value: count + 1 });
        return true;
      }),
    );
  }

  onChange(listener: (tables: ReadonlySet<TableName>) => void): () => void {
    // The library names what was changed as "idb://database/table/index", here and in other windows.
    const prefix = `idb://${this.#database.name}/`;
    const heard = (parts: object): void => {
      const changed = Object.keys(parts).filter((part) => part.startsWith(prefix));
      const names = new Set(changed.map((part) => part.slice(prefix.length).split('/', 1)[0]));
      const tables = TABLE_NAMES.filter((table) => names.has(table));
      if (tables.length > 0) listener(new Set(tables));
    };
    Dexie.on('storagemutated', heard);
    return () => Dexie.on.storagemutated.unsubscribe(heard);
  }

  reopen(): void {
    this.#database.close({ disableAutoOpen: false });
  }

  async #count(): Promise<number> {
    return Number((await this.#database.facts.get(REVISION))?.value ?? 0);
  }

  #revisionOf(count: number): RowRevision {
    return `${this.#opened} ${count}` as RowRevision;
  }
}

/** Reads inside one transaction of the database. */
class DexieReader implements RowReader {
  readonly #database: CounterDatabase;
  readonly revision: () => Promise<RowRevision>;

  constructor(database: CounterDatabase, revision: () => Promise<RowRevision>) {
    this.#database = database;
    this.revision = revision;
  }

  find<Name extends TableName>(table: Name, keys: readonly string[]) {
    return this.#table(table).bulkGet([...keys]);
  }

  async all<Name extends TableName>(table: Name): Promise<readonly RowTables[Name][]> {
    const rows = await this.#table(table).toArray();
    return rows.filter((row) => !('name' in row && row.name === REVISION));
  }

  size(table: TableName): Promise<number> {
    return this.#table(table).count();
  }

  slice<Name extends TableName>(range: RowRange<Name>, { descending, offset = 0, limit }: RowSlice = {}) {
    const inOrder = descending === true ? this.#range(range).reverse() : this.#range(range);
    const behind = offset === 0 ? inOrder : inOrder.offset(offset);
    return (limit === undefined ? behind : behind.limit(limit)).toArray();
  }

  count<Name extends TableName>(range: RowRange<Name>): Promise<number> {
    return this.#range(range).count();
  }

  keys<Name extends TableName>(range: RowRange<Name>): Promise<readonly string[]> {
    return this.#range(range).primaryKeys();
  }

  findBy<Name extends TableName>(table: Name, order: RowOrder<Name>, values: readonly OrderValue[]) {
    return this.#table(table)
      .where(order)
      .anyOf([...values])
      .toArray();
  }

  /**
   * The whole index is walked, because a part can stand anywhere in a text, and by a cursor of the browser's own, which
   * takes a third of the time of the library's.
   */
  keysHolding<Name extends TableName>(
    table: Name,
    order: RowOrder<Name>,
    part: string,
  ): Promise<readonly string[]> {
    const index = Dexie.currentTransaction.idbtrans.objectStore(table).index(order);
    const keys: string[] = [];
    return new Dexie.Promise((resolve, reject) => {
      const walk = index.openKeyCursor();
      walk.onerror = () => reject(walk.error);
      walk.onsuccess = () => {
        const cursor = walk.result;
        if (cursor === null) return resolve(keys);
        if (String(cursor.key).includes(part)) keys.push(String(cursor.primaryKey));
        cursor.continue();
      };
    });
  }

  #table<Name extends TableName>(table: Name): Table<RowTables[Name], string> {
    return this.#database.table<RowTables[Name], string>(table);
  }

  #range<Name extends TableName>({ table, order, equals = [], from, before }: RowRange<Name>) {
    const columns = order.split('+').length;
    const clause = this.#table(table).where(columns > 1 ? `[${order}]` : order);
    if (equals.length === columns) return clause.equals(columns > 1 ? [...equals] : (equals[0] ?? ''));
    const [lower, upper] = [from ?? BEFORE_ALL, before ?? BEHIND_ALL];
    return columns > 1
      ? clause.between([...equals, lower], [...equals, upper], true, false)
      : clause.between(lower, upper, true, false);
  }
}

/** A transaction is nobody's part, whoever asks for it while another one runs. */
async function onItsOwn<Value>(work: () => PromiseLike<Value>): Promise<Value> {
  return Dexie.ignoreTransaction(work);
}
