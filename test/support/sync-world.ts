import { SyncEngine, type SyncFacts } from '#renderer/sync/sync-engine.ts';
import type { Random } from '#shared/kernel/ports.ts';
import { MemoryLedger } from './memory-ledger.ts';
import { SeededRandom } from './seeded-random.ts';
import { TinyCentre } from './tiny-centre.ts';
import { settle, VirtualTime } from './virtual-time.ts';

/** Randomness that a test can repeat. */
export function seededPort(seed: number): Random {
  const random = new SeededRandom(seed);
  return {
    bytes: (length) => Uint8Array.from({ length }, () => random.below(256)),
    uuid: () => crypto.randomUUID(),
    fraction: () => random.fraction(),
  };
}

/** One engine with its counter, its centre and its time, all in memory. */
export class SyncWorld {
  readonly time = new VirtualTime();
  readonly ledger = new MemoryLedger();
  readonly centre = new TinyCentre(this.time);
  readonly told: SyncFacts[] = [];
  readonly defects: unknown[] = [];
  readonly engine: SyncEngine;
  #ended: Promise<void> | undefined;

  constructor(random: Random = seededPort(1)) {
    const { time, ledger, centre } = this;
    this.engine = new SyncEngine(
      {
        http: centre,
        ledger,
        clock: time,
        random,
        timers: time,
        onDefect: (failure) => this.defects.push(failure),
      },
      (facts) => this.told.push(facts),
    );
  }

  get facts(): SyncFacts {
    const last = this.told.at(-1);
    if (last === undefined) throw new Error('the engine has told nothing yet');
    return last;
  }

  /** Starts the engine and lets its first exchange happen. */
  async start(): Promise<void> {
    this.#ended = this.engine.run();
    await settle();
  }

  async stop(): Promise<void> {
    this.engine.stop();
    await this.#ended;
  }

  /** Requests of an exchange, hints left out. */
  get exchanged(): number {
    return this.centre.heard.filter(({ path }) => path !== '/api/sync/hints').length;
  }
}
