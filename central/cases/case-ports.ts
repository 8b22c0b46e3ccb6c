import type { Permission, StaffRole } from '#shared/case/staff-role.ts';
import type { Digest, PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import type { Clock, Hash } from '#shared/kernel/ports.ts';
import type { StationCode } from '#shared/kernel/reference.ts';
import type { ReferenceVersions } from '#shared/protocol/pull.ts';
import type { GrantScope } from '#shared/protocol/session.ts';
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
  /** What the replica was enrolled as, `own` for the centre's; `undefined` when it is not known. */
  findReplica(replica: ReplicaId): Promise<KnownReplica | 'own' | undefined>;
  /** Where the person holds the role or permission now; nowhere when the person is not known or disabled. */
  findScopes(person: PersonId, right: StaffRole | Permission): Promise<readonly GrantScope[]>;
}

/** A replica that was enrolled: for which office, with which station, and whether it was revoked since. */
export interface KnownReplica {
  readonly office: OfficeId;
  readonly station: StationCode;
  readonly isRevoked: boolean;
}

/** The world as `central/cases` sees it. */
export interface CasePorts {
  readonly store: CaseStore;
  readonly references: ReferenceLibrary;
  readonly directory: Directory;
  readonly hash: Hash;
  readonly clock: Clock;
}
