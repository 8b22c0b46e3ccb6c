import { addMilliseconds, type Instant, millisecondsOf } from '#shared/kernel/instant.ts';
import type { AbortSignalLike, Clock, Timers } from '#shared/kernel/ports.ts';

/** What the watchdog goes by: facts that are stored, and none of what the engine believes of itself. */
export interface WatchedFacts {
  readonly unsent: number;
  readonly oldestUnsentAt: Instant | null;
  /** When the centre last answered what was unsent, by the device's corrected clock. */
  readonly acknowledgedAt: Instant | null;
}

/** Nothing has been acknowledged for too long although something is unsent. */
export interface Standstill {
  /** By the device's corrected clock. */
  readonly since: Instant;
  /** How often new connections were begun, and how often the engine, in this standstill. */
  readonly reconnects: number;
  readonly restarts: number;
  /** It has lasted so long that a person must be told in red (SE31). */
  readonly isAlarm: boolean;
}

export interface WatchdogPorts {
  /** Rejects or never answers while the facts cannot be read; what was known before then goes on to hold. */
  readonly readFacts: () => Promise<WatchedFacts>;
  /** The device's clock, corrected. */
  readonly clock: Clock;
  readonly timers: Timers;
  readonly reconnect: () => void;
  readonly restart: () => void;
  /** Told when a standstill begins, goes on to its next step, and ends (`null`). */
  readonly onStandstill: (standstill: Standstill | null) => void;
}

const MINUTE = 60_000;
const LOOK_MILLISECONDS = 15_000;
/** An engine that began a moment ago has not had its chance yet. */
const START_MILLISECONDS = 30_000;
const RECONNECT_AFTER = 2 * MINUTE;
const RESTART_AFTER = 5 * MINUTE;
const RESTART_AGAIN_EACH = 10 * MINUTE;
const ALARM_AFTER = 15 * MINUTE;

/**
 * Sees to it that a queue which stands still does not do so in silence, whatever the engine believes (SE28 to SE33):
 *
 *     nothing unsent or acknowledged lately → 2 min: a new connection → 5 min: a new engine → 15 min: red banner
 */
export class Watchdog {
  readonly #ports: WatchdogPorts;
  #facts: WatchedFacts = { unsent: 0, oldestUnsentAt: null, acknowledgedAt: null };
  /** How long nothing had been acknowledged when the facts last changed, and when that was. */
  #behindMilliseconds = 0;
  #changedAtMilliseconds = 0;
  #told: Standstill | null = null;
  #nextRestartAfter = RESTART_AFTER;

  constructor(ports: WatchdogPorts) {
    this.#ports = ports;
  }

  /** Runs until `stop`. */
  async run(stop: AbortSignalLike): Promise<void> {
    const { clock, timers } = this.#ports;
    const startedAt = clock.monotonicMilliseconds();
    this.#changedAtMilliseconds = startedAt;
    while (!stop.aborted) {
      const fresh = await this.#read(stop);
      if (stop.aborted) return;
      if (fresh !== undefined) this.#take(fresh);
      if (clock.monotonicMilliseconds() - startedAt >= START_MILLISECONDS) this.#look();
      await timers.sleep(LOOK_MILLISECONDS, stop);
    }
  }

  /** The facts, or `undefined` when they cannot be had in time. */
  async #read(stop: AbortSignalLike): Promise<WatchedFacts | undefined> {
    const answered = new AbortController();
    const end = (): void => answered.abort();
    stop.addEventListener('abort', end, { once: true });
    try {
      const late = this.#ports.timers.sleep(LOOK_MILLISECONDS, answered.signal).then(() => undefined);
      return await Promise.race([this.#ports.readFacts().catch(() => undefined), late]);
    } finally {
      answered.abort();
      stop.removeEventListener('abort', end);
    }
  }

  /** SE32: the clock is asked once for each change of the facts, and what comes after is counted without it. */
  #take(fresh: WatchedFacts): void {
    const before = this.#facts;
    const isSame =
      before.oldestUnsentAt === fresh.oldestUnsentAt && before.acknowledgedAt === fresh.acknowledgedAt;
    this.#facts = fresh;
    if (isSame) return;
    const { clock } = this.#ports;
    const since = Math.max(...[fresh.oldestUnsentAt, fresh.acknowledgedAt].map(millisecondsOrNever));
    this.#behindMilliseconds =
      fresh.oldestUnsentAt === null ? 0 : Math.max(0, millisecondsOf(clock.now()) - since);
    this.#changedAtMilliseconds = clock.monotonicMilliseconds();
  }

  #look(): void {
    const { clock, reconnect, restart } = this.#ports;
    const age = this.#behindMilliseconds + clock.monotonicMilliseconds() - this.#changedAtMilliseconds;
    if (this.#facts.unsent === 0 || age < RECONNECT_AFTER) {
      this.#nextRestartAfter = RESTART_AFTER;
      if (this.#told !== null) this.#tell(null);
      return;
    }
    const now = this.#told ?? {
      since: addMilliseconds(clock.now(), -age),
      reconnects: 0,
      restarts: 0,
      isAlarm: false,
    };
    const isRestart = age >= this.#nextRestartAfter;
    const isReconnect = !isRestart && now.reconnects === 0;
    if (isRestart) {
      this.#nextRestartAfter = age + RESTART_AGAIN_EACH;
      restart();
    }
    if (isReconnect) reconnect();
    const isAlarm = age >= ALARM_AFTER;
    if (this.#told !== null && !isRestart && !isReconnect && isAlarm === now.isAlarm) return;
    this.#tell({
      since: now.since,
      reconnects: now.reconnects + (isReconnect ? 1 : 0),
      restarts: now.restarts + (isRestart ? 1 : 0),
      isAlarm,
    });
  }

  #tell(standstill: Standstill | null): void {
    this.#told = standstill;
    this.#ports.onStandstill(standstill);
  }
}

function millisecondsOrNever(instant: Instant | null): number {
  return instant === null ? Number.NEGATIVE_INFINITY : millisecondsOf(instant);
}
