import { z } from 'zod';
import { FollowUp } from '#shared/case/facts/evaluation.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { at } from '../at-step.ts';
import type { CaseState } from '../case-state.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import { Responsible } from '../staff-role.ts';
import {
  automatic,
  type Decided,
  made,
  obstacleOfOrder,
  obstacleOfStep,
  refusedDetails,
  type StepContext,
} from '../step-context.ts';

/** Decide what follows from the evaluation (requirement R58). */
export const DecideFollowUp = z.object({
  kind: z.literal('decide-follow-up'),
  followUp: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('none'), reason: z.string() }),
    z.object({
      kind: z.literal('action'),
      action: z.string(),
      reason: z.string(),
      owner: Responsible,
      until: PlainDate,
    }),
  ]),
});

/** Record that the action was done, and what came of it (requirement R59). */
export const CompleteFollowUp = z.object({ kind: z.literal('complete-follow-up'), effect: z.string() });

export const FollowUpDecided = z.object({
  kind: z.literal('follow-up-decided'),
  origin: EventOrigin,
  followUp: FollowUp,
});

export const FollowUpCompleted = z.object({
  kind: z.literal('follow-up-completed'),
  origin: EventOrigin,
  effect: z.string(),
});

/** The case ended with the outcome that it has. */
export const CaseClosed = z.object({ kind: z.literal('case-closed'), origin: EventOrigin });

/** CL48 */
export function decideFollowUp(
  state: CaseState,
  { followUp: typed }: z.infer<typeof DecideFollowUp>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfStep(context, 'followup') ?? obstacleOfOrder(state, 'followup', 'act');
  if (obstacle !== undefined) return obstacle;
  const { origin, today } = context;
  const details = new Details();
  const reason = details.required('/followUp/reason', typed.reason, DETAIL_LIMITS.reason);
  if (typed.kind === 'none') {
    if (details.issues.length > 0) return refusedDetails(details);
    return made(
      { kind: 'follow-up-decided', origin, followUp: { kind: 'none', reason } },
      { kind: 'case-closed', origin: automatic(origin) },
    );
  }
  const action = details.required('/followUp/action', typed.action, DETAIL_LIMITS.note);
  if (typed.until <= today) details.add('/followUp/until', 'date-not-later');
  if (details.issues.length > 0) return refusedDetails(details);
  const { owner, until } = typed;
  return made({
    kind: 'follow-up-decided',
    origin,
    followUp: { kind: 'action', action, reason, owner, until },
  });
}

/** CL49 */
export function decideCompletion(
  state: CaseState,
  command: z.infer<typeof CompleteFollowUp>,
  context: StepContext,
): Decided {
  const { origin } = context;
  const isOwn = state.followUp?.kind === 'action' && state.followUp.owner.person === origin.by;
  const obstacle = (isOwn ? undefined : obstacleOfStep(context, 'act')) ?? obstacleOfOrder(state, 'act');
  if (obstacle !== undefined) return obstacle;
  const details = new Details();
  const effect = details.required('/effect', command.effect, DETAIL_LIMITS.note);
  if (details.issues.length > 0) return refusedDetails(details);
  return made(
    { kind: 'follow-up-completed', origin, effect },
    { kind: 'case-closed', origin: automatic(origin) },
  );
}

/** Who is to act answers for the case from then on. */
export function afterFollowUp(state: CaseState, event: z.infer<typeof FollowUpDecided>): CaseState {
  const { followUp } = event;
  if (followUp.kind === 'none') return { ...state, followUp };
  return {
    ...state,
    ...at(state, event, 'being-evaluated', 'act'),
    followUp,
    responsible: followUp.owner,
    handOver: null,
  };
}

export function afterClosing(state: CaseState, event: z.infer<typeof CaseClosed>): CaseState {
  return { ...state, ...at(state, event, 'closed', 'none'), handOver: null };
}
