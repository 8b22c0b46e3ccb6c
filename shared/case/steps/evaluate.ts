import { z } from 'zod';
import { FollowUp, NeedMet, Satisfaction } from '#shared/case/facts/evaluation.ts';
import { PersonId } from '#shared/kernel/identifier.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { refused } from '#shared/kernel/result.ts';
import { deadlineInstant } from '#shared/service-level/due.ts';
import { at } from '../at-step.ts';
import type { CaseState } from '../case-state.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import {
  automatic,
  type Decided,
  made,
  obstacleOfOrder,
  obstacleOfStep,
  refusedAs,
  type StepContext,
} from '../step-context.ts';

/** Record what the recipient answered, or that they were asked and did not want to (requirement R56). */
export const RecordSatisfaction = z.object({
  kind: z.literal('record-satisfaction'),
  satisfaction: Satisfaction,
});

/** Review process and result against the service level and the need (requirement R57). */
export const ReviewProvision = z.object({
  kind: z.literal('review-provision'),
  needMet: NeedMet,
  correctiveNote: z.string().optional(),
});

/** Decide what follows from the evaluation (requirement R58). */
export const DecideFollowUp = z.object({
  kind: z.literal('decide-follow-up'),
  followUp: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('none'), reason: z.string() }),
    z.object({
      kind: z.literal('action'),
      action: z.string(),
      reason: z.string(),
      owner: PersonId,
      until: PlainDate,
    }),
  ]),
});

/** Record that the action was done, and what came of it (requirement R59). */
export const CompleteFollowUp = z.object({ kind: z.literal('complete-follow-up'), effect: z.string() });

export const SatisfactionRecorded = z.object({
  kind: z.literal('satisfaction-recorded'),
  origin: EventOrigin,
  satisfaction: Satisfaction,
});

export const ProvisionReviewed = z.object({
  kind: z.literal('provision-reviewed'),
  origin: EventOrigin,
  isInTime: z.boolean(),
  needMet: NeedMet,
  correctiveNote: z.string().nullable(),
  /** Whether a manager has to decide what follows. */
  needsFollowUp: z.boolean(),
});

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

/** CL39 */
export function decideSatisfaction(
  state: CaseState,
  { satisfaction }: z.infer<typeof RecordSatisfaction>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfStep(context, 'satisfaction') ?? obstacleOfOrder(state, 'satisfaction');
  if (obstacle !== undefined) return obstacle;
  const scale = context.catalogue.satisfaction?.scale ?? [1, 5];
  if (satisfaction.kind === 'answered') {
    const details = new Details();
    if (satisfaction.ease < scale[0] || satisfaction.ease > scale[1]) {
      details.add('/satisfaction/ease', 'unknown-choice');
    }
    if (details.issues.length > 0) return refused({ code: 'details-not-valid', issues: details.issues });
  }
  return made({ kind: 'satisfaction-recorded', origin: context.origin, satisfaction });
}

/** CL40, CL41: a review that finds everything well closes the case by itself. */
export function decideReview(
  state: CaseState,
  command: z.infer<typeof ReviewProvision>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfStep(context, 'review') ?? obstacleOfOrder(state, 'review');
  if (obstacle !== undefined) return obstacle;
  const { origin } = context;
  const isInTime = wasInTime(state, origin);
  const details = new Details();
  const note = details.optional('/correctiveNote', command.correctiveNote, DETAIL_LIMITS.note);
  if (details.issues.length > 0) return refused({ code: 'details-not-valid', issues: details.issues });
  if (!isInTime && note === undefined) return refusedAs('corrective-note-required');
  const { needMet } = command;
  const { satisfaction } = state;
  const isRatedLow = satisfaction?.kind === 'answered' && satisfaction.ease <= LOW_RATING;
  const needsFollowUp = !isInTime || isRatedLow || needMet === 'no';
  const reviewed = {
    kind: 'provision-reviewed',
    origin,
    isInTime,
    needMet,
    correctiveNote: note ?? null,
    needsFollowUp,
  } as const;
  return needsFollowUp ? made(reviewed) : made(reviewed, { kind: 'case-closed', origin: automatic(origin) });
}

/** The rating at which a manager has to look, on the catalogue's scale. */
const LOW_RATING = 2;

/** CL42 */
export function decideFollowUp(
  state: CaseState,
  command: z.infer<typeof DecideFollowUp>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfStep(context, 'followup') ?? obstacleOfOrder(state, 'followup');
  if (obstacle !== undefined) return obstacle;
  const { origin, today } = context;
  const typed = command.followUp;
  const details = new Details();
  const reason = details.required('/followUp/reason', typed.reason, DETAIL_LIMITS.reason);
  if (typed.kind === 'none') {
    if (details.issues.length > 0) return refused({ code: 'details-not-valid', issues: details.issues });
    return made(
      { kind: 'follow-up-decided', origin, followUp: { kind: 'none', reason } },
      { kind: 'case-closed', origin: automatic(origin) },
    );
  }
  const action = details.required('/followUp/action', typed.action, DETAIL_LIMITS.note);
  if (typed.until <= today) details.add('/followUp/until', 'date-not-later');
  if (details.issues.length > 0) return refused({ code: 'details-not-valid', issues: details.issues });
  const { owner, until } = typed;
  return made({
    kind: 'follow-up-decided',
    origin,
    followUp: { kind: 'action', action, reason, owner, until },
  });
}

/** CL43 */
export function decideCompletion(
  state: CaseState,
  command: z.infer<typeof CompleteFollowUp>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfStep(context, 'act') ?? obstacleOfOrder(state, 'act');
  if (obstacle !== undefined) return obstacle;
  const details = new Details();
  const effect = details.required('/effect', command.effect, DETAIL_LIMITS.note);
  if (details.issues.length > 0) return refused({ code: 'details-not-valid', issues: details.issues });
  const { origin } = context;
  return made(
    { kind: 'follow-up-completed', origin, effect },
    { kind: 'case-closed', origin: automatic(origin) },
  );
}

export function afterSatisfaction(state: CaseState, event: z.infer<typeof SatisfactionRecorded>): CaseState {
  return { ...state, ...at(event, 'being-evaluated', 'review'), satisfaction: event.satisfaction };
}

export function afterReview(state: CaseState, event: z.infer<typeof ProvisionReviewed>): CaseState {
  const { isInTime, needMet, correctiveNote } = event;
  return {
    ...state,
    ...at(event, 'being-evaluated', 'followup'),
    review: { isInTime, needMet, correctiveNote },
  };
}

export function afterFollowUp(state: CaseState, event: z.infer<typeof FollowUpDecided>): CaseState {
  return { ...state, ...at(event, 'being-evaluated', 'act'), followUp: event.followUp };
}

export function afterClosing(state: CaseState, event: z.infer<typeof CaseClosed>): CaseState {
  return { ...state, ...at(event, 'closed', 'none'), handOver: null };
}

/** Whether the decision came in the time that the service promises. A time that never started was not exceeded. */
function wasInTime({ deadline }: CaseState, { at: now }: EventOrigin): boolean {
  switch (deadline.kind) {
    case 'met':
      return deadline.isInTime;
    case 'running':
      return now < deadlineInstant(deadline.due);
    case 'paused':
    case 'waits-for-complete-request':
      return true;
  }
}
