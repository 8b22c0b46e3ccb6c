import type { CounterStore, OutboxFacts } from '#renderer/store/counter-store.ts';
import { Instant } from '#shared/kernel/instant.ts';
import type { CounterStatus, Unwatch } from './counter-api.ts';
import { type QueryPorts, watchQuery } from './watch-query.ts';

/** What the store tells of itself while it is up to the journal. */
type StoreFacts = Pick<CounterStatus, 'outbox' | 'pulledAt'>;

/**
 * Follows the facts of the store for as long as it is up to the journal; while it is not, or does not answer, nobody
 * knows how much is unsent, and that is told as `null` (ST42).
 */
export class StoreWatch {
  readonly #store: CounterStore;
  readonly #ports: QueryPorts;
  readonly #onFacts: (facts: Partial<StoreFacts>) => void;
  #end: Unwatch | undefined;

  constructor(store: CounterStore, ports: QueryPorts, onFacts: (facts: Partial<StoreFacts>) => void) {
    this.#store = store;
    this.#ports = ports;
    this.#onFacts = onFacts;
  }

  /** Takes note of how the store is now. */
  follow(state: CounterStatus['store']): void {
    this.#end?.();
    this.#end = state === 'ready' ? this.#begin() : undefined;
    if (state !== 'ready') this.#onFacts({ outbox: null });
  }

  #begin(): Unwatch {
    let isOver = false;
    const tell = (facts: Partial<StoreFacts>): void => {
      if (!isOver) this.#onFacts(facts);
    };
    const read = async (): Promise<{ outbox: OutboxFacts; pulledAt: unknown }> => {
      try {
        return {
          outbox: await this.#store.outboxFacts(),
          pulledAt: await this.#store.findFact('last-pull-at'),
        };
      } catch (failure) {
        tell({ outbox: null });
        throw failure;
      }
    };
    const unwatch = watchQuery(
      ['outbox', 'facts'],
      read,
      ({ outbox, pulledAt }) => {
        const pulled = Instant.safeParse(pulledAt);
        tell({ outbox, pulledAt: pulled.success ? pulled.data : null });
      },
      this.#ports,
    );
    return () => {
      isOver = true;
      unwatch();
    };
  }
}
