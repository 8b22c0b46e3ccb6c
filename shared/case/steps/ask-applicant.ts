import { z } from 'zod';
import { pointerOf } from '#shared/kernel/issue.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { at } from '../at-step.ts';
import { broughtBy, paused, recounted } from '../case-clock.ts';
import { CaseDeadline } from '../case-deadline.ts';
import type { CaseState } from '../case-state.ts';
import type { CaseClock } from '../clock-facts.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import { type Decided, made, refusedDetails, type StepContext } from '../step-context.ts';

/** Ask the applicant for evidence, an answer, or both, and wait for it; the clock stands still meanwhile. */
export const AskApplicant = z.object({
  kind: z.literal('ask-applicant'),
  question: z.string().optional(),
  evidence: z.array(z.string()).max(50),
  until: PlainDate,
});

export const ApplicantAsked = z.object({
  kind: z.literal('applicant-asked'),
  origin: EventOrigin,
  question: z.string().nullable(),
  evidence: z.array(z.string()),
  until: PlainDate,
  deadline: CaseDeadline,
});

/** CL16, CL17 */
export function decideAsking(
  state: CaseState,
  command: z.infer<typeof AskApplicant>,
  context: StepContext,
): Decided {
  const { origin, service, today } = context;
  const details = new Details();
  const question = details.optional('/question', command.question, DETAIL_LIMITS.note);
  const evidence = [...new Set(command.evidence)];
  for (const id of evidence) {
    const type = service.evidence.find((candidate) => candidate.id === id);
    // What the institution looks up itself is not asked of anybody (RG11).
    if (type === undefined || type.mode === 'register-check') {
      details.add(pointerOf(['evidence', id]), 'unknown-choice');
    }
  }
  if (question === undefined && evidence.length === 0 && details.issues.length === 0) {
    details.add('/question', 'required');
  }
  if (command.until <= today) details.add('/until', 'date-not-later');
  if (details.issues.length > 0) return refusedDetails(details);
  return made({
    kind: 'applicant-asked',
    origin,
    question: question ?? null,
    evidence,
    until: command.until,
    deadline: recounted(state, clockWhileWaiting(state, origin), context),
  });
}

export function afterAsking(state: CaseState, event: z.infer<typeof ApplicantAsked>): CaseState {
  const { origin, until, evidence } = event;
  const { waiting } = state;
  const returnTo = waiting?.returnTo ?? { status: state.status, step: state.nextStep };
  const asked = Object.fromEntries(evidence.map((id) => [id, { status: 'missing' as const }]));
  return {
    ...state,
    ...at(state, event, 'waiting-for-applicant', 'fill'),
    request: { ...state.request, evidence: { ...state.request.evidence, ...asked } },
    missing: [...new Set([...state.missing, ...evidence])],
    waiting: {
      since: waiting?.since ?? origin.at,
      question: event.question ?? waiting?.question ?? null,
      until,
      returnTo,
    },
    clock: clockWhileWaiting(state, origin),
    deadline: broughtBy(event, state),
  };
}

/** What was met has no clock that could stand still. */
function clockWhileWaiting({ clock, deadline }: CaseState, { at: now }: EventOrigin): CaseClock {
  return deadline.kind === 'met' ? clock : paused(clock, now);
}
