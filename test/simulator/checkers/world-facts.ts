import type { CursorRow, StoredOperation } from '#renderer/store/rows.ts';
import type { OperationId, PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import type { CentreRecord } from '../centre/simulated-centre.ts';
import type { SimulatedCase } from '../counter/plain-cryptography.ts';
import type { SavedLedger } from '../counter/saved-ledger.ts';

/** What the store of one computer holds. */
export interface CounterFacts {
  readonly name: string;
  readonly office: OfficeId;
  readonly cases: readonly SimulatedCase[];
  readonly outbox: readonly StoredOperation[];
  readonly cursors: readonly CursorRow[];
  /** The life of the centre that its store knows as the present one. */
  readonly life: number;
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
  /** Replicas of whose journal a record was damaged, so that numbers may have been passed over (JR15). */
  readonly damaged: ReadonlySet<ReplicaId>;
}

export interface WorldFacts {
  readonly centre: CentreRecord;
  readonly counters: readonly CounterFacts[];
  readonly harness: HarnessFacts;
}
