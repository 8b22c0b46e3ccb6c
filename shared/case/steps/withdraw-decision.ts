import { z } from 'zod';
import { OperationId } from '#shared/kernel/identifier.ts';
import { at } from '../at-step.ts';
import { countedAnew } from '../case-clock.ts';
import { CaseDeadline } from '../case-deadline.ts';
import type { CaseState } from '../case-state.ts';
import { EventOrigin } from '../event-origin.ts';
import { type Decided, obstacleOfDecision, refusedTo, type StepContext } from '../step-context.ts';
import { approvers } from './approve-decision.ts';
import { reasoned } from './reasoned.ts';
import { withoutProvision } from './without-provision.ts';

/** Take a decision back, with the reason; the request is to be decided anew. */
export const WithdrawDecision = z.object({
  kind: z.literal('withdraw-decision'),
  decision: OperationId,
  reason: z.string(),
});

/** Give a decision that is to be approved back to be decided anew, with the reason. */
export const ReturnDecision = z.object({
  kind: z.literal('return-decision'),
  decision: OperationId,
  reason: z.string(),
});

export const DecisionWithdrawn = z.object({
  kind: z.literal('decision-withdrawn'),
  origin: EventOrigin,
  reason: z.string(),
  deadline: CaseDeadline,
});

export const DecisionReturned = z.object({
  kind: z.literal('decision-returned'),
  origin: EventOrigin,
  reason: z.string(),
  deadline: CaseDeadline,
});

/** CL34 */
export function decideWithdrawalOfDecision(
  state: CaseState,
  command: z.infer<typeof WithdrawDecision>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfDecision(state, command.decision, context);
  if (obstacle !== undefined) return obstacle;
  const { origin } = context;
  const deadline = countedAnew(state, state.clock, context);
  return reasoned(command.reason, (reason) => ({ kind: 'decision-withdrawn', origin, reason, deadline }));
}

/** CL29 */
export function decideReturnOfDecision(
  state: CaseState,
  command: z.infer<typeof ReturnDecision>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfDecision(state, command.decision, context);
  if (obstacle !== undefined) return obstacle;
  const { origin } = context;
  const roles = approvers(context);
  if (origin.by !== state.decision?.decidedBy && !roles.includes(origin.role)) return refusedTo(roles);
  const deadline = countedAnew(state, state.clock, context);
  return reasoned(command.reason, (reason) => ({ kind: 'decision-returned', origin, reason, deadline }));
}

/** CL36: the time runs on from the facts of the clock, as if there had been no decision. */
export function afterWithdrawalOfDecision(
  state: CaseState,
  event: z.infer<typeof DecisionWithdrawn | typeof DecisionReturned>,
): CaseState {
  return {
    ...withoutProvision(state),
    ...at(state, event, 'to-be-decided', 'decide'),
    decision: null,
    deadline: event.deadline,
  };
}
