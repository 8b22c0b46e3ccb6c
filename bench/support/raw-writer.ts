import type { Page } from '@playwright/test';
import type { SyncAccessHandle } from '#renderer/store/journal/sync-access-handle.ts';

/** What one write took by the browser alone. */
export interface RawTimes {
  readonly fileMilliseconds: number;
  readonly transactionMilliseconds: number;
}

/**
 * The browser without our program: a worker that writes so many bytes to a file that has its length already and flushes
 * them, and puts two rows into IndexedDB in a transaction with strict durability.
 */
export class RawWriter {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Before the page is opened: its policy allows no worker but its own. */
  static async allow(page: Page): Promise<RawWriter> {
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setBypassCSP', { enabled: true });
    return new RawWriter(page);
  }

  /** In the open page. */
  async start(): Promise<void> {
    await this.#page.evaluate((source) => {
      const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
      (window as { rawWriter?: Worker }).rawWriter = new Worker(address);
    }, `(${writeForever.toString()})()`);
  }

  async write(bytes: number, rows: readonly string[]): Promise<RawTimes> {
    return this.#page.evaluate(
      (wish) =>
        new Promise<RawTimes>((resolve, reject) => {
          const worker = (window as { rawWriter?: Worker }).rawWriter;
          if (worker === undefined) return reject(new Error('the raw writer was not started'));
          worker.onmessage = ({ data }: MessageEvent<RawTimes>) => resolve(data);
          worker.onerror = (event) => reject(new Error(event.message));
          worker.postMessage(wish);
        }),
      { bytes, rows },
    );
  }
}

/** Runs in a worker, so it can reach nothing of this file. */
function writeForever(): void {
  const FILE_BYTES = 4 * 1024 * 1024;
  let at = 0;
  const opened = (async () => {
    const root = await navigator.storage.getDirectory();
    const file = (await root.getFileHandle('bench-raw', { create: true })) as FileSystemFileHandle & {
      createSyncAccessHandle(): Promise<SyncAccessHandle>;
    };
    const handle = await file.createSyncAccessHandle();
    handle.write(new Uint8Array(FILE_BYTES), { at: 0 });
    handle.flush();
    const request = indexedDB.open('bench-raw', 1);
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      request.onupgradeneeded = () => request.result.createObjectStore('rows', { autoIncrement: true });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return { handle, database };
  })();
  self.onmessage = async ({ data }: MessageEvent<{ bytes: number; rows: readonly string[] }>) => {
    const { handle, database } = await opened;
    const rows = data.rows.map((row) => JSON.parse(row) as unknown);
    const bytes = crypto.getRandomValues(new Uint8Array(data.bytes));
    if (at + bytes.length > FILE_BYTES) at = 0;
    const begun = performance.now();
    handle.write(bytes, { at });
    handle.flush();
    const flushed = performance.now();
    at += bytes.length;
    await new Promise<void>((resolve, reject) => {
      const transaction = database.transaction('rows', 'readwrite', { durability: 'strict' });
      for (const row of rows) transaction.objectStore('rows').add(row);
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
    });
    const committed = performance.now();
    self.postMessage({ fileMilliseconds: flushed - begun, transactionMilliseconds: committed - flushed });
  };
}
