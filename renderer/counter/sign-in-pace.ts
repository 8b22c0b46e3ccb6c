import type { Clock } from '#shared/kernel/ports.ts';

const FREE_FAILURES = 5;
const LONGEST_SECONDS = 60;

/**
 * Makes who guesses passwords at this computer wait: after the fifth failure in a row 1 second, then twice as long each
 * time, at most a minute. It is for somebody at the keyboard; who has the disk is slowed by the stretching alone.
 */
export class SignInPace {
  readonly #clock: Pick<Clock, 'monotonicMilliseconds'>;
  readonly #failures = new Map<string, { readonly count: number; readonly until: number }>();

  constructor(clock: Pick<Clock, 'monotonicMilliseconds'>) {
    this.#clock = clock;
  }

  /** Seconds that this login has still to wait; 0 when it may try. */
  secondsLeft(login: string): number {
    const until = this.#failures.get(login)?.until ?? 0;
    return Math.max(0, Math.ceil((until - this.#clock.monotonicMilliseconds()) / 1000));
  }

  failed(login: string): void {
    const count = (this.#failures.get(login)?.count ?? 0) + 1;
    const seconds = count < FREE_FAILURES ? 0 : Math.min(2 ** (count - FREE_FAILURES), LONGEST_SECONDS);
    this.#failures.set(login, { count, until: this.#clock.monotonicMilliseconds() + seconds * 1000 });
  }

  succeeded(login: string): void {
    this.#failures.delete(login);
  }
}
