import type { Page } from '@playwright/test';
import { z } from 'zod';
import { secretsOf } from '#renderer/counter/person-secrets.ts';
import { passwordHash } from '#renderer/platform/web-password.ts';
import { CaseEvent } from '#shared/case/case-event.ts';
import { OperationEntry, type ReadRecord } from '#shared/journal/journal-entry.ts';
import { KeyedStorage } from '#shared/keys/keyed-storage.ts';
import { openRowCipher, type RowCipher } from '#shared/keys/row-cipher.ts';
import { OperationHeader } from '#shared/protocol/operation-header.ts';
import { OperationVerdict } from '#shared/protocol/verdict.ts';
import { MemoryDisk } from '#test/support/memory-files.ts';
import { cryptography, MemoryKeeper, realRandom, shelfOf } from '#test/support/sample-keys.ts';
import { SeededRandom } from '#test/support/seeded-random.ts';
import { sha256 } from '#test/support/sha256.ts';
import type { CopiedCase, CopiedOperation, CounterCopy } from './copies.ts';

/** A file of the journal's folder; `text` is base64 of its bytes up to the zeros at its end. */
interface CopiedFile {
  readonly name: string;
  readonly size: number;
  readonly text: string;
}

/** Bytes in a row of the store, as they are carried out of the page. */
const Carried = z.object({ base64: z.string() });

const Course = z.object({
  confirmed: z.object({ version: z.int(), events: z.array(z.unknown()) }).nullable(),
  provisional: z.array(z.object({ opId: z.string() })),
});
const CaseColumns = z.object({
  caseId: z.string(),
  sealedCourse: Carried.optional(),
  sealedShown: Carried.optional(),
});
const OutboxColumns = z.object({
  opId: z.string(),
  place: z.enum(['unsent', 'answered']),
  verdict: z.object({ verdict: z.object({ outcome: z.string() }) }).nullable(),
});
const CursorColumns = z.object({ space: z.string(), cursor: z.int() });

const RECORDS_AT_ONCE = 1000;

/**
 * Reads journal and store of the counter whose page is open, past everything that the page says of them: the files are
 * copied out of the browser and opened here with the clerk's password.
 */
export async function readCounterCopy(
  page: Page,
  counter: string,
  person: { readonly login: string; readonly password: string },
): Promise<CounterCopy> {
  const storage = await openCopiedStorage(await page.evaluate(copyJournalFiles), person);
  const { identity, damage } = await storage.journal.status();
  const records: ReadRecord[] = [];
  for (;;) {
    const more = await storage.journal.read(records.at(-1)?.sequence ?? 0, RECORDS_AT_ONCE);
    records.push(...more);
    if (more.length < RECORDS_AT_ONCE) break;
  }
  const tables = await page.evaluate(copyStore);
  const rows = await openRowCipher(storage.rows, cryptography, realRandom);
  const outbox = z.array(OutboxColumns).parse(tables.outbox);
  const cursors = z.array(CursorColumns).parse(tables.cursors);
  return {
    counter,
    replica: identity?.replica ?? '',
    operations: operationsOf(records),
    sequences: records.map(({ sequence }) => sequence),
    damagedPlaces: damage.length,
    cases: await Promise.all((tables.cases ?? []).map((row) => openCase(row, rows))),
    unsent: outbox.filter(({ place }) => place === 'unsent').map(({ opId }) => opId),
    storeOutcomes: new Map(outbox.map(({ opId, verdict }) => [opId, verdict?.verdict.outcome ?? null])),
    cursors: new Map(cursors.map(({ space, cursor }) => [space, cursor])),
  };
}

async function openCopiedStorage(
  copied: readonly CopiedFile[],
  { login, password }: { readonly login: string; readonly password: string },
): Promise<KeyedStorage> {
  const files = new MemoryDisk(new SeededRandom(1)).open();
  for (const { name, size, text } of copied) {
    const bytes = new Uint8Array(size);
    bytes.set(Buffer.from(text, 'base64'));
    await files.replace(name, bytes);
  }
  const storage = new KeyedStorage({
    files,
    shelfFiles: shelfOf(new MemoryDisk(new SeededRandom(1)).open()),
    cryptography,
    random: realRandom,
    hash: sha256,
    opener: { kind: 'passwords', keeper: new MemoryKeeper() },
  });
  await storage.begin();
  const terms = await storage.findTerms(login);
  if (terms === undefined) throw new Error(`${login} has no way to the key of this counter`);
  const { wrapping } = await secretsOf({ passwordHash, cryptography }, password, terms);
  if ((await storage.unlock(login, wrapping)) !== 'opened') {
    throw new Error(`the password of ${login} does not open this counter`);
  }
  return storage;
}

