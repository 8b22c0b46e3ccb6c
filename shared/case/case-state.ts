import type { Digest, OperationId, PersonId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import type { CounterId, OfficeId } from '#shared/service-level/office.ts';
import type { CaseDeadline } from './case-deadline.ts';
import type { CaseStatus } from './case-status.ts';
import type { CaseClock } from './clock-facts.ts';
import type { CaseAttachment } from './facts/case-attachment.ts';
import type { Classification } from './facts/classification.ts';
import type { Decision } from './facts/decision.ts';
import type { AskedSatisfaction, FollowUp, Review } from './facts/evaluation.ts';
import type { Findings } from './facts/finding.ts';
import type { PendingHandOver } from './facts/hand-over.ts';
import type { Notification } from './facts/notification.ts';
import type { Outcome } from './facts/outcome.ts';
import type { ChecklistItem, Result, WayOfProvision } from './facts/provision.ts';
import type { ServiceRequest } from './request/service-request.ts';
import type { Responsible } from './staff-role.ts';

/** A note on a case. */
export interface CaseNote {
  readonly opId: OperationId;
  readonly at: Instant;
  readonly by: PersonId;
  readonly text: string;
}

/** What the applicant is waited for, and where the case goes on afterwards. */
export interface Waiting {
  readonly since: Instant;
  /** What was asked besides evidence; null when nothing was. */
  readonly question: string | null;
  readonly until: PlainDate | null;
  readonly returnTo: { readonly status: CaseStatus; readonly step: string };
}

/** Who gave a field the value that it has. */
export interface FieldAuthor {
  readonly by: PersonId;
  readonly at: Instant;
  readonly opId: OperationId;
}

/** Why a case takes longer than promised. */
export interface DelayExplanation {
  readonly correctiveNote: string;
  readonly by: PersonId;
  readonly at: Instant;
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
  /** Who corrected which field of the request last; not in states stored before requests could be corrected. */
  readonly corrected?: Readonly<Record<string, FieldAuthor>>;
  readonly classification: Classification;
  readonly missing: readonly string[];
  readonly deadline: CaseDeadline;
  readonly clock: CaseClock;
  readonly responsible: Responsible;
  /** The step of the catalogue's process that comes next, or one of the few that are the program's own. */
  readonly nextStep: string;
  readonly stepStartedAt: Instant;
  readonly waiting: Waiting | null;
  readonly handOver: PendingHandOver | null;
  readonly conformity: Findings | null;
  readonly justification: Findings | null;
  readonly decision: Decision | null;
  readonly notifications: readonly Notification[];
  readonly way: { readonly way: WayOfProvision; readonly reason: string | null } | null;
  readonly preparation: readonly ChecklistItem[];
  readonly actions: readonly ChecklistItem[];
  readonly result: Result | null;
  readonly satisfaction: AskedSatisfaction | null;
  /** Why it takes longer than promised, when that was said before the review (CL76). */
  readonly delay: DelayExplanation | null;
  readonly review: Review | null;
  readonly followUp: FollowUp | null;
  readonly outcome: Outcome | null;
  readonly duplicates: readonly Reference[];
  readonly notes: readonly CaseNote[];
  /** In the order in which they came, those that count no more among them. */
  readonly attachments: readonly CaseAttachment[];
  /** How many operations people made on the case (requirement R64). */
  readonly touches: number;
  readonly lastOperation: OperationId;
  readonly lastChangedAt: Instant;
}
