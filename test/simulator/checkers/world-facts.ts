import type { CaseRow, CursorRow, OutboxRow } from '#renderer/store/rows.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import type { CaseId, Digest, OperationId, PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import type { SpaceId } from '#shared/protocol/pull.ts';
import type { ReceivedRange } from '#shared/protocol/push.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import type { SavedLedger } from '../counter/saved-ledger.ts';

/** An operation as the centre keeps it. */
export interface KeptOperation {
  readonly opId: OperationId;
  readonly replica: ReplicaId;
  readonly n: number;
  readonly digest: Digest;
  readonly kind: string;
  readonly caseId: CaseId;
  readonly author: PersonId;
  readonly baseVersion: number;
  readonly dependsOn: readonly OperationId[];
  readonly payload: string;
  readonly verdict: Verdict | null;
}

/** A case as the centre keeps it. */
export interface KeptCase {
  readonly caseId: CaseId;
  readonly version: number;
  readonly state: CaseState;
  readonly events: readonly {
    readonly version: number;
    readonly opId: OperationId;
    readonly event: CaseEvent;
  }[];
}

/** All that the centre has committed. */
export interface CentreFacts {
  readonly epoch: string;
  readonly operations: readonly KeptOperation[];
  readonly cases: readonly KeptCase[];
  readonly feed: readonly { readonly space: SpaceId; readonly caseId: CaseId; readonly sequence: number }[];
  readonly heads: ReadonlyMap<SpaceId, number>;
  /** What it tells each replica that it has. */
  readonly received: ReadonlyMap<ReplicaId, ReceivedRange>;
}

/** What the store of one computer holds. */
export interface CounterFacts {
  readonly name: string;
  readonly office: OfficeId;
  readonly cases: readonly CaseRow[];
  readonly outbox: readonly OutboxRow[];
  readonly cursors: readonly CursorRow[];
  /** False for a copy that was taken away once its work was at the centre: nobody tells it anything any more. */
  readonly isInUse: boolean;
}

/** What the harness itself did to the world, where that explains what is found in it. */
export interface HarnessFacts {
  readonly ledger: SavedLedger;
  /** Operations of which no copy was left anywhere after a fault that destroys copies. */
  readonly destroyed: ReadonlyMap<OperationId, { readonly replica: ReplicaId; readonly n: number }>;
  /** Replicas of which an image was put into another computer or written back. */
  readonly copied: ReadonlySet<ReplicaId>;
  /** People who have no right any more. */
  readonly withoutRight: ReadonlySet<PersonId>;
  readonly revoked: ReadonlySet<ReplicaId>;
}

export interface WorldFacts {
  readonly centre: CentreFacts;
  readonly counters: readonly CounterFacts[];
  readonly harness: HarnessFacts;
}
