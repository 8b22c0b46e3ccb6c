import type { Digest, OperationId, PersonId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import type { CounterId, OfficeId } from '#shared/service-level/office.ts';
import type { CaseDeadline } from './case-deadline.ts';
import type { CaseStatus } from './case-status.ts';
import type { ServiceRequest } from './request/service-request.ts';
import type { StaffRole } from './staff-role.ts';

/** A note on a case. */
export interface CaseNote {
  readonly opId: OperationId;
  readonly at: Instant;
  readonly by: PersonId;
  readonly text: string;
}

/**
 * A case as folded from its events. Status, responsible person and next step are never empty (requirements R15, R66).
 */
export interface CaseState {
  readonly reference: Reference;
  readonly status: CaseStatus;
  readonly office: OfficeId;
  readonly counter: CounterId | null;
  readonly receivedAt: Instant;
  readonly catalogue: Digest;
  readonly calendar: Digest;
  readonly request: ServiceRequest;
  readonly missing: readonly string[];
  readonly deadline: CaseDeadline;
  readonly responsible: { readonly person: PersonId; readonly role: StaffRole };
  /** The step of the catalogue's process that comes next. */
  readonly nextStep: string;
  readonly notes: readonly CaseNote[];
  readonly lastChangedAt: Instant;
}
