import type { Catalogue, ProcessStep, PublicService } from '#shared/catalogue/public-service.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { ok, type Result, refused } from '#shared/kernel/result.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import type { CaseEvent } from './case-event.ts';
import type { CaseState } from './case-state.ts';
import type { Details } from './details.ts';
import type { EventOrigin } from './event-origin.ts';
import type { PlainRefusalCode, Refusal } from './refusal.ts';
import { StaffRole } from './staff-role.ts';

/** What a command on a case depends on besides the case: who acts, and the versions that the case stays on. */
export interface StepContext {
  readonly origin: EventOrigin;
  readonly catalogue: Catalogue;
  readonly service: PublicService;
  readonly calendar: OfficeCalendar;
  /** The date of receipt of the command in Latvia. */
  readonly today: PlainDate;
}

/** What one command makes of a case, or why not. */
export type Decided = Result<readonly CaseEvent[], Refusal>;

/** A refusal that needs no more than its code. */
export function refusedAs(code: PlainRefusalCode): Decided {
  return refused({ code });
}

/** A refusal of what was typed. */
export function refusedDetails({ issues }: Details): Decided {
  return refused({ code: 'details-not-valid', issues });
}

/** A refusal that names who may. */
export function refusedTo(roles: readonly StaffRole[]): Decided {
  return refused({ code: 'not-the-roles-step', roles });
}

/** The step of the service's process, or `undefined` when the service has none of that name. */
export function findStep(service: PublicService, stepId: string): ProcessStep | undefined {
  return service.stages.flatMap(({ steps }) => steps).find(({ id }) => id === stepId);
}

/**
 * The roles that may do a step (CL12, requirement R21): the responsible one, those that share in it, and the service
 * manager, who answers for all. What a partner or the recipient does is recorded by the provider who holds the case.
 */
export function rolesOfStep(service: PublicService, stepId: string): readonly StaffRole[] {
  const step = findStep(service, stepId);
  const named = step === undefined ? [] : [step.responsibleRole, ...step.coResponsibleRoles];
  const isOutside = named.some((role) => role === 'partner' || role === 'recipient') || step === undefined;
  const roles = new Set<string>([...named, 'service-manager']);
  if (isOutside) for (const role of ['provider-counter', 'provider-specialist']) roles.add(role);
  return StaffRole.options.filter((role) => roles.has(role));
}

/** Refuses a person whose role has no part in the step; else `undefined`. */
export function obstacleOfStep(context: StepContext, stepId: string): Decided | undefined {
  const roles = rolesOfStep(context.service, stepId);
  return roles.includes(context.origin.role) ? undefined : refusedTo(roles);
}

/** Refuses a command whose step is not the next one (CL13); else `undefined`. */
export function obstacleOfOrder(state: CaseState, ...steps: readonly string[]): Decided | undefined {
  return steps.includes(state.nextStep) ? undefined : refusedAs('not-in-this-step');
}

/**
 * Refuses what speaks of another decision than the one that stands (CL30): its author saw another, or none. Without a
 * name it means the decision of its own operation. Else `undefined`.
 */
export function obstacleOfDecision(
  { decision }: CaseState,
  named: OperationId | undefined,
  { origin }: StepContext,
): Decided | undefined {
  if (decision === null) return refusedAs('not-in-this-step');
  return decision.opId === (named ?? origin.opId) ? undefined : refusedAs('decision-has-changed');
}

/** The events that a command makes. */
export function made(...events: readonly CaseEvent[]): Decided {
  return ok(events);
}

/** The origin of what the program does by itself on the occasion of a person's command. */
export function automatic(origin: EventOrigin): EventOrigin {
  return { ...origin, automatic: true };
}
