import type { OutboxPage } from '#renderer/store/outbox-line.ts';
import type { Unwatch } from './counter-api.ts';
import type { OutboxQuery } from './watch-outbox.ts';

/** What the window asks of what is on its way to the centre. */
export interface OutboxApi {
  /** Null while neither store nor journal answers. */
  watchOutbox(query: OutboxQuery, listener: (page: OutboxPage | null) => void): Unwatch;
  /** All that support needs to know of this counter, as JSON and without anything personal (SE39). */
  describeForSupport(): Promise<string>;
}
