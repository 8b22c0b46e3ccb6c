import type { PortEnd } from '#shared/bridge/port-calls.ts';
import type { Life } from '../kernel/life.ts';

/**
 * Two ends of a channel between two programs: messages arrive later, in order, and not at all at a program that has
 * ended. They are handed over as they are, because both sides only read them.
 */
export function lifePorts(first: Life, second: Life): readonly [PortEnd, PortEnd] {
  const [one, other] = [new LifePort(first), new LifePort(second)];
  one.other = other;
  other.other = one;
  return [one, other];
}

class LifePort implements PortEnd {
  other: LifePort | undefined;
  readonly #life: Life;
  readonly #listeners: ((message: unknown) => void)[] = [];
  readonly #waiting: unknown[] = [];

  constructor(life: Life) {
    this.#life = life;
  }

  postMessage(message: unknown): void {
    this.other?.receive(message);
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#listeners.push(listener);
  }

  /** Whichever turn comes first takes the message that came first. */
  receive(message: unknown): void {
    this.#waiting.push(message);
    void this.#life.turn('message').then(() => {
      const next = this.#waiting.shift();
      for (const listener of this.#listeners) listener(next);
    });
  }
}
