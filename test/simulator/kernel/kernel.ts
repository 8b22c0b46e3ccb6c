import { SeededRandom } from '#test/support/seeded-random.ts';
import { VirtualTime } from '#test/support/virtual-time.ts';

/** Somebody who could go on. */
interface Ready {
  readonly label: string;
  /** Who it belongs to; what belongs to somebody who has ended never goes on. */
  readonly owner: object | undefined;
  readonly go: () => void;
}

/** How a kernel is made. */
export interface KernelOptions {
  /** Told each step: who went on, and when. For replaying one run, because it costs time. */
  readonly onStep?: (line: string) => void;
  /** More steps than this, and the run is going round in circles. */
  readonly mostSteps?: number;
}

/** A run in which nobody can go on any more, or everybody does without end. */
export class Stalled extends Error {
  override readonly name = 'Stalled';
}

const MOST_STEPS = 2_000_000;

/** So often a run lets the process do something else, which changes nothing in it. */
const STEPS_IN_A_ROW = 4_096;

/** Without a run there are others in the process who want to go on too. */
const STEPS_AMONG_OTHERS = 8;

/**
 * The one thread of a simulated world (SM1 to SM3). Whoever waits at a port waits for a *turn*; when nobody can go on
 * without one, the seed chooses who gets the next; when nobody wants one, time passes up to the next moment for which
 * somebody sleeps. Nothing else decides an order, so one seed makes one run, and `trace` tells two runs apart.
 *
 *     const kernel = new Kernel(seed);
 *     const result = await kernel.run(async () => {
 *       const program = new Life(kernel, 'counter-1');     // something that can be killed: see `life.ts`
 *       kernel.spawn(() => start(program));                // goes on beside this
 *       await kernel.sleep(60_000);                        // a virtual minute
 *       program.end();                                     // killed wherever it waits
 *     });
 *
 * Code under test must reach the world through ports only, and a port waits by `turn`, `sleep` or `outside` alone.
 * `outside` is for what the platform does on other threads (WebCrypto, compression): until it is done, nobody goes on.
 * Without `run` turns are given and time passes all the same, as soon as somebody wants either; that is how a contract
 * suite uses a port.
 */
export class Kernel {
  readonly seed: number;
  readonly time = new VirtualTime();
  readonly #options: KernelOptions;
  readonly #choices: SeededRandom;
  readonly #ready: Ready[] = [];
  #isScheduled = false;
  #outside: Promise<unknown> = Promise.resolve();
  #outsideCount = 0;
  #fail: ((failure: unknown) => void) | undefined;
  #isOver = false;
  #steps = 0;
  #trace = 0x811c9dc5;

  constructor(seed: number, options: KernelOptions = {}) {
    this.seed = seed;
    this.#options = options;
    this.#choices = new SeededRandom(mixed(seed, 'turns'));
  }

  /** How often somebody went on. */
  get steps(): number {
    return this.#steps;
  }

  /** A number of everything that was chosen so far: two runs with the same one went the same way. */
  get trace(): number {
    return this.#trace >>> 0;
  }

  /** Chance of its own for `name`, so that one who draws more often does not change what others draw. */
  randomOf(name: string): SeededRandom {
    return new SeededRandom(mixed(this.seed, name));
  }

  /** Resolves when the seed lets this one go on. `label` says who and where, for the trace. */
  turn(label: string, owner?: object): Promise<void> {
    return new Promise((resolve) => {
      if (this.#isOver) return;
      this.#ready.push({ label, owner, go: resolve });
      this.#schedule();
    });
  }

  /** Resolves a turn after so much virtual time. */
  async sleep(milliseconds: number, label = 'sleep'): Promise<void> {
    await new Promise<void>((resolve) => {
      this.callAfter(milliseconds, resolve);
    });
    await this.turn(label);
  }

  /** Has `wake` called when so much time has passed; the function that it gives makes that not happen. */
  callAfter(milliseconds: number, wake: () => void): () => void {
    const cancel = this.time.callAfter(milliseconds, wake);
    this.#schedule();
    return cancel;
  }

  /** Does something that the platform finishes on its own; all the others stand still meanwhile. */
  outside<Value>(work: () => Promise<Value>): Promise<Value> {
    this.#outsideCount += 1;
    const done = this.#outside.then(work).finally(() => {
      this.#outsideCount -= 1;
      this.#schedule();
    });
    this.#outside = done.catch(() => undefined);
    return done;
  }

  /** Starts something beside everything else. When it fails, the run fails. */
  spawn(work: () => Promise<unknown>, label = 'spawn'): void {
    this.turn(label)
      .then(work)
      .catch((failure: unknown) => this.#fail?.(failure));
  }

  /** Whatever `owner` waits for never comes. */
  forget(owner: object): void {
    for (let index = this.#ready.length - 1; index >= 0; index -= 1) {
      if (this.#ready[index]?.owner === owner) this.#ready.splice(index, 1);
    }
  }

  /**
   * Runs a world until `main` is done; after that nothing of it goes on. Rejects with what `main` or something spawned
   * threw, and with `Stalled` when nobody can go on.
   */
  async run<Value>(main: () => Promise<Value>): Promise<Value> {
    try {
      return await new Promise<Value>((resolve, reject) => {
        this.#fail = reject;
        main().then(resolve, reject);
        this.#schedule();
      });
    } finally {
      this.#isOver = true;
      this.#ready.length = 0;
    }
  }

  /** A step comes when every promise that can settle has settled: ticks are done when no microtask is left. */
  #schedule(): void {
    if (this.#isScheduled || this.#isOver) return;
    this.#isScheduled = true;
    const inARow = this.#fail === undefined ? STEPS_AMONG_OTHERS : STEPS_IN_A_ROW;
    if (this.#steps % inARow === inARow - 1) setImmediate(this.#step);
    else queueMicrotask(() => process.nextTick(this.#step));
  }

  readonly #step = (): void => {
    this.#isScheduled = false;
    if (this.#isOver || this.#outsideCount > 0) return;
    const next = this.#take();
    if (next !== undefined) {
      this.#note(next.label);
      next.go();
    } else if (!this.time.wakeNext()) {
      this.#fail?.(new Stalled('nobody can go on, and nobody sleeps'));
      return;
    }
    if (this.#steps > (this.#options.mostSteps ?? MOST_STEPS)) {
      this.#fail?.(new Stalled('the run goes on without end'));
    } else this.#schedule();
  };

  #take(): Ready | undefined {
    const last = this.#ready.pop();
    if (last === undefined || this.#ready.length === 0) return last;
    const place = this.#choices.below(this.#ready.length + 1);
    const taken = this.#ready[place];
    if (taken === undefined) return last;
    this.#ready[place] = last;
    return taken;
  }

  #note(label: string): void {
    this.#steps += 1;
    this.#trace = hashed(this.#trace, label);
    this.#trace = hashed(this.#trace, String(this.time.monotonicMilliseconds()));
    this.#options.onStep?.(`${this.time.monotonicMilliseconds()} ${label}`);
  }
}

/** FNV-1a: enough to tell two texts apart. */
function hashed(before: number, text: string): number {
  let hash = before;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}

function mixed(seed: number, name: string): number {
  return hashed(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b), name);
}
