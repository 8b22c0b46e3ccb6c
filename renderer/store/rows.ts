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
 * One case in the local store. The columns that the queue is filtered and sorted by carry no personal data;
 * `confirmed`, `provisional` and `shown` do. Nothing of a row is encrypted.
 */
export interface CaseRow {
  readonly caseId: CaseId;
  readonly reference: Reference;
  readonly status: CaseStatus;
  readonly service: string;
  readonly receivedAt: Instant;
  /** The first instant that is too late; one of `STOPPED_KEYS` while the clock does not run. */
  readonly dueKey: string;
  readonly sync: SyncMark;
  /** In which life of the centre the case was confirmed. Versions of another life say nothing; rows of old have none. */
  readonly life?: number;
  readonly confirmed: { readonly version: number; readonly events: readonly CaseEvent[] } | null;
  readonly provisional: readonly ProvisionalChange[];
  readonly shown: CaseState;
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

/** What was being written when the window closed. */
export interface DraftRow {
  readonly draftId: OperationId;
  readonly author: PersonId;
  readonly savedAt: Instant;
  /** JSON of the form's state. */
  readonly content: string;
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
    /** Counts the commits; kept by whoever keeps the rows. */
    | 'revision';
  readonly value: string | number;
}
