import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { OperationId } from '#shared/kernel/identifier.ts';
import type { AuthoredOperation } from './operation-author.ts';
import type { OperationQueue } from './soak-ledger.ts';

/** So many operations are read at a time: the queue of a month must not lie in memory. */
const STRIDE = 200;

/** The queue of one counter in a file, a line for each operation. */
export class QueueFile implements OperationQueue {
  readonly #handle: FileHandle;
  /** Where each stride begins; the last one is the end of the file. */
  readonly #offsets: number[] = [0];
  #window: AuthoredOperation[] = [];
  #read = 0;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  static async write(file: string, operations: AsyncIterable<AuthoredOperation>): Promise<QueueFile> {
    const queue = new QueueFile(await open(file, 'w+', 0o600));
    let lines: string[] = [];
    const flush = async (): Promise<void> => {
      const bytes = Buffer.from(lines.join(''));
      const at = queue.#offsets.at(-1) ?? 0;
      await queue.#handle.write(bytes, 0, bytes.length, at);
      queue.#offsets.push(at + bytes.length);
      lines = [];
    };
    for await (const operation of operations) {
      lines.push(`${JSON.stringify(operation)}\n`);
      if (lines.length === STRIDE) await flush();
    }
    if (lines.length > 0) await flush();
    return queue;
  }

  async first(limit: number): Promise<readonly AuthoredOperation[]> {
    while (this.#window.length < limit && this.#read < this.#offsets.length - 1) {
      const [from = 0, to = 0] = this.#offsets.slice(this.#read, this.#read + 2);
      const bytes = Buffer.alloc(to - from);
      await this.#handle.read(bytes, 0, bytes.length, from);
      this.#read += 1;
      const lines = bytes.toString('utf8').trimEnd().split('\n');
      this.#window.push(...lines.map((line) => JSON.parse(line) as AuthoredOperation));
    }
    return this.#window.slice(0, limit);
  }

  answered(opIds: ReadonlySet<OperationId>): void {
    this.#window = this.#window.filter(({ opId }) => !opIds.has(opId));
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

/** What such a file holds, from its beginning. */
export async function* readQueueFile(file: string): AsyncGenerator<AuthoredOperation> {
  for await (const line of createInterface({ input: createReadStream(file) })) yield JSON.parse(line);
}
