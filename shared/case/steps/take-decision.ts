import { z } from 'zod';
import { DecisionContent } from '#shared/case/facts/decision.ts';
import { refused } from '#shared/kernel/result.ts';
import { at } from '../at-step.ts';
import { metAt } from '../case-clock.ts';
import { CaseDeadline } from '../case-deadline.ts';
import type { CaseState } from '../case-state.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import { StaffRole } from '../staff-role.ts';
import { type Decided, made, obstacleOfStep, refusedAs, type StepContext } from '../step-context.ts';
import { isAllMet } from './assess.ts';
import { reasoned } from './reasoned.ts';

/** A decision as it is typed. The reasons of a refusal are the catalogue's; the texts say what they mean here. */
export const TypedDecision = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('provide'), reasons: z.string().optional() }),
  z.object({
    decision: z.literal('refuse'),
    refusalReasons: z.array(z.string()).max(20),
    reasons: z.string(),
    legalGround: z.string(),
    contestAt: z.string(),
  }),
]);
export type TypedDecision = z.infer<typeof TypedDecision>;

/** Decide to provide or to refuse (requirement R49). */
export const TakeDecision = z.object({ kind: z.literal('take-decision'), decision: TypedDecision });

/** Put another decision in the place of the one taken, with the reason for it. */
export const AmendDecision = z.object({
  kind: z.literal('amend-decision'),
  decision: TypedDecision,
  reason: z.string(),
});

/** Take a decision back, with the reason; the request is to be decided anew. */
export const WithdrawDecision = z.object({ kind: z.literal('withdraw-decision'), reason: z.string() });

/** Approve the decision of another person, where the service asks for it. */
export const ApproveDecision = z.object({ kind: z.literal('approve-decision') });

/** Give a decision back to who took it, with the reason. */
export const ReturnDecision = z.object({ kind: z.literal('return-decision'), reason: z.string() });

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
});

export const DecisionWithdrawn = z.object({
  kind: z.literal('decision-withdrawn'),
  origin: EventOrigin,
  reason: z.string(),
});

export const DecisionApproved = z.object({
  kind: z.literal('decision-approved'),
  origin: EventOrigin,
  deadline: CaseDeadline,
});

export const DecisionReturned = z.object({
  kind: z.literal('decision-returned'),
  origin: EventOrigin,
  reason: z.string(),
});

/** CL18 to CL20 */
export function decideDecision(
  state: CaseState,
  command: z.infer<typeof TakeDecision>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfStep(context, 'decide');
  if (obstacle !== undefined) return obstacle;
  if (command.decision.decision === 'provide' && state.conformity !== null && !isAllMet(state.conformity)) {
    return refusedAs('conformity-not-met');
  }
  const details = new Details();
  const content = readDecision(command.decision, context, details);
  if (content === undefined) return refused({ code: 'details-not-valid', issues: details.issues });
  const { origin, service } = context;
  const needsApproval = service.approval !== undefined;
  const deadline = needsApproval ? state.deadline : metAt(state.deadline, origin.at);
  return made({ kind: 'decision-taken', origin, content, needsApproval, deadline });
}

/** CL22 */
export function decideAmendment(
  state: CaseState,
  command: z.infer<typeof AmendDecision>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfStep(context, 'decide');
  if (obstacle !== undefined) return obstacle;
  if (state.decision === null) return refusedAs('not-in-this-step');
  const details = new Details();
  const reason = details.required('/reason', command.reason, DETAIL_LIMITS.reason);
  const content = readDecision(command.decision, context, details);
  if (content === undefined || details.issues.length > 0) {
    return refused({ code: 'details-not-valid', issues: details.issues });
  }
  const { origin, service } = context;
  return made({
    kind: 'decision-amended',
    origin,
    content,
    needsApproval: service.approval !== undefined,
    reason,
  });
}

/** CL23 */
export function decideWithdrawalOfDecision(
  state: CaseState,
  command: z.infer<typeof WithdrawDecision>,
  context: StepContext,
): Decided {
  if (state.decision === null) return refusedAs('not-in-this-step');
  return reasoned(command.reason, (reason) => ({
    kind: 'decision-withdrawn',
    origin: context.origin,
    reason,
  }));
}

