import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { RowStore } from '#renderer/store/row-store.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import type { Clock, Timers } from '#shared/kernel/ports.ts';
import type { CounterApi, CounterStatus, Unwatch } from './counter-api.ts';
import { JournalOutbox } from './journal-outbox.ts';
import type { OutboxApi } from './outbox-api.ts';
import { describeForSupport } from './support-facts.ts';
import { watchOutbox } from './watch-outbox.ts';

/** What the outbox screen works with. */
export interface OutboxDeskParts {
  readonly rows: RowStore;
  readonly store: CounterStore;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly program: string;
  readonly status: () => CounterStatus;
  readonly watchStatus: CounterApi['watchStatus'];
  readonly setAside: () => ReadonlySet<OperationId>;
  readonly onDefect: (failure: unknown) => void;
}

/** The side of the counter that the outbox screen asks. It works by the journal where the store does not. */
export class OutboxDesk implements OutboxApi {
  readonly #parts: OutboxDeskParts;
  #journal: JournalPort | undefined;
  #byJournal: JournalOutbox | undefined;

  constructor(parts: OutboxDeskParts) {
    this.#parts = parts;
  }

  /** From here on there is a journal. */
  open(journal: JournalPort): void {
    this.#journal = journal;
    this.#byJournal = new JournalOutbox(journal);
  }

  watchOutbox(...[query, listener]: Parameters<OutboxApi['watchOutbox']>): Unwatch {
    if (this.#byJournal === undefined) {
      listener(null);
      return () => undefined;
    }
    return watchOutbox({ ...this.#parts, journal: this.#byJournal }, query, listener);
  }

  describeForSupport(): Promise<string> {
    const facts = { status: this.#parts.status(), journal: this.#journal, outbox: this.#byJournal };
    return describeForSupport({ ...this.#parts, ...facts });
  }
}
