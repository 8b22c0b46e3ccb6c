import { createHash, createHmac } from 'node:crypto';
import type { CaseCourse, CaseRow, QueueRow, Sealed, StoredCase } from '#renderer/store/rows.ts';
import { decodeUtf8, encodeUtf8 } from '#shared/kernel/utf8.ts';
import type { Cryptography } from '#shared/keys/cryptography.ts';
import type { RowSecret } from '#shared/keys/data-key.ts';

/** What stands before the body of a sealed text: the key's id and the nonce. */
const LEAD_BYTES = 16;

const NOT_HERE = async (): Promise<never> => {
  throw new Error('nothing is signed in a simulated world');
};

/** What the rows of a simulated world are sealed with. */
export const SIMULATED_ROW_SECRET: RowSecret = {
  id: 1,
  sealing: new Uint8Array(32),
  codes: new Uint8Array(32),
};

/**
 * Cryptography that hides nothing and binds all the same, on this thread: the platform does its own on other threads,
 * whose order no seed decides.
 */
export const plainCryptography: Cryptography = {
  importSealingKey: async () => ({
    seal: async (plain, _nonce, about) => encodeUtf8(`${lead(about)}${decodeUtf8(plain)}`),
    open: async (sealed, _nonce, about) => {
      const text = decodeUtf8(sealed);
      if (!text.startsWith(lead(about))) throw new Error('sealed for something else');
      return encodeUtf8(text.slice(lead(about).length));
    },
  }),
  importHashKey: async (secret) => ({
    hash: async (bytes) => new Uint8Array(createHmac('sha256', secret).update(bytes).digest()),
  }),
  derive: async (secret, purpose) =>
    new Uint8Array(createHash('sha256').update(secret).update(purpose).digest()),
  makeSigningPair: NOT_HERE,
  sign: NOT_HERE,
  isSignedBy: NOT_HERE,
  makeAgreementPair: NOT_HERE,
  agree: NOT_HERE,
};

/** A case, and the life of the centre in which it was confirmed. */
export type SimulatedCase = CaseRow & Pick<StoredCase, 'life'>;

/** A case as the store of a simulated computer keeps it. */
export function openPlainCase(stored: StoredCase): SimulatedCase {
  const { caseId, reference, status, service, receivedAt, dueKey, sync, life } = stored;
  const shown = read('cases.shown', caseId, stored.sealedShown) as QueueRow['shown'];
  const { confirmed, provisional } = read('cases.course', caseId, stored.sealedCourse) as CaseCourse;
  const columns = { caseId, reference, status, service, receivedAt, dueKey, sync, life };
  return { ...columns, shown, confirmed, provisional };
}

function read(table: string, key: string, sealed: Sealed): unknown {
  const text = decodeUtf8(sealed.slice(LEAD_BYTES));
  return JSON.parse(text.slice(lead(encodeUtf8(JSON.stringify([table, key]))).length));
}

function lead(about: Uint8Array<ArrayBuffer>): string {
  return `plain ${decodeUtf8(about)} `;
}