/** CL21 */
export function decideApproval(
  state: CaseState,
  _command: z.infer<typeof ApproveDecision>,
  context: StepContext,
): Decided {
  const { origin } = context;
  return (
    obstacleOfApproval(state, context) ??
    made({ kind: 'decision-approved', origin, deadline: metAt(state.deadline, origin.at) })
  );
}

/** CL21 */
export function decideReturnOfDecision(
  state: CaseState,
  command: z.infer<typeof ReturnDecision>,
  context: StepContext,
): Decided {
  return (
    obstacleOfApproval(state, context) ??
    reasoned(command.reason, (reason) => ({ kind: 'decision-returned', origin: context.origin, reason }))
  );
}

function obstacleOfApproval({ decision }: CaseState, { origin, service }: StepContext): Decided | undefined {
  const { approval } = service;
  if (decision === null || approval === undefined) return refusedAs('not-in-this-step');
  if (origin.by === decision.decidedBy) return refusedAs('approval-by-another-person');
  const roles = StaffRole.options.filter((role) => role === approval.byRole || role === 'service-manager');
  return roles.includes(origin.role) ? undefined : refused({ code: 'not-the-roles-step', roles });
}

function readDecision(
  typed: TypedDecision,
  { service }: StepContext,
  details: Details,
): DecisionContent | undefined {
  if (typed.decision === 'provide') {
    const reasons = details.optional('/decision/reasons', typed.reasons, DETAIL_LIMITS.reasons);
    if (details.issues.length > 0) return undefined;
    return { kind: 'provide', ...(reasons === undefined ? {} : { reasons }) };
  }
  const refusalReasons = [...new Set(typed.refusalReasons)];
  if (refusalReasons.length === 0) details.add('/decision/refusalReasons', 'required');
  const offered = service.refusalReasons.filter(({ retired }) => retired !== true);
  if (refusalReasons.some((id) => offered.every((reason) => reason.id !== id))) {
    details.add('/decision/refusalReasons', 'unknown-choice');
  }
  const reasons = details.required('/decision/reasons', typed.reasons, DETAIL_LIMITS.reasons);
  const legalGround = details.required('/decision/legalGround', typed.legalGround, DETAIL_LIMITS.reason);
  const contestAt = details.required('/decision/contestAt', typed.contestAt, DETAIL_LIMITS.line);
  if (details.issues.length > 0) return undefined;
  return { kind: 'refuse', refusalReasons, reasons, legalGround, contestAt };
}

export function afterDecision(state: CaseState, event: z.infer<typeof DecisionTaken>): CaseState {
  const { origin, content, deadline } = event;
  return {
    ...state,
    ...afterDeciding(event),
    deadline,
    decision: { content, decidedBy: origin.by, decidedAt: origin.at, approvedBy: null, isAmended: false },
  };
}

export function afterAmendment(state: CaseState, event: z.infer<typeof DecisionAmended>): CaseState {
  const { origin, content } = event;
  return {
    ...state,
    ...afterDeciding(event),
    decision: { content, decidedBy: origin.by, decidedAt: origin.at, approvedBy: null, isAmended: true },
    outcome: null,
  };
}

export function afterWithdrawalOfDecision(
  state: CaseState,
  event: z.infer<typeof DecisionWithdrawn | typeof DecisionReturned>,
): CaseState {
  const { deadline } = state;
  return {
    ...state,
    ...at(event, 'to-be-decided', 'decide'),
    decision: null,
    outcome: null,
    deadline:
      deadline.kind === 'met'
        ? { kind: 'running', startedAt: deadline.startedAt, due: deadline.due }
        : deadline,
  };
}

export function afterApproval(state: CaseState, event: z.infer<typeof DecisionApproved>): CaseState {
  const { decision } = state;
  return {
    ...state,
    ...at(event, 'to-be-informed', 'inform'),
    deadline: event.deadline,
    decision: decision === null ? null : { ...decision, approvedBy: event.origin.by },
  };
}

function afterDeciding(event: z.infer<typeof DecisionTaken | typeof DecisionAmended>) {
  return event.needsApproval ? at(event, 'to-be-approved', 'approve') : at(event, 'to-be-informed', 'inform');
}
