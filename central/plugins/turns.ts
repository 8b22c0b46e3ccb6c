import { Problem } from './problem.ts';

/** How much is done at a time, and how long somebody waits for a turn. */
export interface TurnLimits {
  readonly atOnce: number;
  /** Of these, most for one office. */
  readonly atOnceOfOffice: number;
  readonly waiting: number;
  readonly patienceMilliseconds: number;
}

/** The end of somebody's interest: the connection was closed. */
interface Leaving {
  once(event: 'close', listener: () => void): unknown;
}

interface Waiting {
  readonly office: string;
  readonly begin: () => void;
}

/**
 * Lets large work through a little at a time, in the order in which it came, so that a centre to which a whole
 * institution comes back at once keeps its memory and its time for what is live (PR63, PR64, PR65). A turn ends when
 * the answer has gone, or the asker has.
 */
export class Turns {
  readonly #limits: TurnLimits;
  readonly #fraction: () => number;
  readonly #waiting: Waiting[] = [];
  readonly #busy = new Map<string, number>();
  #atWork = 0;

  /** `fraction`: from 0 up to 1, by chance, so that those who are sent away do not come back together. */
  constructor(limits: TurnLimits, fraction: () => number) {
    this.#limits = limits;
    this.#fraction = fraction;
  }

  /** Resolves when it is the turn of this asker of `office`. Rejects with `too-many-requests`, and when to come again. */
  async take(office: string, leaving: Leaving): Promise<void> {
    if (this.#waiting.length >= this.#limits.waiting) throw this.#sentAway();
    let hasLeft = false;
    let isAtWork = false;
    leaving.once('close', () => {
      hasLeft = true;
      if (isAtWork) this.#end(office);
    });
    const hasTurn = await this.#wait(office);
    if (!hasTurn) throw this.#sentAway();
    isAtWork = true;
    if (hasLeft) this.#end(office);
  }

  #wait(office: string): Promise<boolean> {
    return new Promise((resolve) => {
      const impatience = setTimeout(() => {
        const place = this.#waiting.indexOf(waiting);
        if (place !== -1) this.#waiting.splice(place, 1);
        resolve(false);
      }, this.#limits.patienceMilliseconds);
      const waiting: Waiting = {
        office,
        begin: () => {
          clearTimeout(impatience);
          resolve(true);
        },
      };
      this.#waiting.push(waiting);
      this.#beginNext();
    });
  }

  #beginNext(): void {
    while (this.#atWork < this.#limits.atOnce) {
      const place = this.#waiting.findIndex(
        ({ office }) => (this.#busy.get(office) ?? 0) < this.#limits.atOnceOfOffice,
      );
      const [next] = place === -1 ? [] : this.#waiting.splice(place, 1);
      if (next === undefined) return;
      this.#atWork += 1;
      this.#busy.set(next.office, (this.#busy.get(next.office) ?? 0) + 1);
      next.begin();
    }
  }

  #end(office: string): void {
    this.#atWork -= 1;
    const left = (this.#busy.get(office) ?? 1) - 1;
    if (left === 0) this.#busy.delete(office);
    else this.#busy.set(office, left);
    this.#beginNext();
  }

  #sentAway(): Problem {
    const seconds = 2 + Math.floor(this.#fraction() * 8);
    return new Problem('too-many-requests', { retryAfterSeconds: seconds });
  }
}
