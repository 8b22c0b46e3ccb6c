import { setTimeout as sleep } from 'node:timers/promises';
import { realClock, realRandom, realTimers } from '#central/settings/real-ports.ts';
import { webHttp } from '#renderer/platform/web-http.ts';
import { SyncEngine } from '#renderer/sync/sync-engine.ts';
import { type OperationId, ReplicaId } from '#shared/kernel/identifier.ts';
import { type OfficeAtWork, openOffice } from './office-at-work.ts';
import { type AuthoredOperation, OperationAuthor } from './operation-author.ts';
import { type OperationQueue, SoakLedger } from './soak-ledger.ts';

/** A clerk saves something so often. */
const SAVE_EVERY_MILLISECONDS = 1_500;

/** What a live counter has not been answered, in memory. */
class LiveQueue implements OperationQueue {
  operations: AuthoredOperation[] = [];

  async first(limit: number): Promise<readonly AuthoredOperation[]> {
    return this.operations.slice(0, limit);
  }

  answered(opIds: ReadonlySet<OperationId>): void {
    this.operations = this.operations.filter(({ opId }) => !opIds.has(opId));
  }
}

/** Counters at which work goes on while the others come back, and how long each of their operations takes. */
export class LiveCounters {
  /** Milliseconds from "saved" to the verdict, of every operation that was answered. */
  readonly latencies: number[] = [];
  /** What was saved, by replica. */
  readonly saved = new Map<string, AuthoredOperation[]>();
  readonly ledgers: SoakLedger[] = [];
  readonly defects: string[] = [];
  readonly #stop = new AbortController();
  readonly #engines: SyncEngine[] = [];
  readonly #queues: LiveQueue[] = [];
  readonly #working: Promise<void>[] = [];

  static async start(origin: string, count: number, seed: string): Promise<LiveCounters> {
    const live = new LiveCounters();
    const place = await openOffice(`${origin}/`);
    for (let index = 0; index < count; index += 1) await live.#add(origin, place, seed);
    return live;
  }

  /** No clerk saves anything any more; what is unanswered still goes. */
  async rest(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#working);
  }

  get unanswered(): number {
    return this.#queues.reduce((sum, queue) => sum + queue.operations.length, 0);
  }

  wake(): void {
    for (const engine of this.#engines) engine.wake();
  }

  end(): void {
    for (const engine of this.#engines) engine.stop();
  }

  async #add(origin: string, place: OfficeAtWork, seed: string): Promise<void> {
    const replica = ReplicaId.parse(realRandom.uuid());
    const { station, deviceToken } = await place.enrol(replica);
    const author = new OperationAuthor(place, replica, station, seed);
    const queue = new LiveQueue();
    const savedAt = new Map<OperationId, number>();
    const ledger = new SoakLedger(
      { replica, deviceToken },
      {
        queue,
        isWitness: this.ledgers.length === 0,
        onVerdicts: (verdicts) => {
          for (const { opId } of verdicts) this.latencies.push(performance.now() - (savedAt.get(opId) ?? 0));
        },
      },
    );
    const ports = { http: webHttp(origin), ledger, clock: realClock, random: realRandom, timers: realTimers };
    const onDefect = (failure: unknown): void => void this.defects.push(String(failure));
    const engine = new SyncEngine({ ...ports, onDefect }, () => undefined);
    const saved: AuthoredOperation[] = [];
    this.saved.set(replica, saved);
    this.ledgers.push(ledger);
    this.#engines.push(engine);
    this.#queues.push(queue);
    this.#working.push(
      (async () => {
        while (!this.#stop.signal.aborted) {
          const operation = await author.next(realClock.now());
          saved.push(operation);
          queue.operations.push(operation);
          savedAt.set(operation.opId, performance.now());
          engine.wake();
          await sleep(SAVE_EVERY_MILLISECONDS * (0.5 + Math.random()), undefined, {
            signal: this.#stop.signal,
          }).catch(() => undefined);
        }
      })(),
    );
    void engine.run();
  }
}
