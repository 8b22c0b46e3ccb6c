import type { OperationId } from '#shared/kernel/identifier.ts';
import { addMilliseconds, type Instant } from '#shared/kernel/instant.ts';
import type { Clock, Random, Timers } from '#shared/kernel/ports.ts';
import { askedMilliseconds, backoffMilliseconds } from './backoff.ts';
import { Exchange } from './exchange.ts';
import { ExchangeFailure, type FailureName } from './exchange-failure.ts';
import { followHints } from './follow-hints.ts';
import type { Http } from './http.ts';
import type { SyncLedger } from './sync-ledger.ts';

/** The world as the engine sees it. */
export interface SyncPorts {
  readonly http: Http;
  readonly ledger: SyncLedger;
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  /** Told of anything that is a fault of ours; work goes on. */
  readonly onDefect: (failure: unknown) => void;
}

/** What the engine knows of the connection: facts with their times, for the status bar and the watchdog. */
export interface SyncFacts {
  /** When the centre last answered; null before the first answer since the start. */
  readonly answeredAt: Instant | null;
  readonly failing: {
    readonly name: FailureName;
    readonly since: Instant;
    readonly tries: number;
    readonly nextTryAt: Instant;
  } | null;
  /** Operations that the centre cannot take as they are: set aside, tried again each minute, for a person to look at. */
  readonly asideCount: number;
}

/** Nothing that was pushed or hinted is needed for this: it happens in any case. */
const POLL_MILLISECONDS = 60_000;

/**
 * The loop that brings the counter and the centre together.
 *
 *     resting → (woken, or 60 s) → exchanging → resting
 *                                      ↓ failed
 *                                   waiting (backoff) → exchanging
 *
 * It never gives up and never discards. A hint, a saved operation, a network that came back and a person who presses
 * «try now» all wake it.
 */
export class SyncEngine {
  readonly #ports: SyncPorts;
  readonly #exchange: Exchange;
  readonly #stop = new AbortController();
  readonly #onFacts: (facts: SyncFacts) => void;
  #facts: SyncFacts = { answeredAt: null, failing: null, asideCount: 0 };
  #wake = new AbortController();
  #isWoken = true;

  constructor(ports: SyncPorts, onFacts: (facts: SyncFacts) => void) {
    this.#ports = ports;
    this.#exchange = new Exchange(ports.http, ports.ledger, ports.clock);
    this.#onFacts = onFacts;
  }

  /** The operations that are set aside now. */
  get setAside(): ReadonlySet<OperationId> {
    return this.#exchange.setAside;
  }

  /** Runs until `stop`. */
  async run(): Promise<void> {
    const hints = followHints(this.#ports, this.#stop.signal, () => this.wake());
    while (!this.#stop.signal.aborted) {
      await this.#turn();
    }
    await hints;
  }

  /** Exchange now, or once more when an exchange is under way. */
  wake(): void {
    this.#isWoken = true;
    this.#wake.abort();
  }

  stop(): void {
    this.#stop.abort();
    this.#wake.abort();
  }

  async #turn(): Promise<void> {
    if (!this.#isWoken) await this.#rest(POLL_MILLISECONDS);
    if (this.#stop.signal.aborted) return;
    this.#isWoken = false;
    try {
      await this.#exchange.run(this.#stop.signal);
      this.#setFacts({ answeredAt: this.#ports.clock.now(), failing: null });
    } catch (failure) {
      if (this.#stop.signal.aborted) return;
      if (!(failure instanceof ExchangeFailure)) this.#ports.onDefect(failure);
      await this.#waitAfter(failure);
    }
  }

  async #waitAfter(failure: unknown): Promise<void> {
    const { clock, random, timers } = this.#ports;
    // SE15: whatever the line or the centre does has a name already, so this is a fault of our own.
    const known = failure instanceof ExchangeFailure ? failure : new ExchangeFailure('counter-defect');
    const tries = (this.#facts.failing?.tries ?? 0) + 1;
    const asked = askedMilliseconds(known.retryAfterSeconds);
    const wait = Math.max(asked, backoffMilliseconds(tries, random));
    const now = clock.now();
    this.#setFacts({
      answeredAt: this.#facts.answeredAt,
      failing: {
        name: known.failure,
        since: this.#facts.failing?.since ?? now,
        tries,
        nextTryAt: addMilliseconds(now, wait),
      },
    });
    // A wake from before the failure is answered by the next try; one that comes now shortens the wait, but not the
    // part of it that the centre asked for.
    this.#isWoken = false;
    if (asked > 0) await timers.sleep(asked, this.#stop.signal);
    await this.#rest(wait - asked);
    this.#isWoken = true;
  }

  async #rest(milliseconds: number): Promise<void> {
    if (this.#isWoken || this.#stop.signal.aborted) return;
    this.#wake = new AbortController();
    await this.#ports.timers.sleep(milliseconds, this.#wake.signal);
  }

  #setFacts(facts: Omit<SyncFacts, 'asideCount'>): void {
    if (this.#stop.signal.aborted) return;
    this.#facts = { ...facts, asideCount: this.#exchange.asideCount };
    this.#onFacts(this.#facts);
  }
}
