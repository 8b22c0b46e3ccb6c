import { dueOfCase } from '#shared/case/case-due.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { UNDECIDED } from '#shared/case/case-status.ts';
import { findObstacle } from '#shared/case/lifecycle.ts';
import type { RefusalCode } from '#shared/case/refusal.ts';
import type { StaffRole } from '#shared/case/staff-role.ts';
import { rolesOfStep } from '#shared/case/step-context.ts';
import { isAdvice } from '#shared/case/steps/classify-request.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';
import type { PersonId } from '#shared/kernel/identifier.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { ActionKind } from './action-kinds.ts';

/** Who wants to do something with a case, and when. */
export interface Actor {
  readonly state: CaseState;
  readonly service: PublicService;
  readonly role: StaffRole;
  readonly person: PersonId;
  readonly today: PlainDate;
}

/** What the rules say, or what only the menu knows: that there is nothing to choose from. */
export type MenuObstacle = RefusalCode | 'no-files';

/** Why an action would be refused whatever is typed, or `undefined`: what the menu says before anybody tries. */
export function findActionObstacle(kind: ActionKind, actor: Actor): MenuObstacle | undefined {
  const { state, role } = actor;
  return findObstacle(kind, state.status, role) ?? findOwnObstacle(kind, actor);
}

function findOwnObstacle(kind: ActionKind, actor: Actor): MenuObstacle | undefined {
  const { state, service, role, person, today } = actor;
  const { handOver, decision, waiting, clock, deadline } = state;
  const { extendable } = service.serviceLevel;
  const isManager = role === 'portfolio-manager' || role === 'service-manager';
  switch (kind) {
    case 'hand-over':
      return handOver === null ? undefined : 'handed-over-already';
    case 'accept-hand-over':
      if (handOver === null) return 'nothing-handed-over';
      return handOver.to.kind === 'person' && handOver.to.person !== person
        ? 'not-handed-over-to-you'
        : undefined;
    case 'return-hand-over':
      if (handOver === null) return 'nothing-handed-over';
      return handOver.to.kind === 'person' && handOver.to.person !== person && handOver.from !== person
        ? 'not-handed-over-to-you'
        : undefined;
    case 'extend-deadline':
      if (extendable === null) return 'not-extendable';
      if (extendable.byRole !== role) return 'not-the-roles-step';
      if (clock.extension !== null) return 'already-extended';
      return deadline.kind === 'running' ? undefined : 'deadline-not-running';
    case 'explain-delay':
      return isLateNow(actor) ? undefined : 'deadline-not-passed';
    case 'forward-request':
      return service.outcomes.some((outcome) => outcome.kind === 'forwarded')
        ? undefined
        : 'outcome-not-of-service';
    case 'lapse-request':
      return waiting?.until != null && waiting.until < today ? undefined : 'not-waiting-long-enough';
    case 'return-decision': {
      const mayReturn = isManager || role === service.approval?.byRole || decision?.decidedBy === person;
      return mayReturn ? undefined : 'not-the-roles-step';
    }
    case 'amend-decision':
      if (!rolesOfStep(service, 'decide').includes(role)) return 'not-the-roles-step';
      return decision === null ? 'not-in-this-step' : undefined;
    case 'withdraw-decision':
      return decision === null ? 'not-in-this-step' : undefined;
    case 'void-case': {
      const isUndecided = UNDECIDED.some((status) => status === state.status);
      return isUndecided || isManager || isAdvice(state) ? undefined : 'not-the-roles-step';
    }
    case 'reopen-case':
      return isManager || isAdvice(state) ? undefined : 'not-the-roles-step';
    case 'remove-attachment':
      return state.attachments.some(({ removed }) => removed === null) ? undefined : 'no-files';
    case 'attach-files':
    case 'ask-applicant':
    case 'receive-evidence':
    case 'record-answer':
    case 'stop-waiting':
    case 'inform':
    case 'assign-case':
    case 'classify-request':
    case 'correct-request':
    case 'withdraw-request':
    case 'link-duplicate':
      return undefined;
  }
}

/** What the menu knows of being late, by the day; to the minute the form is told. */
function isLateNow({ state, today }: Actor): boolean {
  if (state.deadline.kind === 'met') return !state.deadline.isInTime;
  const due = dueOfCase(state);
  return due !== null && (due.kind === 'date' ? due.dueOn < today : localDateOf(due.dueAt) <= today);
}
