import type { CaseId, OperationId, ReplicaId } from '#shared/kernel/identifier.ts';
import type { PullAnswer, ReferenceVersions, SpaceFill, SpaceId } from '#shared/protocol/pull.ts';
import type { CounterReport, ReceivedRange, WireOperation } from '#shared/protocol/push.ts';
import type { OperationVerdict } from '#shared/protocol/verdict.ts';

/** An operation that waits to be sent. */
export interface UnsentOperation extends WireOperation {
  readonly opId: OperationId;
  readonly caseId: CaseId;
  /** Its place in the journal. */
  readonly sequence: number;
}

/** What is not to be sent for the time being: of each of these cases, everything from a place in the journal on. */
export type SetAside = ReadonlyMap<CaseId, number>;

/** How a counter asks the centre within an exchange. Both reject with `ExchangeFailure`. */
export interface Line {
  getJson(path: string): Promise<unknown>;
  postJson(path: string, body: unknown): Promise<unknown>;
}

/**
 * What the engine reads and writes of the counter. It knows neither IndexedDB nor the journal's files; both stand
 * behind these verbs, and only an acknowledgement ever takes an operation off the unsent ones.
 */
export interface SyncLedger {
  readonly replica: ReplicaId;
  readonly deviceToken: string;
  /** The oldest unsent operations that are not set aside, in the order in which they were saved. */
  unsent(limit: number, aside: SetAside): Promise<readonly UnsentOperation[]>;
  /** Journals the verdicts, then shows them. */
  keepVerdicts(verdicts: readonly OperationVerdict[]): Promise<void>;
  readCursors(): Promise<{
    readonly epoch: string | null;
    readonly cursors: Record<SpaceId, number>;
    /** For each cursor the line that the centre told with it. */
    readonly lines: Record<SpaceId, string>;
    /** How far the spaces are here that come in parts. */
    readonly fills: Record<SpaceId, SpaceFill>;
  }>;
  /** Whether there is a verdict here on an operation that the centre, by what it says it has, does not have. */
  isLacked(received: ReceivedRange): Promise<boolean>;
  /** Applies a page and its cursors in one transaction. `since`: the cursors that it was asked with. */
  applyPull(answer: PullAnswer, since: Readonly<Record<SpaceId, number>>): Promise<void>;
  /** Puts everything that was answered back among the unsent, and forgets the cursors and the epoch. */
  offerAgain(): Promise<void>;
  /** Fetches what of these versions is not on the shelf, and then puts them in force. */
  keepReference(versions: ReferenceVersions, fetchJson: (path: string) => Promise<unknown>): Promise<void>;
  /** Whatever else there is to do at the centre when the news is in. Never rejects. */
  runErrands(line: Line): Promise<void>;
  report(): Promise<CounterReport>;
  /** Takes a measurement of the centre's clock against this device's. */
  keepOffset(measurement: {
    readonly offsetMilliseconds: number;
    readonly uncertaintyMilliseconds: number;
  }): Promise<void>;
}
