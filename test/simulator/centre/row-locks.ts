/** Why a wait for a lock ended without it. */
export class Deadlock extends Error {
  override readonly name = 'Deadlock';
}

interface Waiter {
  readonly holder: object;
  readonly take: () => void;
  readonly giveUp: (failure: Error) => void;
}

interface Lock {
  holder: object;
  readonly waiters: Waiter[];
}

/**
 * Locks on rows and on keys that are being inserted, held until their transaction ends and passed on in the order of
 * asking. Where transactions wait for each other in a circle, one of them is given up, as PostgreSQL does.
 */
export class RowLocks {
  readonly #locks = new Map<string, Lock>();
  readonly #held = new Map<object, Set<string>>();
  readonly #pickVictim: (circle: readonly object[]) => object;

  /** `pickVictim`: which transaction of a circle is given up; PostgreSQL's choice depends on time. */
  constructor(pickVictim: (circle: readonly object[]) => object) {
    this.#pickVictim = pickVictim;
  }

  /** Resolves when `holder` has the lock; at once, when nobody else has. Rejects with `Deadlock` or with how it ended. */
  async lock(holder: object, key: string): Promise<void> {
    const lock = this.#locks.get(key);
    if (lock === undefined) {
      this.#locks.set(key, { holder, waiters: [] });
      this.#note(holder, key);
      return;
    }
    if (lock.holder === holder) return;
    const waiting = new Promise<void>((resolve, reject) => {
      lock.waiters.push({ holder, take: resolve, giveUp: reject });
    });
    const circle = this.#findCircle(holder);
    if (circle !== undefined) this.#giveUp(this.#pickVictim(circle), new Deadlock('deadlock detected'));
    await waiting;
  }

  /** Gives up everything that `holder` has, and its wait, when it waits. */
  release(holder: object, failure: Error): void {
    this.#giveUp(holder, failure);
    for (const key of this.#held.get(holder) ?? []) {
      const lock = this.#locks.get(key);
      const next = lock?.waiters.shift();
      if (lock === undefined || next === undefined) {
        this.#locks.delete(key);
        continue;
      }
      lock.holder = next.holder;
      this.#note(next.holder, key);
      next.take();
    }
    this.#held.delete(holder);
  }

  #note(holder: object, key: string): void {
    const held = this.#held.get(holder) ?? new Set();
    this.#held.set(holder, held.add(key));
  }

  #giveUp(holder: object, failure: Error): void {
    for (const { waiters } of this.#locks.values()) {
      const place = waiters.findIndex((waiter) => waiter.holder === holder);
      if (place >= 0) waiters.splice(place, 1)[0]?.giveUp(failure);
    }
  }

  /** The circle that `start` waits in: each waits for the next, whether it has the lock or asked for it before. */
  #findCircle(start: object): readonly object[] | undefined {
    const walk = (holder: object, path: readonly object[]): readonly object[] | undefined => {
      for (const next of this.#awaitedBy(holder)) {
        if (next === start) return [...path, holder];
        if (path.includes(next) || next === holder) continue;
        const found = walk(next, [...path, holder]);
        if (found !== undefined) return found;
      }
      return undefined;
    };
    return walk(start, []);
  }

  #awaitedBy(holder: object): readonly object[] {
    for (const lock of this.#locks.values()) {
      const place = lock.waiters.findIndex((waiter) => waiter.holder === holder);
      if (place >= 0) return [lock.holder, ...lock.waiters.slice(0, place).map((waiter) => waiter.holder)];
    }
    return [];
  }
}
