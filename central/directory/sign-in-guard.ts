import { millisecondsOf } from '#shared/kernel/instant.ts';
import type { Clock } from '#shared/kernel/ports.ts';

/** Attempts that were not right are counted over this long. */
const WINDOW_MILLISECONDS = 15 * 60 * 1000;

/** So many of them within the window, and the same login from the same address has to wait for its end. */
const MOST_OF_LOGIN_AT_ADDRESS = 10;

/** So many of them from one address, and each further attempt from there waits longer before it is looked at. */
const FREE_OF_ADDRESS = 100;

/** What an attempt waits, before it is looked at because of its address, and before a failure is told. */
const ADDRESS_DELAY = { stepMilliseconds: 250, longestMilliseconds: 5_000 } as const;
const FAILURE_DELAY = { firstMilliseconds: 200, longestMilliseconds: 3_000 } as const;

/** Counters beyond this many are cleared of what has run out. */
const MANY_COUNTERS = 10_000;

interface Attempts {
  count: number;
  readonly endsAt: number;
}

/** Whether a sign-in may be looked at, and after how long. */
export type Admission =
  | { readonly outcome: 'refused'; readonly retryAfterSeconds: number }
  | { readonly outcome: 'admitted'; readonly delayMilliseconds: number };

/**
 * Slows down whoever guesses passwords. An attempt is counted before it is looked at, so that many at once are not more
 * than many one after the other, and given back when the password was right: an office behind one address can sign in
 * as often as it likes. Nobody can lock another out: only a login at the address where it failed is refused, an address
 * with many failures only waits, and failures elsewhere only slow a login down. Kept in memory, for this process.
 */
export class SignInGuard {
  readonly #clock: Clock;
  readonly #attempts = new Map<string, Attempts>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts an attempt, unless it is refused. What becomes of it is told by `succeed`, `fail` or `withdraw`. */
  admit(login: string, address: string): Admission {
    const now = this.#now();
    const ofPair = this.#find(pairKey(login, address), now);
    if (ofPair !== undefined && ofPair.count >= MOST_OF_LOGIN_AT_ADDRESS) {
      return { outcome: 'refused', retryAfterSeconds: Math.ceil((ofPair.endsAt - now) / 1000) };
    }
    if (this.#attempts.size > MANY_COUNTERS) this.#clear(now);
    for (const key of keysOf(login, address)) this.#add(key, 1, now);
    const over = this.#countOf(addressKey(address), now) - FREE_OF_ADDRESS;
    const { stepMilliseconds, longestMilliseconds } = ADDRESS_DELAY;
    return {
      outcome: 'admitted',
      delayMilliseconds: Math.min(Math.max(0, over) * stepMilliseconds, longestMilliseconds),
    };
  }

  /** The password was wrong. Gives the milliseconds to let pass before that is told. */
  fail(login: string): number {
    const times = Math.max(1, this.#countOf(loginKey(login), this.#now()));
    const { firstMilliseconds, longestMilliseconds } = FAILURE_DELAY;
    return Math.min(firstMilliseconds * 2 ** (times - 1), longestMilliseconds);
  }

  /** The password was right: the attempt is given back, and what failed for the login from there is forgotten. */
  succeed(login: string, address: string): void {
    this.withdraw(login, address);
    this.#attempts.delete(pairKey(login, address));
    this.#attempts.delete(loginKey(login));
  }

  /** The attempt could not be looked at, and does not count. */
  withdraw(login: string, address: string): void {
    const now = this.#now();
    for (const key of keysOf(login, address)) if (this.#countOf(key, now) > 0) this.#add(key, -1, now);
  }

  #now(): number {
    return millisecondsOf(this.#clock.now());
  }

  #countOf(key: string, now: number): number {
    return this.#find(key, now)?.count ?? 0;
  }

  #find(key: string, now: number): Attempts | undefined {
    const attempts = this.#attempts.get(key);
    return attempts !== undefined && attempts.endsAt > now ? attempts : undefined;
  }

  #add(key: string, count: number, now: number): void {
    const attempts = this.#find(key, now) ?? { count: 0, endsAt: now + WINDOW_MILLISECONDS };
    attempts.count += count;
    this.#attempts.set(key, attempts);
  }

  #clear(now: number): void {
    for (const [key, attempts] of this.#attempts) if (attempts.endsAt <= now) this.#attempts.delete(key);
  }
}

const pairKey = (login: string, address: string): string => JSON.stringify([login, address]);
const loginKey = (login: string): string => JSON.stringify([login]);
const addressKey = (address: string): string => JSON.stringify([null, address]);

function keysOf(login: string, address: string): readonly string[] {
  return [pairKey(login, address), addressKey(address), loginKey(login)];
}
