import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { JournalProjector } from '#renderer/store/journal-projector.ts';
import type { ReferenceShelf } from '#renderer/store/reference-shelf.ts';
import type { RowStore } from '#renderer/store/row-store.ts';
import { BreakableLine } from '#renderer/sync/breakable-line.ts';
import type { Http } from '#renderer/sync/http.ts';
import { SyncEngine } from '#renderer/sync/sync-engine.ts';
import { Watchdog } from '#renderer/sync/watchdog.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import { Instant, millisecondsOf } from '#shared/kernel/instant.ts';
import type { Clock, Hash, Random, Timers } from '#shared/kernel/ports.ts';
import type { KeyCalls } from '#shared/keys/key-calls.ts';
import type { AttachmentTraffic } from './attachment-traffic.ts';
import type { CounterStatus } from './counter-api.ts';
import { CounterLedger } from './counter-ledger.ts';
import { storageOf } from './counter-status.ts';
import type { DeviceTime } from './device-time.ts';
import type { ExchangeKeys } from './exchange-keys.ts';
import type { SatisfactionBox } from './satisfaction-box.ts';
import type { Device } from './side-files.ts';

/** What brings this counter and the centre together, and what it works on. */
export interface SyncParts {
  readonly journal: JournalPort;
  readonly keys: KeyCalls;
  readonly projector: JournalProjector;
  readonly shelf: ReferenceShelf;
  readonly box: SatisfactionBox;
  readonly exchangeKeys: ExchangeKeys;
  readonly traffic: AttachmentTraffic;
  readonly store: CounterStore;
  readonly rows: RowStore;
  readonly time: DeviceTime;
  readonly http: Http;
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  readonly hash: Hash;
  readonly program: string;
  readonly status: () => CounterStatus;
  readonly onStatus: (change: Partial<CounterStatus>) => void;
  readonly onReference: () => void;
  readonly onDefect: (failure: unknown) => void;
}

/** The engine of this counter, begun anew for each enrolment, and the watchdog beside it. */
export class CounterSync {
  readonly #parts: SyncParts;
  readonly #device: Device;
  readonly #line: BreakableLine;
  readonly #stop = new AbortController();
  #engine: SyncEngine | undefined;

  constructor(parts: SyncParts, device: Device) {
    this.#parts = parts;
    this.#device = device;
    this.#line = new BreakableLine(parts.http);
  }

  /** Goes on until `stop`. */
  start(): void {
    const { store, time, clock, timers, onStatus, onDefect, traffic } = this.#parts;
    this.#startEngine();
    traffic.start(this.#device.deviceToken);
    const watchdog = new Watchdog({
      readFacts: async () => {
        const { unsent, oldestUnsentAt } = await store.outboxFacts();
        const answeredAt = Instant.safeParse(await store.findFact('last-answer-at'));
        return { unsent, oldestUnsentAt, acknowledgedAt: answeredAt.data ?? null };
      },
      clock: {
        now: () => time.now(),
        monotonicMilliseconds: () => clock.monotonicMilliseconds(),
      },
      timers,
      reconnect: () => {
        this.#line.breakAll();
        this.wake();
      },
      restart: () => this.#restart(),
      onStandstill: (standstill) => onStatus({ standstill }),
    });
    void watchdog.run(this.#stop.signal).catch(onDefect);
  }

  /** The unsent operations that the centre cannot take as they are. */
  get setAside(): ReadonlySet<OperationId> {
    return this.#engine?.setAside ?? new Set();
  }

  wake(): void {
    this.#engine?.wake();
    this.#parts.traffic.wake();
  }

  stop(): void {
    this.#stop.abort();
    this.#engine?.stop();
    this.#line.breakAll();
  }

  #startEngine(): void {
    const { clock, random, timers, time, onStatus, onDefect, traffic } = this.#parts;
    const ledger = new CounterLedger(this.#device, {
      ...this.#parts,
      storage: () => storageOf(this.#parts.status()),
      standstill: () => this.#parts.status().standstill,
      offerFilesAgain: () => traffic.offerAgain(),
    });
    const ports = { http: this.#line, ledger, clock, random, timers, onDefect };
    const engine = new SyncEngine(ports, (sync) => {
      if (engine === this.#engine) {
        onStatus({ sync, clockOffsetMilliseconds: time.offsetMilliseconds });
      }
    });
    this.#engine = engine;
    void engine.run().catch(onDefect);
  }

  /**
   * SE30: whatever the engine waits for, a request, a transaction that never ends, is given up, and another engine
   * begins. Nothing is lost by it: what is unsent is in the journal.
   */
  #restart(): void {
    const { clock, rows, status } = this.#parts;
    const { failing } = status().sync;
    // SE18: a centre that asked to be left alone is.
    const isAskedToWait =
      failing?.name === 'busy' && millisecondsOf(clock.now()) < millisecondsOf(failing.nextTryAt);
    if (isAskedToWait) return;
    this.#engine?.stop();
    this.#line.breakAll();
    rows.reopen();
    this.#startEngine();
  }
}
