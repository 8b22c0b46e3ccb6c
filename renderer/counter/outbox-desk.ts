import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { RowStore } from '#renderer/store/row-store.ts';
import type { Http } from '#renderer/sync/http.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import type { Clock, Hash, Random, Timers } from '#shared/kernel/ports.ts';
import type { Cryptography } from '#shared/keys/cryptography.ts';
import type { KeyCalls } from '#shared/keys/key-calls.ts';
import type { CounterApi, CounterStatus, Unwatch } from './counter-api.ts';
import { exportOperations } from './export-operations.ts';
import { importFile } from './import-file.ts';
import { JournalOutbox } from './journal-outbox.ts';
import type { OutboxApi } from './outbox-api.ts';
import type { Device } from './side-files.ts';
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
  readonly http: Http;
  readonly random: Random;
  readonly hash: Hash;
  readonly cryptography: Cryptography;
  readonly findDevice: () => Device | undefined;
  readonly findToken: () => string | null;
  readonly onDefect: (failure: unknown) => void;
}

/** The journal once it is open, with the key that signs for this device. */
interface OpenJournal {
  readonly journal: JournalPort;
  readonly outbox: JournalOutbox;
  readonly keys: KeyCalls;
  readonly bringUp: () => Promise<unknown>;
}

/** The side of the counter that the outbox screen asks. It works by the journal where the store does not. */
export class OutboxDesk implements OutboxApi {
  readonly #parts: OutboxDeskParts;
  #open: OpenJournal | undefined;

  constructor(parts: OutboxDeskParts) {
    this.#parts = parts;
  }

  /** From here on there is a journal. */
  open(open: Omit<OpenJournal, 'outbox'>): void {
    this.#open = { ...open, outbox: new JournalOutbox(open.journal) };
  }

  watchOutbox(...[query, listener]: Parameters<OutboxApi['watchOutbox']>): Unwatch {
    if (this.#open === undefined) {
      listener(null);
      return () => undefined;
    }
    return watchOutbox({ ...this.#parts, journal: this.#open.outbox }, query, listener);
  }

  describeForSupport(): Promise<string> {
    const { journal, outbox } = this.#open ?? { journal: undefined, outbox: undefined };
    return describeForSupport({ ...this.#parts, status: this.#parts.status(), journal, outbox });
  }

  async exportOperations(...[everything, onProgress]: Parameters<OutboxApi['exportOperations']>) {
    const [open, device] = [this.#open, this.#parts.findDevice()];
    if (open === undefined || device === undefined) return NOT_READY;
    return exportOperations({ ...this.#parts, ...open, device }, everything, onProgress);
  }

  async importFile(...[bytes, onProgress]: Parameters<OutboxApi['importFile']>) {
    const [open, device] = [this.#open, this.#parts.findDevice()];
    if (open === undefined || device === undefined) return { ...NOT_READY, fresh: 0, known: 0 };
    const token = this.#parts.findToken();
    return importFile({ ...this.#parts, ...open, token, replica: device.replica }, bytes, onProgress);
  }
}

const NOT_READY = { outcome: 'failed', cause: 'not-ready' } as const;
