import type { JournalPort } from '#shared/journal/journal-port.ts';
import type { Timers } from '#shared/kernel/ports.ts';
import type { CounterStatus } from './counter-api.ts';

const LOOK_MILLISECONDS = 30_000;

/**
 * Looks again and again how safe what is saved here is: a disk fills, is freed or fails while nobody saves anything, and
 * a browser grants later what it had refused (SE35).
 */
export class StorageWatch {
  readonly #parts: {
    readonly journal: Pick<JournalPort, 'status'>;
    /** Undefined where nothing can be cleared by a browser. */
    readonly isPersisted: (() => Promise<boolean>) | undefined;
    readonly timers: Timers;
    readonly onStatus: (change: Partial<CounterStatus>) => void;
    readonly onDefect: (failure: unknown) => void;
  };

  constructor(parts: {
    readonly journal: Pick<JournalPort, 'status'>;
    readonly isPersisted: (() => Promise<boolean>) | undefined;
    readonly timers: Timers;
    readonly onStatus: (change: Partial<CounterStatus>) => void;
    readonly onDefect: (failure: unknown) => void;
  }) {
    this.#parts = parts;
  }

  /** Looks once. A journal that does not answer cannot save either, and is told as that until it answers. */
  async look(): Promise<void> {
    const { journal, isPersisted, onStatus, onDefect } = this.#parts;
    try {
      const { reserve, damage } = await journal.status();
      onStatus({ journal: { kind: 'open', reserve, damagedPlaces: damage.length } });
    } catch (failure) {
      onDefect(failure);
      onStatus({ journal: { kind: 'failed', reason: 'not readable' } });
    }
    if (isPersisted === undefined) return;
    // Whoever does not answer has promised nothing.
    onStatus({ isPersisted: await isPersisted().catch(() => false) });
  }

  /** Never ends. */
  async run(): Promise<never> {
    for (;;) {
      await this.#parts.timers.sleep(LOOK_MILLISECONDS);
      await this.look();
    }
  }
}
