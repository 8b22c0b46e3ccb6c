import type { OutboxPage } from '#renderer/store/outbox-line.ts';
import type { FailureName } from '#renderer/sync/exchange-failure.ts';
import type { ImportRefusal } from '#shared/protocol/operation-file.ts';
import type { Unwatch } from './counter-api.ts';
import type { OutboxQuery } from './watch-outbox.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** How far something that takes its time has got. */
export type OnProgress = (done: number, all: number) => void;

/** What came of making an operation file. */
export type ExportOutcome =
  | { readonly outcome: 'made'; readonly name: string; readonly bytes: Bytes; readonly count: number }
  /** There is nothing that the centre has not answered. */
  | { readonly outcome: 'nothing' }
  /** `no-centre-keys`: this counter was never in touch with a centre that it could seal a file for. */
  | { readonly outcome: 'failed'; readonly cause: 'no-centre-keys' | 'journal' | 'not-ready' };

/** What came of taking a file in. */
export type ImportOutcome =
  /** Operations of a counter went to the centre; the receipts go back to that counter. */
  | {
      readonly outcome: 'sent';
      readonly counter: string;
      readonly fresh: number;
      readonly known: number;
      /** Parts that are damaged or not there, counted from 1; the others were sent. */
      readonly missingParts: readonly number[];
      readonly allParts: number;
      readonly isCutOff: boolean;
      readonly damagedAt: number | null;
      readonly receipts: { readonly name: string; readonly bytes: Bytes };
    }
  /** Receipts for this counter: so many of its operations have a verdict by them, and so many had one. */
  | { readonly outcome: 'confirmed'; readonly fresh: number; readonly known: number }
  | {
      readonly outcome: 'refused';
      /** `unreadable`: what the file lies on gave an error. */
      readonly code: ImportRefusal | 'other-counter' | 'unreadable';
      readonly part: number;
    }
  /** What was sent until then is at the centre; bringing the file again goes on. */
  | {
      readonly outcome: 'failed';
      readonly cause: FailureName | 'needs-centre' | 'no-centre-keys' | 'not-ready';
      readonly fresh: number;
      readonly known: number;
    };

/** What the window asks of what is on its way to the centre. */
export interface OutboxApi {
  /** Null while neither store nor journal answers. */
  watchOutbox(query: OutboxQuery, listener: (page: OutboxPage | null) => void): Unwatch;
  /** All that support needs to know of this counter, as JSON and without anything personal (SE39). */
  describeForSupport(): Promise<string>;
  /** Makes an operation file of what the centre has not answered, or of `everything` in the journal. */
  exportOperations(everything: boolean, onProgress: OnProgress): Promise<ExportOutcome>;
  /** Takes in an operation file of any counter, or receipts for this one. */
  importFile(bytes: Bytes, onProgress: OnProgress): Promise<ImportOutcome>;
}
