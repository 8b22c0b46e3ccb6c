import { z } from 'zod';
import { at } from '../at-step.ts';
import { broughtBy, recounted, resumed, started } from '../case-clock.ts';
import { CaseDeadline } from '../case-deadline.ts';
import type { CaseState } from '../case-state.ts';
import type { CaseClock } from '../clock-facts.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import { type Decided, made, refusedDetails, type StepContext } from '../step-context.ts';
import { reasoned } from './reasoned.ts';

/** Record what the applicant answered; the case goes on with what there is. */
export const RecordAnswer = z.object({ kind: z.literal('record-answer'), answer: z.string() });

/** Go on without what was waited for, with the reason. */
export const StopWaiting = z.object({ kind: z.literal('stop-waiting'), reason: z.string() });

export const ApplicantAnswered = z.object({
  kind: z.literal('applicant-answered'),
  origin: EventOrigin,
  answer: z.string(),
  deadline: CaseDeadline,
});

export const WaitingStopped = z.object({
  kind: z.literal('waiting-stopped'),
  origin: EventOrigin,
  reason: z.string(),
  deadline: CaseDeadline,
});

/** CL19 */
export function decideAnswer(
  state: CaseState,
  command: z.infer<typeof RecordAnswer>,
  context: StepContext,
): Decided {
  const details = new Details();
  const answer = details.required('/answer', command.answer, DETAIL_LIMITS.reasons);
  if (details.issues.length > 0) return refusedDetails(details);
  const { origin } = context;
  const deadline = recounted(state, clockAfterWaiting(state, origin), context);
  return made({ kind: 'applicant-answered', origin, answer, deadline });
}

/** CL19 */
export function decideStopping(
  state: CaseState,
  command: z.infer<typeof StopWaiting>,
  context: StepContext,
): Decided {
  const { origin } = context;
  const deadline = recounted(state, clockAfterWaiting(state, origin), context);
  return reasoned(command.reason, (reason) => ({ kind: 'waiting-stopped', origin, reason, deadline }));
}

/** The case after an answer, or after somebody decided to go on without one. */
export function afterEndOfWaiting(
  state: CaseState,
  event: z.infer<typeof ApplicantAnswered | typeof WaitingStopped>,
): CaseState {
  const clock = clockAfterWaiting(state, event.origin);
  return afterWaiting({ ...state, clock, deadline: broughtBy(event, state) }, event);
}

/** The case goes on where it stood when the waiting began. */
export function afterWaiting(state: CaseState, event: { readonly origin: EventOrigin }): CaseState {
  if (state.waiting === null) return state;
  const { status, step } = state.waiting.returnTo;
  return { ...state, ...at(state, event, status, step), waiting: null };
}

/** A clock that waited for a complete request begins to run, because nobody waits for one any more. */
function clockAfterWaiting({ clock, deadline }: CaseState, { at: now }: EventOrigin): CaseClock {
  return deadline.kind === 'met' ? clock : resumed(started(clock, now), now);
}
