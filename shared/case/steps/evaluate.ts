import { z } from 'zod';
import { NeedMet, Review, Satisfaction, satisfactionScale } from '#shared/case/facts/evaluation.ts';
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
  refusedDetails,
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

export const SatisfactionRecorded = z.object({
  kind: z.literal('satisfaction-recorded'),
  origin: EventOrigin,
  isAnswered: z.boolean(),
  /** Whether the answer is one that somebody has to look into. */
  needsLook: z.boolean(),
});

export const ProvisionReviewed = z.object({
  kind: z.literal('provision-reviewed'),
  origin: EventOrigin,
  review: Review,
  /** Whether a manager has to decide what follows. */
  needsFollowUp: z.boolean(),
});

/** CL45 */
export function decideSatisfaction(
  state: CaseState,
  { satisfaction }: z.infer<typeof RecordSatisfaction>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfStep(context, 'satisfaction') ?? obstacleOfOrder(state, 'satisfaction');
  if (obstacle !== undefined) return obstacle;
  const { origin, catalogue } = context;
  if (satisfaction.kind === 'skipped') {
    return made({ kind: 'satisfaction-recorded', origin, isAnswered: false, needsLook: false });
  }
  if (satisfaction.kind === 'answered-apart') {
    const { needsLook } = satisfaction;
    return made({ kind: 'satisfaction-recorded', origin, isAnswered: true, needsLook });
  }
  const scale = satisfactionScale(catalogue);
  const { ease } = satisfaction;
  const details = new Details();
  if (ease < scale[0] || ease > scale[1]) details.add('/satisfaction/ease', 'unknown-choice');
  if (details.issues.length > 0) return refusedDetails(details);
  const isLookNeeded = needsLook(satisfaction, scale);
  return made({ kind: 'satisfaction-recorded', origin, isAnswered: true, needsLook: isLookNeeded });
}

/** CL45: whether somebody has to look into an answer on the scale. */
export function needsLook(
  { ease, needMet }: Extract<Satisfaction, { kind: 'answered' }>,
  [lowest]: readonly [number, number],
): boolean {
  return ease <= lowest + 1 || needMet === 'no';
}

/** CL46, CL47: a review that finds everything well closes the case by itself. */
export function decideReview(
  state: CaseState,
  command: z.infer<typeof ReviewProvision>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfStep(context, 'review') ?? obstacleOfOrder(state, 'review');
  if (obstacle !== undefined) return obstacle;
  const { origin } = context;
  const { deadline, satisfaction } = state;
  const isInTime = deadline.kind !== 'met' || deadline.isInTime;
  const details = new Details();
  const correctiveNote = details.optional('/correctiveNote', command.correctiveNote, DETAIL_LIMITS.note);
  if (details.issues.length > 0) return refusedDetails(details);
  // CL76: what was said when it became late holds, unless another note is given now. Older cases have no such place.
  const note = correctiveNote ?? state.delay?.correctiveNote ?? null;
  if (!isInTime && note === null) return refusedAs('corrective-note-required');
  const { needMet } = command;
  const needsFollowUp = !isInTime || satisfaction?.needsLook === true || needMet === 'no';
  const review = { isInTime, needMet, correctiveNote: note };
  const reviewed = { kind: 'provision-reviewed', origin, review, needsFollowUp } as const;
  return needsFollowUp ? made(reviewed) : made(reviewed, { kind: 'case-closed', origin: automatic(origin) });
}

export function afterSatisfaction(state: CaseState, event: z.infer<typeof SatisfactionRecorded>): CaseState {
  const { isAnswered, needsLook } = event;
  return {
    ...state,
    ...at(state, event, 'being-evaluated', 'review'),
    satisfaction: { isAnswered, needsLook },
  };
}

export function afterReview(state: CaseState, event: z.infer<typeof ProvisionReviewed>): CaseState {
  return { ...state, ...at(state, event, 'being-evaluated', 'followup'), review: event.review };
}
