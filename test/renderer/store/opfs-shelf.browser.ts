import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { portEndOf } from '#renderer/platform/port-end.ts';
import { startJournalWorker } from '#renderer/platform/start-journal-worker.ts';
import type { FileShelfPort } from '#shared/journal/file-shelf.ts';
import { shelfContract } from '#test/contracts/shelf-contract.ts';
import { openStorage } from '#test/support/open-storage.ts';
import { sampleContent } from '#test/support/sample-files.ts';
import { sampleId } from '#test/support/sample-operations.ts';

/** Says something to a journal's worker and gives what it says next. */
function ask(worker: Worker, message: object, transfer: Transferable[] = []): Promise<{ kind: string }> {
  return new Promise((resolve) => {
    worker.addEventListener('message', ({ data }) => resolve(data), { once: true });
    worker.postMessage(message, transfer);
  });
}

/** A counter of this browser, whose tab can end at any moment. */
class Tab {
  readonly folder = `journal-${crypto.randomUUID()}`;
  #worker: Worker | undefined;

  async open(): Promise<FileShelfPort> {
    this.kill();
    // A worker gives its files back a moment after its end.
    for (;;) {
      const worker = startJournalWorker();
      const { port1, port2 } = new MessageChannel();
      const { kind } = await ask(worker, { kind: 'open', port: port2, folder: this.folder }, [port2]);
      if (kind === 'opened') {
        this.#worker = worker;
        return (await openStorage(portEndOf(port1))).shelf;
      }
      worker.terminate();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  kill(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  async shelfFolder(): Promise<FileSystemDirectoryHandle> {
    const root = await navigator.storage.getDirectory();
    return root.getDirectoryHandle(`${this.folder}-attachments`, { create: true });
  }

  async names(): Promise<readonly string[]> {
    const names: string[] = [];
    for await (const name of (await this.shelfFolder()).keys()) names.push(name);
    return names;
  }

  async leave(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const file = await (await this.shelfFolder()).getFileHandle(name, { create: true });
    const stream = await file.createWritable();
    await stream.write(bytes);
    await stream.close();
  }

  async dispose(): Promise<void> {
    this.kill();
    const root = await navigator.storage.getDirectory();
    for (const name of [this.folder, `${this.folder}-attachments`]) {
      await expect
        .poll(() =>
          root.removeEntry(name, { recursive: true }).then(
            () => 'removed',
            (failure: Error) => failure.name,
          ),
        )
        .toMatch(/removed|NotFoundError/);
    }
  }
}

shelfContract('in a browser’s own files, over its worker', async () => {
  const tab = new Tab();
  return {
    open: () => tab.open(),
    leave: (name, bytes) => tab.leave(name, bytes),
    names: () => tab.names(),
    dispose: () => tab.dispose(),
  };
});

describe('a tab that ends', () => {
  let tab: Tab;
  beforeEach(() => {
    tab = new Tab();
  });
  afterEach(() => tab.dispose());

  it('[AT8] in the middle of keeping a file leaves all of it or nothing', async () => {
    const content = sampleContent(8_000_000);
    let kept = 0;
    const rounds = 8;
    for (let round = 0; round < rounds; round += 1) {
      const id = sampleId(round);
      const shelf = await tab.open();
      let answer: string | undefined;
      const keeping = shelf.keep(id, content, 'note').then((outcome) => {
        answer = outcome;
      });
      // The first tab ends before it has begun, the last one when it was told.
      if (round < rounds - 1) await new Promise((resolve) => setTimeout(resolve, round * 8));
      else await keeping;
      tab.kill();
      const wasTold = answer === 'kept';
      const again = await tab.open();
      const isThere = (await again.list()).some((file) => file.id === id);
      if (wasTold) expect(isThere).toBe(true);
      if (isThere) {
        kept += 1;
        expect(await again.find(id)).toEqual(content);
      } else expect((await tab.names()).filter((name) => name.startsWith(id))).toEqual([]);
    }
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(rounds);
  });
});
