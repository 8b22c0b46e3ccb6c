import type { StaffRole } from '#shared/case/staff-role.ts';
import type { Digest, PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import type { Clock, Hash } from '#shared/kernel/ports.ts';
import type { ReferenceVersions } from '#shared/protocol/pull.ts';
import type { WorkedBy } from '#shared/protocol/worked-by.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import type { CaseStore } from './case-store.ts';

/** Immutable versions of what counters work by. */
export interface ReferenceLibrary {
  /** The versions, or `undefined` when the centre does not have one of them or the office is not in it. */
  findWorkedBy(
    versions: { readonly catalogue: Digest; readonly calendar: Digest; readonly offices: Digest },
    office: OfficeId,
  ): Promise<WorkedBy | undefined>;
  currentVersions(): Promise<ReferenceVersions>;
}

/** Who may do what, and which replicas are known. */
export interface Directory {
  /** The office that the replica was enrolled for and whether it was revoked; `undefined` when it is not known. */
  findReplica(
    replica: ReplicaId,
  ): Promise<{ readonly office: OfficeId; readonly isRevoked: boolean } | undefined>;
  /** Whether the person may act as `role` for `office`. */
  mayAct(person: PersonId, role: StaffRole, office: OfficeId): Promise<boolean>;
}

/** The world as `central/cases` sees it. */
export interface CasePorts {
  readonly store: CaseStore;
  readonly references: ReferenceLibrary;
  readonly directory: Directory;
  readonly hash: Hash;
  readonly clock: Clock;
}
