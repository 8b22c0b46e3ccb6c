import { z } from 'zod';
import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import type { CaseStatus } from '#shared/case/case-status.ts';
import type { StoppedClock } from '#shared/case/queue-urgency.ts';
import { type CaseId, type OperationId, PersonId, type ReplicaId } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';
import type { SealedOperation } from '#shared/kernel/operation-digest.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import type { SpaceFill, SpaceId } from '#shared/protocol/pull.ts';
import type { OperationVerdict } from '#shared/protocol/verdict.ts';

/**
 * How far a case has got, for the row's mark. `saved-here`: something of it is not sent yet. `received`: the centre has
 * it and has not decided. `needs-attention`: a verdict that a person must look at.
 */
export type SyncMark = 'saved-here' | 'received' | 'needs-attention' | 'accepted';

/** A change that this counter made and that the confirmed case does not hold yet. Never sent as such. */
export interface ProvisionalChange {
  readonly opId: OperationId;
  readonly events: readonly CaseEvent[];
}

/**
 * What the queue shows of a case. The columns that it is filtered and sorted by carry no personal data; `shown` does.
 */
export interface QueueRow {
  readonly caseId: CaseId;
  readonly reference: Reference;
  readonly status: CaseStatus;
  readonly service: string;
  readonly receivedAt: Instant;
  /** The first instant that is too late; one of `STOPPED_KEYS` while the clock does not run. */
  readonly dueKey: string;
  readonly sync: SyncMark;
  readonly shown: CaseState;
}

/** One case as the store works with it: what the centre confirmed, and this device's own changes beside it. */
export interface CaseRow extends QueueRow {
  readonly confirmed: { readonly version: number; readonly events: readonly CaseEvent[] } | null;
  readonly provisional: readonly ProvisionalChange[];
}

/** What nobody can read without the key of this device. */
export type Sealed = Uint8Array<ArrayBuffer>;

/** One case as it is kept. */
export interface StoredCase extends Omit<QueueRow, 'shown'> {
  /** In which life of the centre the case was confirmed. Versions of another life say nothing. */
  readonly life: number;
  /** Keyed hashes of the codes that those named in the case have. */
  readonly codes: readonly string[];
  /** Which block of names holds this case. */
  readonly nameBlock: string;
  readonly sealedShown: Sealed;
  /** `CaseCourse` */
  readonly sealedCourse: Sealed;
}

/** What a case is found by: the name of the applicant as it is sorted, and all words by which it is searched. */
export interface CaseNames {
  /** Empty where nobody is named. */
  readonly applicant: string;
  readonly others: string;
}

/** What stands behind what is shown of a case. */
export interface CaseCourse extends Pick<CaseRow, 'confirmed' | 'provisional'> {
  /** As its block of names has it. */
  readonly names: CaseNames;
}

/** The names of up to 500 cases: opening them one by one takes a hundred times as long. */
export interface NameBlock {
  readonly block: string;
  /** Counts the changes of all blocks: what a reader does not have yet is what was changed behind its last one. */
  readonly changed: number;
  readonly sealed: Sealed;
}

/** The keys of cases whose clock does not run, behind every instant and in this order (SL53). */
export const STOPPED_KEYS = { paused: '9a', 'not-started': '9b', met: '9c' } as const satisfies Record<
  StoppedClock,
  string
>;

/** Who closed a verdict, and when. */
export const VerdictClosing = z.object({ by: PersonId, at: Instant });
export type VerdictClosing = z.infer<typeof VerdictClosing>;

/** One operation of this device: on its way, or answered and kept for the day a restored centre asks again. */
export interface OutboxRow extends SealedOperation {
  readonly opId: OperationId;
  /** Its place in the journal; the order of sending. */
  readonly sequence: number;
  readonly replica: ReplicaId;
  readonly n: number;
  readonly caseId: CaseId;
  readonly kind: string;
  readonly savedAt: Instant;
  readonly place: 'unsent' | 'answered';
  readonly verdict: OperationVerdict | null;
  /** A person has seen what became of it and closed it (CF13). */
  readonly closed?: VerdictClosing;
}

/** One operation as it is kept: of its verdict the parts that are nobody's data, and salt and payload sealed. */
export interface StoredOperation extends Omit<OutboxRow, 'salt' | 'payload'> {
  /** Salt and payload. */
  readonly sealed: Sealed;
  /** The whole verdict, when `verdict` is only a part of it. */
  readonly sealedVerdict: Sealed | null;
}

/** What was being written when the window closed. */
export interface DraftRow {
  readonly draftId: OperationId;
  readonly author: PersonId;
  readonly savedAt: Instant;
  /** JSON of the form's state. */
  readonly content: string;
}

/** One draft as it is kept. */
export interface StoredDraft extends Omit<DraftRow, 'content'> {
  readonly sealed: Sealed;
}

/** How far a space of the feed is known here. */
export interface CursorRow {
  readonly space: SpaceId;
  readonly cursor: number;
  /** The line that the centre told with it. */
  readonly line?: string;
  /** How far the parts of a space are known that is not here as a whole yet; `cursor` is 0 until it is. */
  readonly fill?: SpaceFill;
}

/** Single facts of the store. */
export interface FactRow {
  readonly name:
    | 'applied-sequence'
    | 'applied-mark'
    | 'epoch'
    | 'last-pull-at'
    | 'last-answer-at'
    | 'seen-catalogues'
    /** How often the centre has begun another life, as far as this store knows. */
    | 'life'
    /** The block of names that is not full, and how often any block was changed. */
    | 'name-block'
    | 'name-changes'
    /** By what the key is known again that these rows are sealed with. */
    | 'key-mark'
    /** Counts the commits; kept by whoever keeps the rows. */
    | 'revision';
  readonly value: string | number;
}