/** The operations with the last verdict that the journal has on each. */
function operationsOf(records: readonly ReadRecord[]): readonly CopiedOperation[] {
  const verdicts = new Map<string, OperationVerdict>();
  for (const { type, text } of records) {
    if (type !== 'verdict') continue;
    const verdict = OperationVerdict.parse(JSON.parse(text));
    verdicts.set(verdict.opId, verdict);
  }
  return records
    .filter(({ type }) => type === 'operation')
    .map(({ text }) => {
      const { header: headerText, payload, digest } = OperationEntry.parse(JSON.parse(text));
      const { opId, replica, n, prev, kind, caseId } = OperationHeader.parse(JSON.parse(headerText));
      const verdict = verdicts.get(opId)?.verdict;
      return {
        opId,
        replica,
        n,
        prev,
        digest,
        kind,
        caseId,
        payload,
        outcome: verdict?.outcome ?? null,
        ground: verdict !== undefined && 'grounds' in verdict ? verdict.grounds.code : null,
      };
    });
}

/** A row of the store, whose columns may be sealed. */
async function openCase(row: unknown, cipher: RowCipher): Promise<CopiedCase> {
  const { caseId, sealedCourse, sealedShown } = CaseColumns.parse(row);
  const open = async (table: string, sealed: z.infer<typeof Carried>): Promise<unknown> =>
    JSON.parse(
      await cipher.open({ table, key: caseId }, new Uint8Array(Buffer.from(sealed.base64, 'base64'))),
    );
  const { confirmed, provisional } = Course.parse(
    sealedCourse === undefined ? row : await open('cases.course', sealedCourse),
  );
  return {
    caseId,
    confirmed: confirmed && {
      version: confirmed.version,
      events: confirmed.events.map((event) => CaseEvent.parse(event)),
    },
    provisional: provisional.map(({ opId }) => opId),
    shown:
      sealedShown === undefined
        ? (row as { readonly shown: unknown }).shown
        : await open('cases.shown', sealedShown),
  };
}

/** Runs in the page, so it can reach nothing of this file. */
async function copyJournalFiles(): Promise<CopiedFile[]> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('klatiene-journal');
  const files: CopiedFile[] = [];
  for await (const [name, handle] of folder as unknown as AsyncIterable<[string, FileSystemFileHandle]>) {
    const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
    let end = bytes.length;
    while (end > 0 && bytes[end - 1] === 0) end -= 1;
    let text = '';
    for (let at = 0; at < end; at += 8190) {
      text += btoa(String.fromCharCode(...bytes.subarray(at, Math.min(end, at + 8190))));
    }
    files.push({ name, size: bytes.length, text });
  }
  return files;
}

/** Runs in the page. Every table of the store with its rows; bytes are carried as base64. */
async function copyStore(): Promise<Record<string, unknown[]>> {
  const answerOf = <Value>(request: IDBRequest<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const carried = (value: unknown): unknown => {
    if (!(value instanceof Uint8Array)) return value;
    let text = '';
    for (const byte of value) text += String.fromCharCode(byte);
    return { base64: btoa(text) };
  };
  const database = await answerOf(indexedDB.open('klatiene'));
  try {
    const names = [...database.objectStoreNames];
    const transaction = database.transaction(names);
    const tables = await Promise.all(
      names.map(async (name) => [name, await answerOf(transaction.objectStore(name).getAll())] as const),
    );
    return Object.fromEntries(
      tables.map(([name, rows]) => [
        name,
        rows.map((row: object) =>
          Object.fromEntries(Object.entries(row).map(([column, value]) => [column, carried(value)])),
        ),
      ]),
    );
  } finally {
    database.close();
  }
}
