import type { CursorRow, FactRow, NameBlock, StoredCase, StoredDraft, StoredOperation } from './rows.ts';

/** The tables of the local store with their rows, whatever keeps them. */
export interface RowTables {
  readonly cases: StoredCase;
  readonly outbox: StoredOperation;
  readonly drafts: StoredDraft;
  readonly names: NameBlock;
  readonly cursors: CursorRow;
  readonly facts: FactRow;
}

export type TableName = keyof RowTables;

/** What keeps a row apart from all others of its table. */
export const ROW_KEYS = {
  cases: 'caseId',
  outbox: 'opId',
  drafts: 'draftId',
  names: 'block',
  cursors: 'space',
  facts: 'name',
} as const satisfies { readonly [Table in TableName]: keyof RowTables[Table] };

/**
 * The orders in which a table can be read, beside that of its keys: columns joined by `+`, and a column inside another
 * by a dot. A row in which one of the columns holds neither text nor a number is left out of that order; one that holds
 * several texts (`codes`) stands in it under each of them, and is asked for by `findBy` alone.
 */
export const ROW_ORDERS = {
  cases: [
    'reference',
    'receivedAt',
    'dueKey',
    'status+receivedAt',
    'status+dueKey',
    'status+reference',
    'service+receivedAt',
    'service+dueKey',
    'service+reference',
    'sync+receivedAt',
    'sync+dueKey',
    'sync+reference',
    'codes',
  ],
  outbox: ['caseId', 'place+sequence', 'place+n', 'place+verdict.verdict.outcome'],
  drafts: ['author'],
  names: ['changed'],
  cursors: [],
  facts: [],
} as const satisfies Record<TableName, readonly string[]>;

export type RowOrder<Table extends TableName> = (typeof ROW_ORDERS)[Table][number];

/** The tables, in no order that means anything. */
export const TABLE_NAMES = Object.keys(ROW_ORDERS) as readonly TableName[];
