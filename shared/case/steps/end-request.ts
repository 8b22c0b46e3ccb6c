import { z } from 'zod';
import { Review } from '#shared/case/facts/evaluation.ts';
import type { OutcomeKind } from '#shared/case/facts/outcome.ts';
import { at } from '../at-step.ts';
import { metNow } from '../case-clock.ts';
import { CaseDeadline } from '../case-deadline.ts';
import type { CaseEvent } from '../case-event.ts';
import type { CaseState } from '../case-state.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import { type Decided, made, refusedAs, refusedDetails, type StepContext } from '../step-context.ts';

const REASONED = { reason: z.string(), correctiveNote: z.string().optional() };

/** Send the request on to the institution that is competent, and say on what ground. */
export const ForwardRequest = z.object({
  kind: z.literal('forward-request'),
  institution: z.string(),
  ...REASONED,
});

/** The applicant takes the request back. */
export const WithdrawRequest = z.object({ kind: z.literal('withdraw-request'), ...REASONED });

/** The applicant did not answer in time, and the request ends. */
export const LapseRequest = z.object({ kind: z.literal('lapse-request'), ...REASONED });

const ENDED = { origin: EventOrigin, reason: z.string(), review: Review, deadline: CaseDeadline };

export const RequestForwarded = z.object({
  kind: z.literal('request-forwarded'),
  institution: z.string(),
  ...ENDED,
});

export const RequestWithdrawn = z.object({ kind: z.literal('request-withdrawn'), ...ENDED });

export const RequestLapsed = z.object({ kind: z.literal('request-lapsed'), ...ENDED });

type Ending = z.infer<typeof RequestForwarded | typeof RequestWithdrawn | typeof RequestLapsed>;

/** CL50 */
export function decideForwarding(
  state: CaseState,
  command: z.infer<typeof ForwardRequest>,
  context: StepContext,
): Decided {
  if (!context.service.outcomes.some(({ kind }) => kind === 'forwarded')) {
    return refusedAs('outcome-not-of-service');
  }
  const details = new Details();
  const institution = details.required('/institution', command.institution, DETAIL_LIMITS.line);
  return ended(state, command, context, details, (end) => ({
    kind: 'request-forwarded',
    institution,
    ...end,
  }));
}

/** CL51 */
export function decideWithdrawal(
  state: CaseState,
  command: z.infer<typeof WithdrawRequest>,
  context: StepContext,
): Decided {
  return ended(state, command, context, new Details(), (end) => ({ kind: 'request-withdrawn', ...end }));
}

/** CL52 */
export function decideLapse(
  state: CaseState,
  command: z.infer<typeof LapseRequest>,
  context: StepContext,
): Decided {
  const until = state.waiting?.until ?? null;
  if (until === null || context.today <= until) return refusedAs('not-waiting-long-enough');
  return ended(state, command, context, new Details(), (end) => ({ kind: 'request-lapsed', ...end }));
}

/** CL53: what ends without a decision ends its time too, and says why when that was exceeded. */
function ended(
  state: CaseState,
  command: { readonly reason: string; readonly correctiveNote?: string | undefined },
  context: StepContext,
  details: Details,
  eventOf: (end: Pick<Ending, keyof typeof ENDED>) => CaseEvent,
): Decided {
  const reason = details.required('/reason', command.reason, DETAIL_LIMITS.reason);
  const correctiveNote = details.optional('/correctiveNote', command.correctiveNote, DETAIL_LIMITS.note);
  if (details.issues.length > 0) return refusedDetails(details);
  const deadline = metNow(state, context);
  const isInTime = deadline.kind !== 'met' || deadline.isInTime;
  const note = correctiveNote ?? state.delay?.correctiveNote ?? null;
  if (!isInTime && note === null) return refusedAs('corrective-note-required');
  const review = { isInTime, needMet: null, correctiveNote: note };
  return made(eventOf({ origin: context.origin, reason, review, deadline }));
}

const OUTCOME_OF_ENDING = {
  'request-forwarded': 'forwarded',
  'request-withdrawn': 'withdrawn',
  'request-lapsed': 'lapsed',
} as const satisfies Record<Ending['kind'], OutcomeKind>;

export function afterEnding(state: CaseState, event: Ending): CaseState {
  const { review, deadline } = event;
  return {
    ...state,
    ...at(state, event, 'closed', 'none'),
    outcome: { kind: OUTCOME_OF_ENDING[event.kind] },
    review,
    deadline,
    waiting: null,
    handOver: null,
  };
}
