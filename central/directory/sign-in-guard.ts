import { millisecondsOf } from '#shared/kernel/instant.ts';
import type { Clock } from '#shared/kernel/ports.ts';

/** Failed sign-ins are counted over this long. */
const WINDOW_MILLISECONDS = 15 * 60 * 1000;

/** So many failures within the window, and the same login from the same address, or the address, has to wait. */
const MOST_FAILURES = { ofLoginAtAddress: 10, ofAddress: 100 } as const;

const DELAY = { firstMilliseconds: 200, longestMilliseconds: 3_000 } as const;

/** Counters beyond this many are cleared of what has run out. */
const MANY_COUNTERS = 10_000;

interface Failures {
  count: number;
  readonly endsAt: number;
}

/**
 * Slows down whoever guesses passwords. Only failures count, so an office behind one address can sign in as often as it
 * likes. Nobody can lock another out: the limit is on login and address together, and failures elsewhere only slow
 * a login down. Kept in memory, for this process.
 */
export class SignInGuard {
  readonly #clock: Clock;
  readonly #failures = new Map<string, Failures>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Seconds until the login may be tried from the address again; 0 when it may be tried now. */
  waitSeconds(login: string, address: string): number {
    const now = this.#now();
    const blocks = [
      { key: pairKey(login, address), most: MOST_FAILURES.ofLoginAtAddress },
      { key: addressKey(address), most: MOST_FAILURES.ofAddress },
    ];
    const ends = blocks.map(({ key, most }) => {
      const failures = this.#find(key, now);
      return failures !== undefined && failures.count >= most ? failures.endsAt : now;
    });
    return Math.ceil((Math.max(...ends) - now) / 1000);
  }

  /** Notes a failure, and gives the milliseconds to let pass before it is told. */
  noteFailure(login: string, address: string): number {
    const now = this.#now();
    if (this.#failures.size > MANY_COUNTERS) this.#clear(now);
    this.#add(pairKey(login, address), now);
    this.#add(addressKey(address), now);
    const ofLogin = this.#add(loginKey(login), now);
    return Math.min(DELAY.firstMilliseconds * 2 ** (ofLogin - 1), DELAY.longestMilliseconds);
  }

  /** A right password from the address clears the count of the login there. */
  noteSuccess(login: string, address: string): void {
    this.#failures.delete(pairKey(login, address));
    this.#failures.delete(loginKey(login));
  }

  #now(): number {
    return millisecondsOf(this.#clock.now());
  }

  #find(key: string, now: number): Failures | undefined {
    const failures = this.#failures.get(key);
    return failures !== undefined && failures.endsAt > now ? failures : undefined;
  }

  #add(key: string, now: number): number {
    const failures = this.#find(key, now) ?? { count: 0, endsAt: now + WINDOW_MILLISECONDS };
    failures.count += 1;
    this.#failures.set(key, failures);
    return failures.count;
  }

  #clear(now: number): void {
    for (const [key, failures] of this.#failures) if (failures.endsAt <= now) this.#failures.delete(key);
  }
}

const pairKey = (login: string, address: string): string => JSON.stringify([login, address]);
const loginKey = (login: string): string => JSON.stringify([login]);
const addressKey = (address: string): string => JSON.stringify([null, address]);
