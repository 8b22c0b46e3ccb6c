import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complain } from '#central/commands/terminal.ts';

const PARENT_CHECK_MILLISECONDS = 500;

/**
 * One run of a measurement and all that must not outlive it: servers, browsers, folders. They end in the opposite order
 * of their beginning, also after Ctrl-C.
 */
export class BenchRun {
  /** The folder that everything of this run lies in; whoever asks for a temporary folder gets one inside. */
  readonly folder: string;
  readonly #ends: (() => Promise<unknown>)[] = [];
  #ending: Promise<void> | undefined;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async begin(): Promise<BenchRun> {
    const folder = mkdtempSync(join(tmpdir(), 'klatiene-bench-'));
    // As root the database runs as another user, who must be able to pass through.
    chmodSync(folder, 0o711);
    for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
    const run = new BenchRun(folder);
    const stop = (): void => void run.end().then(() => process.exit(130));
    process.on('uncaughtException', (failure) => {
      if (!run.isEnding) complain(failure.stack ?? failure.message);
      void run.end().then(() => process.exit(1));
    });
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
    // npm passes a signal on to its shell only, which ends without a word to us: then we have another parent.
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && stop(), PARENT_CHECK_MILLISECONDS).unref();
    return run;
  }

  get isEnding(): boolean {
    return this.#ending !== undefined;
  }

  /** Starts something that `end` ends. What is asked for after the end is refused. */
  async use<Thing>(start: () => Promise<Thing>, end: (thing: Thing) => Promise<unknown>): Promise<Thing> {
    if (this.isEnding) throw new Error('the run has ended');
    const starting = start();
    this.#ends.push(async () => {
      const [thing] = await Promise.allSettled([starting]);
      if (thing.status === 'fulfilled') await end(thing.value);
    });
    return starting;
  }

  /** Ends everything. Ending twice is no fault. */
  end(): Promise<void> {
    this.#ending ??= this.#endAll();
    return this.#ending;
  }

  async #endAll(): Promise<void> {
    for (const end of this.#ends.reverse()) await end().catch(() => undefined);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
