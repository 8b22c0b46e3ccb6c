import { z } from 'zod';
import { OperationId } from '#shared/kernel/identifier.ts';
import { at } from '../at-step.ts';
import { metNow } from '../case-clock.ts';
import { CaseDeadline } from '../case-deadline.ts';
import type { CaseState } from '../case-state.ts';
import { EventOrigin } from '../event-origin.ts';
import { StaffRole } from '../staff-role.ts';
import {
  type Decided,
  made,
  obstacleOfDecision,
  refusedAs,
  refusedTo,
  type StepContext,
} from '../step-context.ts';

/** Approve the decision of another person, where the service asks for it. */
export const ApproveDecision = z.object({ kind: z.literal('approve-decision'), decision: OperationId });

export const DecisionApproved = z.object({
  kind: z.literal('decision-approved'),
  origin: EventOrigin,
  deadline: CaseDeadline,
});

/** CL28 */
export function decideApproval(
  state: CaseState,
  command: z.infer<typeof ApproveDecision>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfDecision(state, command.decision, context);
  if (obstacle !== undefined) return obstacle;
  const { origin } = context;
  if (origin.by === state.decision?.decidedBy) return refusedAs('approval-by-another-person');
  const roles = approvers(context);
  if (!roles.includes(origin.role)) return refusedTo(roles);
  return made({ kind: 'decision-approved', origin, deadline: metNow(state, context) });
}

/** Who may approve: the role that the service names, and the managers, so that there is always a second person. */
export function approvers({ service }: StepContext): readonly StaffRole[] {
  const named = ['portfolio-manager', 'service-manager', service.approval?.byRole];
  return StaffRole.options.filter((role) => named.includes(role));
}

export function afterApproval(state: CaseState, event: z.infer<typeof DecisionApproved>): CaseState {
  const { decision } = state;
  return {
    ...state,
    ...at(state, event, 'to-be-informed', 'inform'),
    deadline: event.deadline,
    decision: decision === null ? null : { ...decision, approvedBy: event.origin.by },
  };
}
