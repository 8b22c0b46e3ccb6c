import type { SpaceId } from '#shared/protocol/pull.ts';

/** A space has news up to this number. It carries nothing else (`docs/sync-protocol.md`, HI1). */
export interface Hint {
  readonly space: SpaceId;
  readonly sequence: number;
}

/** Hands hints to the readers that are connected to this process. */
export class HintBoard {
  readonly #watches = new Set<HintWatch>();

  /** A new reader of the spaces that `wants` names. It must be closed when its connection ends. */
  watch(wants: (space: SpaceId) => boolean): HintWatch {
    const watch = new HintWatch(wants, () => this.#watches.delete(watch));
    this.#watches.add(watch);
    return watch;
  }

  /** Tells every reader. A hint that is not newer than what a reader knows is not told to it (HI4). */
  tell(hints: readonly Hint[]): void {
    for (const watch of this.#watches) watch.tell(hints);
  }

  /** How many readers there are. */
  get readers(): number {
    return this.#watches.size;
  }
}

/** What one reader has still to be told: for each space only the latest number. */
export class HintWatch {
  readonly #wants: (space: SpaceId) => boolean;
  readonly #leave: () => void;
  readonly #told = new Map<SpaceId, number>();
  readonly #pending = new Map<SpaceId, number>();
  #wake = new AbortController();

  constructor(wants: (space: SpaceId) => boolean, leave: () => void) {
    this.#wants = wants;
    this.#leave = leave;
  }

  tell(hints: readonly Hint[]): void {
    let isNews = false;
    for (const { space, sequence } of hints) {
      const known = Math.max(this.#told.get(space) ?? 0, this.#pending.get(space) ?? 0);
      if (!this.#wants(space) || sequence <= known) continue;
      this.#pending.set(space, sequence);
      isNews = true;
    }
    if (isNews) this.#wake.abort();
  }

  /** Takes what has gathered. */
  take(): readonly Hint[] {
    const hints = [...this.#pending].map(([space, sequence]) => ({ space, sequence }));
    for (const { space, sequence } of hints) this.#told.set(space, sequence);
    this.#pending.clear();
    this.#wake = new AbortController();
    return hints;
  }

  /** Aborted once there is something to take, or when the watch is closed. A new one after each `take`. */
  get news(): AbortSignal {
    return this.#wake.signal;
  }

  /** Ends the watch and wakes whoever waits for news. */
  close(): void {
    this.#leave();
    this.#pending.clear();
    this.#wake.abort();
  }
}
