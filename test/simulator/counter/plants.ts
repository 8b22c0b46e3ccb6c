import type { RowStore } from '#renderer/store/row-store.ts';
import type { Http } from '#renderer/sync/http.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import type { FilePort } from '#shared/journal/journal-ports.ts';

/** What stands between a counter's program and its ports. Every run has it; a sabotage puts a fault into one of them. */
export interface CounterPlants {
  readonly files: (port: FilePort) => FilePort;
  readonly journal: (port: JournalPort) => JournalPort;
  readonly rows: (port: RowStore) => RowStore;
  readonly http: (port: Http) => Http;
}

/** Ports as they are. */
export const NO_PLANTS: CounterPlants = {
  files: (port) => port,
  journal: (port) => port,
  rows: (port) => port,
  http: (port) => port,
};
