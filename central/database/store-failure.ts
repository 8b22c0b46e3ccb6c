import { DatabaseError } from 'pg';
import { StoreUnavailable } from '#central/cases/store-unavailable.ts';

/**
 * Classes of SQLSTATE that say nothing about the statement: connection, authorisation, unknown database, exhausted
 * resources, a server that is stopping or a time-out, errors of the system below.
 */
const UNAVAILABLE_CLASSES: ReadonlySet<string> = new Set(['08', '28', '3D', '53', '57', '58']);

/** Read-only server, time-outs on locks and idle transactions, damaged files, and conflicts that outlasted the retries. */
const UNAVAILABLE_CODES: ReadonlySet<string> = new Set([
  '25006',
  '25P03',
  '25P04',
  '55P03',
  'XX001',
  'XX002',
  '40001',
  '40003',
  '40P01',
]);

/** Two transactions got in each other's way; one of them was undone and can be done again. */
export function isConflict(failure: unknown): boolean {
  return failure instanceof DatabaseError && (failure.code === '40001' || failure.code === '40P01');
}

/**
 * What a query threw, as `StoreUnavailable` when it says that the database is out of reach or overloaded; `undefined`
 * when it speaks of the statement or is a defect of ours. Give it only what a query or the pool threw: the driver
 * reports a lost connection as a plain `Error`.
 */
export function findStoreUnavailable(failure: unknown): StoreUnavailable | undefined {
  if (failure instanceof StoreUnavailable) return failure;
  return isUnavailable(failure)
    ? new StoreUnavailable('the database is out of reach', { cause: failure })
    : undefined;
}

function isUnavailable(failure: unknown): boolean {
  if (failure instanceof DatabaseError) {
    const code = failure.code ?? '';
    return UNAVAILABLE_CODES.has(code) || UNAVAILABLE_CLASSES.has(code.slice(0, 2));
  }
  // An address that cannot be resolved or reached comes as several failures at once.
  if (failure instanceof AggregateError) return true;
  return failure instanceof Error && (failure.constructor === Error || 'syscall' in failure);
}
