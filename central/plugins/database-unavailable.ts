import { DatabaseError } from 'pg';
import { StoreUnavailable } from '#central/cases/store-unavailable.ts';
import { findStoreUnavailable } from '#central/database/store-failure.ts';

/** Errors of the network under the driver. */
const NETWORK_CODES: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** What the driver says without a code. */
const DRIVER_SENTENCES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/;

/**
 * Whether a failure anywhere in a request says that the database cannot be reached or cannot serve now. Unlike
 * `findStoreUnavailable` it may be given any error, so a plain one counts only by what it says.
 */
export function isDatabaseUnavailable(failure: unknown): boolean {
  if (failure instanceof StoreUnavailable) return true;
  if (failure instanceof DatabaseError) return findStoreUnavailable(failure) !== undefined;
  if (!(failure instanceof Error)) return false;
  const { code, syscall } = failure as { code?: unknown; syscall?: unknown };
  // The last one is a server at a socket of the file system that is not there.
  return (
    NETWORK_CODES.has(code) ||
    (code === 'ENOENT' && syscall === 'connect') ||
    (code === undefined && DRIVER_SENTENCES.test(failure.message))
  );
}
