import type { CaseCommandKind } from './case-command.ts';
import type { CaseStatus } from './case-status.ts';
import type { StaffRole } from './staff-role.ts';

/** Where a command may be given: before there is a case, or in one of the statuses. */
export type CommandPlace = 'no-case' | CaseStatus;

interface LifecycleRow {
  readonly from: readonly CommandPlace[];
  readonly roles: readonly StaffRole[];
}

/**
 * The one table of which command is allowed in which status for which role (`docs/case-lifecycle.md`). Screens ask it
 * which buttons to show; the centre asks it before it accepts.
 */
export const LIFECYCLE = {
  'register-request': { from: ['no-case'], roles: ['provider-counter', 'provider-specialist'] },
  'add-note': {
    from: ['registered', 'waiting-for-applicant'],
    roles: ['portfolio-manager', 'service-manager', 'provider-counter', 'provider-specialist', 'partner'],
  },
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
