import type { RowOrder, RowTables, TableName } from './row-tables.ts';

/** A value by which rows are ordered. Numbers stand before texts, and texts by their UTF-16 units. */
export type OrderValue = string | number;

/** A stretch of one table in one of its orders, and within equal values by the key. */
export interface RowRange<Table extends TableName> {
  readonly table: Table;
  readonly order: RowOrder<Table>;
  /** The values of the leading columns. */
  readonly equals?: readonly OrderValue[];
  /** Limits of the column behind those: inclusive below, exclusive above. */
  readonly from?: OrderValue;
  readonly before?: OrderValue;
}

/** Which rows of a range are read: `offset` of them passed over, from its end when `descending`. */
export interface RowSlice {
  readonly descending?: boolean;
  readonly offset?: number;
  readonly limit?: number;
}

/** Which state of the store was read. It means something to the store that gave it alone. */
export type RowRevision = string & { readonly brand: 'RowRevision' };

/** What one moment of the store holds. Inside `read` nothing else may be waited for. */
export interface RowReader {
  /** Rows by their keys, in the order of the keys. */
  find<Table extends TableName>(
    table: Table,
    keys: readonly string[],
  ): Promise<readonly (RowTables[Table] | undefined)[]>;
  /** Every row of a table, by key. */
  all<Table extends TableName>(table: Table): Promise<readonly RowTables[Table][]>;
  /** How many rows a table has. */
  size(table: TableName): Promise<number>;
  slice<Table extends TableName>(
    range: RowRange<Table>,
    slice?: RowSlice,
  ): Promise<readonly RowTables[Table][]>;
  count<Table extends TableName>(range: RowRange<Table>): Promise<number>;
  /** The keys of a range in its order: they cost a fraction of what rows cost. */
  keys<Table extends TableName>(range: RowRange<Table>): Promise<readonly string[]>;
  /** The rows whose column is one of the values. */
  findBy<Table extends TableName>(
    table: Table,
    order: RowOrder<Table>,
    values: readonly OrderValue[],
  ): Promise<readonly RowTables[Table][]>;
  /** Which keys stand under a text that holds `part`, in an order of one column. */
  keysHolding<Table extends TableName>(
    table: Table,
    order: RowOrder<Table>,
    part: string,
  ): Promise<readonly string[]>;
  /** Which state this is; it is another one after every commit. */
  revision(): Promise<RowRevision>;
}

/** What one commit does, in this order: tables emptied, rows deleted, rows put. */
export interface RowWrites {
  readonly clears?: readonly TableName[];
  readonly deletes?: { readonly [Table in TableName]?: readonly string[] };
  readonly puts?: { readonly [Table in TableName]?: readonly RowTables[Table][] };
}

/** Writes that hold only for the state that they were worked out from. */
export interface RowCommit extends RowWrites {
  readonly expect: RowRevision;
}

/**
 * Where the local store keeps its rows. Whoever changes something reads a revision with what it reads, works out the
 * writes without any transaction, and commits them against that revision; a commit that finds another one does
 * nothing. Every verb may fail, and then nobody knows whether a commit was made: reading again tells.
 */
export interface RowStore {
  /** Reads from one moment. */
  read<Value>(work: (rows: RowReader) => Promise<Value>): Promise<Value>;
  /** All of it or nothing; false, having done nothing, when the store is not at the expected revision any more. */
  commit(commit: RowCommit): Promise<boolean>;
  /** Tells of every commit, also of other windows, which tables it changed. Returns what ends that. */
  onChange(listener: (tables: ReadonlySet<TableName>) => void): () => void;
  /** Lets go of a handle that may be dead, so that the next verb opens the store anew. */
  reopen(): void;
}
