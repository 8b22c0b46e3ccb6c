import { z } from 'zod';
import { DecisionContent } from '#shared/case/facts/decision.ts';
import { OperationId } from '#shared/kernel/identifier.ts';
import { at } from '../at-step.ts';
import { metNow } from '../case-clock.ts';
import { CaseDeadline } from '../case-deadline.ts';
import type { CaseState } from '../case-state.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import {
  type Decided,
  made,
  obstacleOfDecision,
  obstacleOfStep,
  refusedAs,
  refusedDetails,
  type StepContext,
} from '../step-context.ts';
import { isAllMet } from './assess.ts';
import { isRefusable, readDecision, TypedDecision } from './typed-decision.ts';
import { withoutProvision } from './without-provision.ts';

/** Decide to provide or to refuse (requirement R49). */
export const TakeDecision = z.object({ kind: z.literal('take-decision'), decision: TypedDecision });

/** Put another decision in the place of the one named, with the reason for it. */
export const AmendDecision = z.object({
  kind: z.literal('amend-decision'),
  amends: OperationId,
  decision: TypedDecision,
  reason: z.string(),
});

export const DecisionTaken = z.object({
  kind: z.literal('decision-taken'),
  origin: EventOrigin,
  content: DecisionContent,
  /** Whether another person has to approve it before the applicant is told. */
  needsApproval: z.boolean(),
  deadline: CaseDeadline,
});

export const DecisionAmended = z.object({
  kind: z.literal('decision-amended'),
  origin: EventOrigin,
  content: DecisionContent,
  needsApproval: z.boolean(),
  reason: z.string(),
  deadline: CaseDeadline,
});

/** CL24 to CL26 */
export function decideDecision(
  state: CaseState,
  command: z.infer<typeof TakeDecision>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfStep(context, 'decide') ?? obstacleOfContent(state, command.decision, context);
  if (obstacle !== undefined) return obstacle;
  const { service, origin } = context;
  const details = new Details();
  const content = readDecision(command.decision, state, service, details);
  if (details.issues.length > 0) return refusedDetails(details);
  return made({ kind: 'decision-taken', origin, content, ...effectOf(state, context) });
}

/** CL33 */
export function decideAmendment(
  state: CaseState,
  command: z.infer<typeof AmendDecision>,
  context: StepContext,
): Decided {
  const obstacle =
    obstacleOfStep(context, 'decide') ??
    obstacleOfDecision(state, command.amends, context) ??
    obstacleOfContent(state, command.decision, context);
  if (obstacle !== undefined) return obstacle;
  const { service, origin } = context;
  const details = new Details();
  const content = readDecision(command.decision, state, service, details);
  const reason = details.required('/reason', command.reason, DETAIL_LIMITS.reason);
  if (details.issues.length > 0) return refusedDetails(details);
  return made({ kind: 'decision-amended', origin, content, reason, ...effectOf(state, context) });
}

/** CL24, CL25 */
function obstacleOfContent(
  { conformity }: CaseState,
  { decision }: TypedDecision,
  { service }: StepContext,
): Decided | undefined {
  if (decision === 'refuse') return isRefusable(service) ? undefined : refusedAs('outcome-not-of-service');
  return isAllMet(conformity) || !isRefusable(service) ? undefined : refusedAs('conformity-not-met');
}

/** CL26, CL28: the time is met by the decision, or by its approval where one is needed. */
function effectOf(state: CaseState, context: StepContext) {
  const needsApproval = context.service.approval !== undefined;
  return { needsApproval, deadline: needsApproval ? state.deadline : metNow(state, context) };
}

/** The case after a decision, also one that takes the place of another. */
export function afterDecision(
  state: CaseState,
  event: z.infer<typeof DecisionTaken | typeof DecisionAmended>,
): CaseState {
  const { origin, content, needsApproval, deadline } = event;
  const next = needsApproval
    ? at(state, event, 'to-be-approved', 'approve')
    : at(state, event, 'to-be-informed', 'inform');
  return {
    ...withoutProvision(state),
    ...next,
    deadline,
    decision: {
      opId: origin.opId,
      content,
      decidedBy: origin.by,
      decidedAt: origin.at,
      approvedBy: null,
      isAmended: event.kind === 'decision-amended',
    },
  };
}
