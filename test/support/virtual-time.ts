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
  #sleepers: Sleeper[] = [];

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
    return this.#sleepers.length;
  }

  sleep(milliseconds: number, signal?: AbortSignalLike): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper: Sleeper = {
        endsAt: this.#passed + milliseconds,
        wake: () => {
          this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
          signal?.removeEventListener('abort', sleeper.wake);
          resolve();
        },
      };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', sleeper.wake, { once: true });
    });
  }

  /** Lets time pass, waking everybody in turn and giving each the time to act. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.#passed + milliseconds;
    await settle();
    for (;;) {
      const next = this.#sleepers.toSorted((a, b) => a.endsAt - b.endsAt)[0];
      if (next === undefined || next.endsAt > until) break;
      this.#passed = Math.max(this.#passed, next.endsAt);
      next.wake();
      await settle();
    }
    this.#passed = until;
  }
}

/** Resolves when everything that can go on without time passing has done so. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
