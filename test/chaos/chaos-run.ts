import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complain } from '#central/commands/terminal.ts';

const PARENT_CHECK_MILLISECONDS = 500;

/**
 * The folder of a run and all that must not outlive it: processes, mounts. They end in the opposite order of their
 * beginning, also after Ctrl-C. The folder goes with them, unless it is to be looked at.
 */
export class ChaosRun {
  /** Everything of this run lies in it; whoever asks for a temporary folder gets one inside. */
  readonly folder: string;
  readonly #ends: (() => Promise<unknown> | unknown)[] = [];
  #ending: Promise<void> | undefined;
  #isKept = false;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static begin(): ChaosRun {
    const folder = mkdtempSync(join(tmpdir(), 'klatiene-chaos-'));
    // As root the database runs as another user, who must be able to pass through.
    chmodSync(folder, 0o711);
    for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
    return new ChaosRun(folder);
  }

  /** Ends the run, and with it the program, when somebody asks for it or the caller of the program has gone. */
  endOnSignals(): void {
    const stop = (): void => void this.end().then(() => process.exit(130));
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
    // npm passes a signal on to its shell only, which ends without a word to us: then we have another parent.
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && stop(), PARENT_CHECK_MILLISECONDS).unref();
  }

  get isEnding(): boolean {
    return this.#ending !== undefined;
  }

  /** A folder inside the run's. */
  folderFor(name: string): string {
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** Starts something that `end` ends, also when it is not there yet by then. Nothing is started after the end. */
  async use<Thing>(start: () => Promise<Thing> | Thing, end: (thing: Thing) => unknown): Promise<Thing> {
    if (this.isEnding) throw new Error('the run has ended');
    const starting = (async () => start())();
    this.#ends.push(async () => {
      const [thing] = await Promise.allSettled([starting]);
      if (thing.status === 'fulfilled') await end(thing.value);
    });
    return starting;
  }

  /** The folder stays when the run ends. */
  keep(): void {
    this.#isKept = true;
  }

  /** Ends everything. Ending twice is no fault. */
  end(): Promise<void> {
    this.#ending ??= this.#endAll();
    return this.#ending;
  }

  async #endAll(): Promise<void> {
    for (const end of this.#ends.reverse()) {
      try {
        await end();
      } catch (failure) {
        complain(`At the end: ${failure instanceof Error ? failure.message : failure}`);
      }
    }
    if (!this.#isKept) rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
