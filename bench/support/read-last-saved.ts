import type { Page } from '@playwright/test';
import type { StoredCase, StoredOperation } from '#renderer/store/rows.ts';
import { OperationEntry } from '#shared/journal/journal-entry.ts';
import { RECORD_OVERHEAD_BYTES } from '#shared/journal/journal-record.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';

/** The latest operation of a counter, as it stands in the journal and in the store. */
export interface LastSaved {
  readonly entry: OperationEntry;
  /** What its record takes in the journal. */
  readonly recordBytes: number;
  /** The rows of the operation and of its case, as JSON. */
  readonly rows: readonly string[];
}

/** Reads it from the store of the open page, once the store has it. */
export async function readLastSaved(page: Page): Promise<LastSaved> {
  const reference = (await page.getByTestId('reference').textContent()) ?? '';
  const rows = await page.evaluate(readRows, reference);
  const { header, digest } = rows.operation;
  // What is sealed stands for itself: a text of the same length.
  const payload = 'x'.repeat(rows.sealedBytes);
  const entry = OperationEntry.parse({ header, digest, salt: '0'.repeat(32), payload });
  const recordBytes = RECORD_OVERHEAD_BYTES + encodeUtf8(JSON.stringify(entry)).length;
  return { entry, recordBytes, rows: [rows.operation, rows.case].map((row) => JSON.stringify(row)) };
}

/** Runs in the page, so it can reach nothing of this file. */
async function readRows(reference: string): Promise<{
  operation: StoredOperation;
  case: StoredCase;
  sealedBytes: number;
}> {
  const answerOf = <Value>(request: IDBRequest<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await answerOf(indexedDB.open('klatiene'));
  try {
    for (;;) {
      const transaction = database.transaction(['cases', 'outbox']);
      const found: StoredCase | undefined = await answerOf(
        transaction.objectStore('cases').index('reference').get(reference),
      );
      const operation: StoredOperation | undefined =
        found && (await answerOf(transaction.objectStore('outbox').get(found.caseId)));
      if (found !== undefined && operation !== undefined) {
        return { operation, case: found, sealedBytes: operation.sealed.length };
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    database.close();
  }
}
