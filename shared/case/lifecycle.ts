import type { CaseCommand } from './case-command.ts';
import { type CaseStatus, OPEN, UNDECIDED, UNDER_PROVISION } from './case-status.ts';
import { StaffRole } from './staff-role.ts';

export type CaseCommandKind = CaseCommand['kind'];

/** Where a command may be given: before there is a case, or in one of the statuses. */
export type CommandPlace = 'no-case' | CaseStatus;

interface LifecycleRow {
  readonly from: readonly CommandPlace[];
  readonly roles: readonly StaffRole[];
}

const PROVIDERS = ['provider-counter', 'provider-specialist'] as const satisfies StaffRole[];
/** Who works on cases; which steps of a service are whose, its catalogue entry says (CL45). */
const WORKERS = ['service-manager', ...PROVIDERS, 'partner'] as const satisfies StaffRole[];
const MANAGERS = ['portfolio-manager', 'service-manager'] as const satisfies StaffRole[];
const EVERYBODY = StaffRole.options;

/** The statuses in which what was found and decided can still be changed. */
const DECIDED = ['to-be-informed', ...UNDER_PROVISION, 'being-evaluated'] as const satisfies CaseStatus[];
const ASSESSABLE = ['registered', 'being-assessed', 'to-be-decided'] as const satisfies CaseStatus[];

/**
 * The one table of which command is allowed in which status for which role (`docs/case-lifecycle.md`). Screens ask it
 * which buttons to show; the centre asks it before it accepts.
 */
export const LIFECYCLE = {
  'register-request': { from: ['no-case'], roles: PROVIDERS },
  'add-note': { from: [...OPEN, 'closed'], roles: EVERYBODY },
  'classify-request': { from: OPEN, roles: [...MANAGERS, ...PROVIDERS] },
  'ask-applicant': { from: ['waiting-for-applicant', ...ASSESSABLE], roles: WORKERS },
  'receive-evidence': { from: UNDECIDED, roles: WORKERS },
  'record-answer': { from: ['waiting-for-applicant'], roles: WORKERS },
  'assess-conformity': { from: ASSESSABLE, roles: WORKERS },
  'assess-justification': { from: ['being-assessed', 'to-be-decided'], roles: WORKERS },
  'take-decision': { from: ['to-be-decided'], roles: WORKERS },
  'approve-decision': { from: ['to-be-approved'], roles: WORKERS },
  'return-decision': { from: ['to-be-approved'], roles: WORKERS },
  'amend-decision': { from: DECIDED, roles: WORKERS },
  'withdraw-decision': { from: DECIDED, roles: ['service-manager'] },
  inform: { from: [...OPEN, 'closed'], roles: WORKERS },
  'choose-way': { from: ['decided-to-provide', 'being-fulfilled'], roles: WORKERS },
  'hand-over': { from: OPEN, roles: WORKERS },
  'accept-hand-over': { from: OPEN, roles: [...MANAGERS, ...PROVIDERS, 'partner'] },
  'return-hand-over': { from: OPEN, roles: [...MANAGERS, ...PROVIDERS, 'partner'] },
  'assign-case': { from: OPEN, roles: MANAGERS },
  prepare: { from: ['being-fulfilled'], roles: WORKERS },
  perform: { from: ['being-fulfilled'], roles: WORKERS },
  'record-result': { from: ['being-fulfilled'], roles: WORKERS },
  'hand-out-result': { from: ['ready-for-collection'], roles: WORKERS },
  'record-satisfaction': { from: ['being-evaluated'], roles: WORKERS },
  'review-provision': { from: ['being-evaluated'], roles: WORKERS },
  'decide-follow-up': { from: ['being-evaluated'], roles: MANAGERS },
  'complete-follow-up': { from: ['being-evaluated'], roles: [...MANAGERS, ...PROVIDERS] },
  'extend-deadline': {
    from: ['registered', 'being-assessed', 'to-be-decided', 'to-be-approved'],
    roles: WORKERS,
  },
  'forward-request': { from: ['waiting-for-applicant', ...ASSESSABLE], roles: WORKERS },
  'withdraw-request': { from: [...UNDECIDED, 'to-be-informed', ...UNDER_PROVISION], roles: WORKERS },
  'lapse-request': { from: ['waiting-for-applicant'], roles: WORKERS },
  'reopen-case': { from: ['closed'], roles: MANAGERS },
  'void-case': { from: UNDECIDED, roles: [...MANAGERS, ...PROVIDERS] },
  'link-duplicate': { from: [...OPEN, 'closed'], roles: [...MANAGERS, ...PROVIDERS] },
  'finish-at-once': { from: ['registered', 'being-assessed', 'to-be-decided'], roles: WORKERS },
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
