import type { CaseCommand } from './case-command.ts';
import { CaseStatus, OPEN, UNDECIDED, UNDER_PROVISION } from './case-status.ts';
import { StaffRole } from './staff-role.ts';

export type CaseCommandKind = CaseCommand['kind'];

/** Where a command may be given: before there is a case, or in one of the statuses. */
export type CommandPlace = 'no-case' | CaseStatus;

interface LifecycleRow {
  readonly from: readonly CommandPlace[];
  readonly roles: readonly StaffRole[];
}

const PROVIDERS = ['provider-counter', 'provider-specialist'] as const satisfies StaffRole[];
const MANAGERS = ['portfolio-manager', 'service-manager'] as const satisfies StaffRole[];
/** The institution's own people. */
const STAFF = [...MANAGERS, ...PROVIDERS] as const satisfies StaffRole[];
/** Who speaks with the applicant for the institution. */
const HANDLERS = ['service-manager', ...PROVIDERS] as const satisfies StaffRole[];
/** Who does the steps of a service; which steps are whose, its catalogue entry says (CL12). */
const WORKERS = [...HANDLERS, 'partner'] as const satisfies StaffRole[];
const EVERYBODY = StaffRole.options;

/** The statuses in which the request is looked at. */
const ASSESSABLE = ['registered', 'being-assessed', 'to-be-decided'] as const satisfies CaseStatus[];
/** The statuses in which a decision stands. */
const DECIDED = ['to-be-informed', ...UNDER_PROVISION, 'being-evaluated'] as const satisfies CaseStatus[];
const BEFORE_EVALUATION = [
  ...UNDECIDED,
  'to-be-informed',
  ...UNDER_PROVISION,
] as const satisfies CaseStatus[];

/**
 * The one table of which command is allowed in which status for which role (CL2 in `docs/case-lifecycle.md`). Screens
 * ask it which buttons to show; the centre asks it before it accepts. Folding asks it whether an event fits (CL4), so a
 * row never loses a status while there are cases with such events.
 */
export const LIFECYCLE = {
  'register-request': { from: ['no-case'], roles: PROVIDERS },
  'add-note': { from: CaseStatus.options, roles: EVERYBODY },
  'classify-request': { from: OPEN, roles: STAFF },
  'ask-applicant': { from: ['waiting-for-applicant', ...ASSESSABLE, ...UNDER_PROVISION], roles: HANDLERS },
  'receive-evidence': { from: [...BEFORE_EVALUATION, 'being-evaluated'], roles: WORKERS },
  'record-answer': { from: ['waiting-for-applicant'], roles: WORKERS },
  'stop-waiting': { from: ['waiting-for-applicant'], roles: HANDLERS },
  'assess-conformity': { from: ASSESSABLE, roles: WORKERS },
  'assess-justification': { from: ['being-assessed', 'to-be-decided'], roles: WORKERS },
  'take-decision': { from: ['to-be-decided'], roles: WORKERS },
  'approve-decision': { from: ['to-be-approved'], roles: STAFF },
  'return-decision': { from: ['to-be-approved'], roles: EVERYBODY },
  'amend-decision': { from: ['to-be-approved', ...DECIDED], roles: WORKERS },
  'withdraw-decision': { from: DECIDED, roles: MANAGERS },
  inform: { from: [...OPEN, 'closed'], roles: WORKERS },
  'choose-way': { from: ['decided-to-provide', 'being-fulfilled'], roles: WORKERS },
  'hand-over': { from: OPEN, roles: EVERYBODY },
  'accept-hand-over': { from: OPEN, roles: EVERYBODY },
  'return-hand-over': { from: OPEN, roles: EVERYBODY },
  'assign-case': { from: OPEN, roles: MANAGERS },
  prepare: { from: ['being-fulfilled'], roles: WORKERS },
  perform: { from: ['being-fulfilled'], roles: WORKERS },
  'record-result': { from: ['being-fulfilled'], roles: WORKERS },
  'hand-out-result': { from: ['ready-for-collection'], roles: WORKERS },
  'record-satisfaction': { from: ['being-evaluated'], roles: WORKERS },
  'review-provision': { from: ['being-evaluated'], roles: WORKERS },
  'decide-follow-up': { from: ['being-evaluated'], roles: MANAGERS },
  'complete-follow-up': { from: ['being-evaluated'], roles: EVERYBODY },
  'extend-deadline': { from: [...ASSESSABLE, 'to-be-approved'], roles: STAFF },
  'explain-delay': { from: OPEN, roles: EVERYBODY },
  'forward-request': { from: ['waiting-for-applicant', ...ASSESSABLE], roles: HANDLERS },
  'withdraw-request': { from: BEFORE_EVALUATION, roles: HANDLERS },
  'lapse-request': { from: ['waiting-for-applicant'], roles: HANDLERS },
  'reopen-case': { from: ['closed', 'voided'], roles: STAFF },
  'void-case': { from: [...OPEN, 'closed'], roles: STAFF },
  'link-duplicate': { from: [...OPEN, 'closed'], roles: STAFF },
  'attach-files': { from: [...OPEN, 'closed'], roles: WORKERS },
  'remove-attachment': { from: [...OPEN, 'closed'], roles: STAFF },
  'finish-at-once': {
    from: [...ASSESSABLE, 'to-be-informed', 'decided-to-provide', 'being-fulfilled', 'being-evaluated'],
    roles: WORKERS,
  },
  'correct-request': { from: OPEN, roles: HANDLERS },
  'resolve-conflict': { from: CaseStatus.options, roles: EVERYBODY },
  // Nobody's command: the centre gives it for whoever asked it to send the e-mail (ML1).
  'report-mail': { from: CaseStatus.options, roles: WORKERS },
  'recount-deadline': { from: OPEN, roles: EVERYBODY },
} as const satisfies Record<CaseCommandKind, LifecycleRow>;

const KINDS = Object.keys(LIFECYCLE) as CaseCommandKind[];

/** Why the table does not allow a command, or `undefined` when it does. */
export function findObstacle(
  kind: CaseCommandKind,
  place: CommandPlace,
  role: StaffRole,
): 'not-in-this-status' | 'not-in-this-role' | undefined {
  const row: LifecycleRow = LIFECYCLE[kind];
  if (!row.from.includes(place)) return 'not-in-this-status';
  return row.roles.includes(role) ? undefined : 'not-in-this-role';
}

/** The commands that `role` may give in `place`. */
export function allowedCommands(place: CommandPlace, role: StaffRole): readonly CaseCommandKind[] {
  return KINDS.filter((kind) => findObstacle(kind, place, role) === undefined);
}
