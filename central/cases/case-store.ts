import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import type { CaseId, Digest, OperationId, ReplicaId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { SealedOperation } from '#shared/kernel/operation-digest.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import type { CaseChange, LeaveChange, SpaceId } from '#shared/protocol/pull.ts';
import type { ReceivedRange } from '#shared/protocol/push.ts';
import type { OperationVerdict, Verdict } from '#shared/protocol/verdict.ts';
import type { OfficeId } from '#shared/service-level/office.ts';

/** An operation as it enters the inbox, before anything is decided about it. */
export interface InboxRow extends SealedOperation {
  readonly opId: OperationId;
  readonly replica: ReplicaId;
  readonly n: number;
  readonly prev: Digest | null;
  readonly kind: string;
  readonly caseId: CaseId;
  readonly office: OfficeId;
  readonly dependsOn: readonly OperationId[];
  readonly receivedAt: Instant;
}

/** An operation that is in the inbox already. */
export interface StoredOperation {
  readonly opId: OperationId;
  readonly digest: Digest;
  readonly receivedAt: Instant;
  readonly decidedAt: Instant | null;
  /** Null while the transaction that received it has not decided it. */
  readonly verdict: Verdict | null;
}

/** An operation with its texts and the verdict on it. */
export interface JudgedRow extends InboxRow {
  readonly verdict: Verdict | null;
}

/** One event of a stored case: the case's version with it, and the operation that made it. */
export interface CourseEvent {
  readonly version: number;
  readonly opId: OperationId;
  readonly event: CaseEvent;
}

/** A case as stored: what its events fold to, and how many there are (its version). */
export interface StoredCase {
  readonly caseId: CaseId;
  readonly version: number;
  readonly state: CaseState;
}

/** A verdict to be written. `isNews`: its replica was told another one before, so the change goes into its feed. */
export interface VerdictRow {
  readonly opId: OperationId;
  readonly replica: ReplicaId;
  readonly verdict: Verdict;
  readonly decidedAt: Instant | null;
  readonly isNews: boolean;
}

/** New events of one case, and the case with them. */
export interface CaseWrite {
  readonly caseId: CaseId;
  /** Version before the new events; 0 for a new case. */
  readonly fromVersion: number;
  readonly version: number;
  readonly state: CaseState;
  readonly events: readonly CourseEvent[];
}

/** An e-mail that the centre was asked to send. */
export interface MailRow {
  /** The operation that asked. */
  readonly opId: OperationId;
  readonly caseId: CaseId;
  /** The case's version with the telling. */
  readonly version: number;
}

/** One page of one space, read in the snapshot. */
export interface FeedPage {
  readonly space: SpaceId;
  /** The sequence of the space's last change; a cursor beyond it comes from another life of the database. */
  readonly head: number;
  /** Sequence of the last change in the page, or the asked cursor when there is none. */
  readonly cursor: number;
  readonly more: boolean;
  readonly changes: readonly (CaseChange | LeaveChange)[];
}

/** Of a space that a device does not have yet, the open cases, or all other changes, with numbers up to `upTo`. */
export interface FeedPart {
  readonly isOpen: boolean;
  readonly afterSequence: number;
  readonly upTo: number;
}

/** What `central/cases` can do inside one read-committed transaction. Everything is set-based. */
export interface CaseTransaction {
  /** Locks the replica's row, so that two pushes of one replica come one after the other. */
  lockReplica(replica: ReplicaId): Promise<void>;
  /** What is known of these operations. */
  findOperations(opIds: readonly OperationId[]): Promise<ReadonlyMap<OperationId, StoredOperation>>;
  /** The operations of `replica` that hold these numbers, by number. */
  findByNumber(
    replica: ReplicaId,
    numbers: readonly number[],
  ): Promise<ReadonlyMap<number, { readonly opId: OperationId; readonly digest: Digest }>>;
  /** Stores the rows; those whose `opId` another transaction stored meanwhile are left out of the answer. */
  insertInbox(rows: readonly InboxRow[]): Promise<ReadonlySet<OperationId>>;
  /** Locks and reads the cases in order of id. A case that does not exist is not in the answer. */
  lockCases(caseIds: readonly CaseId[]): Promise<ReadonlyMap<CaseId, StoredCase>>;
  /** The events of these cases in their order; a case without any is not in the answer. Read under the lock of `lockCases`. */
  readCourses(caseIds: readonly CaseId[]): Promise<ReadonlyMap<CaseId, readonly CourseEvent[]>>;
  /** Which of these references are taken, and by which case. */
  findReferences(references: readonly Reference[]): Promise<ReadonlyMap<Reference, CaseId>>;
  /** Operations with the verdict `waiting` that wait for any of these, or are on the case that one of these registers. */
  findWaiting(opIds: readonly OperationId[]): Promise<readonly InboxRow[]>;
  /** Those of these operations whose verdict is `held`, locked, so that of two who judge one again the later sees it. */
  findHeld(opIds: readonly OperationId[]): Promise<readonly InboxRow[]>;
  /** These operations with the verdicts on them, locked, so that of two who settle one the later sees it settled. */
  lockOperations(opIds: readonly OperationId[]): Promise<readonly JudgedRow[]>;
  /**
   * The first `limit` operations with the verdict `held`, of one replica or of all (`null`), in the order in which they
   * came and, of what came together, of their numbers. Not locked.
   */
  listHeld(replica: ReplicaId | null, limit: number): Promise<readonly OperationId[]>;
  writeVerdicts(rows: readonly VerdictRow[]): Promise<void>;
  writeCases(rows: readonly CaseWrite[]): Promise<void>;
  /** Puts e-mails into the outbox, due at once; one that is in it already stays as it is (ML2). */
  queueMail(rows: readonly MailRow[], askedAt: Instant): Promise<void>;
  /**
   * Takes the next number of each space and holds the counter rows, locked in order of space, until the transaction
   * ends: what is committed later has a larger number, so that no reader can skip anything. The first number of a space
   * since the database server was started begins a new line of it (PR60).
   */
  advanceSpaces(spaces: readonly SpaceId[]): Promise<ReadonlyMap<SpaceId, number>>;
  /** One row per space and case, moved to its new number. */
  writeFeed(
    rows: readonly { readonly space: SpaceId; readonly caseId: CaseId; readonly sequence: number }[],
  ): Promise<void>;
  /** Marks changed verdicts with their number in the replica's space. */
  writeVerdictFeed(rows: readonly { readonly opId: OperationId; readonly sequence: number }[]): Promise<void>;
  /** How far the centre has this replica's operations. */
  receivedRange(replica: ReplicaId): Promise<ReceivedRange>;
}

/** What `central/cases` can read in one repeatable-read snapshot. */
export interface CaseSnapshot {
  readEpoch(): Promise<string>;
  readFeed(space: SpaceId, afterSequence: number, limit: number): Promise<FeedPage>;
  /** The changes of a part, in pages like those of the feed; `head` is that of the space. */
  readPart(space: SpaceId, part: FeedPart, limit: number): Promise<FeedPage>;
  /** The line of a number of the space; null for 0, and for one that is beyond the last or older than all lines. */
  readLine(space: SpaceId, sequence: number): Promise<string | null>;
  /** Verdicts of the replica that changed after `afterSequence` in its own space, and that space's head. */
  readVerdicts(
    replica: ReplicaId,
    afterSequence: number,
    limit: number,
  ): Promise<{
    readonly head: number;
    readonly cursor: number;
    readonly more: boolean;
    readonly verdicts: readonly OperationVerdict[];
  }>;
}

/**
 * The cases' storage. Two implementations obey the contract in `test/contracts/case-store-contract.ts`: PostgreSQL,
 * and the model that the simulator interleaves.
 */
export interface CaseStore {
  /** Runs `work` in one transaction; commits when it returns, rolls back and rethrows when it throws. */
  transaction<Value>(work: (transaction: CaseTransaction) => Promise<Value>): Promise<Value>;
  snapshot<Value>(work: (snapshot: CaseSnapshot) => Promise<Value>): Promise<Value>;
}
