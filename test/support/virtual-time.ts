import { addMilliseconds, type Instant, instantOf } from '#shared/kernel/instant.ts';
import type { AbortSignalLike, Clock, Timers } from '#shared/kernel/ports.ts';

interface Sleeper {
  readonly endsAt: number;
  readonly wake: () => void;
}

/** A clock that stands still until a test lets time pass, and everybody who waits by it. */
export class VirtualTime implements Clock, Timers {
  readonly startedAt: Instant;
  #passed = 0;
  readonly #sleepers = new Set<Sleeper>();

  constructor(startedAt: Instant = instantOf(Date.UTC(2026, 9, 9, 7))) {
    this.startedAt = startedAt;
  }

  now(): Instant {
    return addMilliseconds(this.startedAt, this.#passed);
  }

  monotonicMilliseconds(): number {
    return this.#passed;
  }

  /** How many wait. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  sleep(milliseconds: number, signal?: AbortSignalLike): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        cancel();
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const cancel = this.callAfter(milliseconds, wake);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }

  /** Has `wake` called when so much time has passed; the function that it gives makes that not happen. */
  callAfter(milliseconds: number, wake: () => void): () => void {
    const sleeper: Sleeper = { endsAt: this.#passed + Math.max(0, milliseconds), wake };
    this.#sleepers.add(sleeper);
    return () => {
      this.#sleepers.delete(sleeper);
    };
  }

  /** Lets time pass up to the next moment for which somebody waits, and wakes everybody of that moment. */
  wakeNext(): boolean {
    const next = this.#nextMoment();
    if (next === undefined) return false;
    this.#passed = Math.max(this.#passed, next);
    for (const sleeper of [...this.#sleepers]) if (sleeper.endsAt === next) this.#wake(sleeper);
    return true;
  }

  /** Lets time pass, waking everybody in turn and giving each the time to act. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.#passed + milliseconds;
    await settle();
    for (;;) {
      const next = this.#nextMoment();
      const sleeper = [...this.#sleepers].find(({ endsAt }) => endsAt === next);
      if (next === undefined || sleeper === undefined || next > until) break;
      this.#passed = Math.max(this.#passed, next);
      this.#wake(sleeper);
      await settle();
    }
    this.#passed = until;
  }

  #wake(sleeper: Sleeper): void {
    // Somebody who was woken before may have called it off.
    if (this.#sleepers.delete(sleeper)) sleeper.wake();
  }

  #nextMoment(): number | undefined {
    let next: number | undefined;
    for (const { endsAt } of this.#sleepers) next = next === undefined ? endsAt : Math.min(next, endsAt);
    return next;
  }
}

/** Resolves when everything that can go on without time passing has done so. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
