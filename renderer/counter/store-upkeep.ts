import type { JournalProjector } from '#renderer/store/journal-projector.ts';
import type { RowStore } from '#renderer/store/row-store.ts';
import type { Timers } from '#shared/kernel/ports.ts';
import type { CounterStatus } from './counter-api.ts';

/** How long the store is left alone after it failed. */
export const STORE_PAUSE_MILLISECONDS = 5000;

/**
 * Keeps the store up to the journal. When it will not open, work goes on without it and it is tried again (ST29).
 *
 *     closed → rebuilding → ready
 *                 ↓ ↑ after a while
 *               failed
 */
export class StoreUpkeep {
  readonly #parts: {
    readonly projector: JournalProjector;
    readonly rows: RowStore;
    readonly timers: Timers;
    readonly onState: (state: CounterStatus['store']) => void;
    readonly onDefect: (failure: unknown) => void;
  };
  #state: CounterStatus['store'] = 'closed';
  #isReopening = false;
  #latest: Promise<unknown> = Promise.resolve();

  /** `onState` is told of every change, `onDefect` of what made the store fail. */
  constructor(parts: {
    readonly projector: JournalProjector;
    readonly rows: RowStore;
    readonly timers: Timers;
    readonly onState: (state: CounterStatus['store']) => void;
    readonly onDefect: (failure: unknown) => void;
  }) {
    this.#parts = parts;
  }

  /** Whether the store holds what the journal held at the time of the call; otherwise it has failed. Never rejects. */
  bringUp(): Promise<boolean> {
    const bringing = this.#bringUp();
    this.#latest = bringing;
    return bringing;
  }

  /**
   * Resolves when a store that is up to the journal holds what was saved a moment ago, so that whoever saved it sees it
   * (ST58). Nobody waits for a store that is only being built or has failed.
   */
  async holdsWhatWasSaved(): Promise<void> {
    if (this.#state === 'ready') await this.#latest;
  }

  async #bringUp(): Promise<boolean> {
    try {
      if (this.#state !== 'ready') this.#enter('rebuilding');
      await this.#parts.projector.catchUp();
      this.#enter('ready');
      return true;
    } catch (failure) {
      this.#parts.onDefect(failure);
      this.#enter('failed');
      if (!this.#isReopening) void this.#reopenLater();
      return false;
    }
  }

  async #reopenLater(): Promise<void> {
    this.#isReopening = true;
    while (this.#state === 'failed') {
      await this.#parts.timers.sleep(STORE_PAUSE_MILLISECONDS);
      this.#parts.rows.reopen();
      await this.bringUp();
    }
    this.#isReopening = false;
  }

  #enter(state: CounterStatus['store']): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#parts.onState(state);
  }
}
