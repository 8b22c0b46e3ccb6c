import { z } from 'zod';
import { missingEvidence, parseEvidence } from '#shared/case/request/parse-evidence.ts';
import { EvidenceDraft } from '#shared/case/request/request-draft.ts';
import { requestFacts } from '#shared/case/request/request-facts.ts';
import { EvidenceRecord } from '#shared/case/request/service-request.ts';
import { decisionTimeOf } from '#shared/catalogue/find-service.ts';
import { pointerOf } from '#shared/kernel/issue.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { refused } from '#shared/kernel/result.ts';
import { at } from '../at-step.ts';
import { deadlineOf, paused, resumed, started } from '../case-clock.ts';
import { CaseDeadline } from '../case-deadline.ts';
import type { CaseClock, CaseState } from '../case-state.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import { type Decided, made, type StepContext } from '../step-context.ts';

/** Ask the applicant for evidence, an answer, or both, and wait for it; the clock stands still meanwhile. */
export const AskApplicant = z.object({
  kind: z.literal('ask-applicant'),
  question: z.string().optional(),
  evidence: z.array(z.string()).max(50),
  until: PlainDate,
});

/** Record evidence that came in. */
export const ReceiveEvidence = z.object({
  kind: z.literal('receive-evidence'),
  evidence: z.record(z.string(), EvidenceDraft),
});

/** Record what the applicant answered; the case goes on with what there is. */
export const RecordAnswer = z.object({ kind: z.literal('record-answer'), answer: z.string() });

export const ApplicantAsked = z.object({
  kind: z.literal('applicant-asked'),
  origin: EventOrigin,
  question: z.string().nullable(),
  evidence: z.array(z.string()),
  until: PlainDate,
  deadline: CaseDeadline,
});

export const EvidenceReceived = z.object({
  kind: z.literal('evidence-received'),
  origin: EventOrigin,
  evidence: z.record(z.string(), EvidenceRecord),
  missing: z.array(z.string()),
  deadline: CaseDeadline,
});

export const ApplicantAnswered = z.object({
  kind: z.literal('applicant-answered'),
  origin: EventOrigin,
  answer: z.string(),
  deadline: CaseDeadline,
});

/** CL13 */
export function decideAsking(
  state: CaseState,
  command: z.infer<typeof AskApplicant>,
  context: StepContext,
): Decided {
  const { origin, service, today } = context;
  const details = new Details();
  const question = details.optional('/question', command.question, DETAIL_LIMITS.note);
  const known = new Set(service.evidence.map(({ id }) => id));
  for (const id of command.evidence) {
    if (!known.has(id)) details.add(pointerOf(['evidence', id]), 'unknown-choice');
  }
  if (question === undefined && command.evidence.length === 0) details.add('/question', 'required');
  if (command.until <= today) details.add('/until', 'date-not-later');
  if (details.issues.length > 0) return refused({ code: 'details-not-valid', issues: details.issues });
  return made({
    kind: 'applicant-asked',
    origin,
    question: question ?? null,
    evidence: [...new Set(command.evidence)],
    until: command.until,
    deadline: counted(state, paused(state.clock, origin.at), context),
  });
}

/** CL14 */
export function decideEvidence(
  state: CaseState,
  command: z.infer<typeof ReceiveEvidence>,
  context: StepContext,
): Decided {
  const { origin, catalogue, service } = context;
  const details = new Details();
  const named = service.evidence.filter(({ id }) => Object.hasOwn(command.evidence, id));
  for (const id of Object.keys(command.evidence)) {
    if (!named.some((type) => type.id === id)) details.add(pointerOf(['evidence', id]), 'unknown-choice');
  }
  const facts = requestFacts(catalogue, service, state.request).service;
  const evidence = parseEvidence(named, command.evidence, facts, details.issues);
  if (Object.keys(evidence).length === 0 && details.issues.length === 0) details.add('/evidence', 'required');
  if (details.issues.length > 0) return refused({ code: 'details-not-valid', issues: details.issues });
  const records = { ...state.request.evidence, ...evidence };
  const missing = missingEvidence(service.evidence, records);
  return made({
    kind: 'evidence-received',
    origin,
    evidence,
    missing: [...missing],
    deadline: counted(state, clockAfterEvidence(state, missing, origin.at), context),
  });
}

/** CL15 */
export function decideAnswer(
  state: CaseState,
  command: z.infer<typeof RecordAnswer>,
  context: StepContext,
): Decided {
  const details = new Details();
  const answer = details.required('/answer', command.answer, DETAIL_LIMITS.reasons);
  if (details.issues.length > 0) return refused({ code: 'details-not-valid', issues: details.issues });
  const { origin } = context;
  const deadline = counted(state, resumed(state.clock, origin.at), context);
  return made({ kind: 'applicant-answered', origin, answer, deadline });
}

export function afterAsking(state: CaseState, event: z.infer<typeof ApplicantAsked>): CaseState {
  const { origin, question, until, evidence, deadline } = event;
  const returnTo = state.waiting?.returnTo ?? { status: state.status, step: state.nextStep };
  const asked = Object.fromEntries(evidence.map((id) => [id, { status: 'missing' as const }]));
  return {
    ...state,
    ...at(event, 'waiting-for-applicant', 'fill'),
    request: { ...state.request, evidence: { ...state.request.evidence, ...asked } },
    missing: [...new Set([...state.missing, ...evidence])],
    waiting: { since: origin.at, question, until, returnTo },
    clock: paused(state.clock, origin.at),
    deadline,
  };
}

export function afterEvidence(state: CaseState, event: z.infer<typeof EvidenceReceived>): CaseState {
  const { origin, evidence, missing, deadline } = event;
  const received = {
    ...state,
    request: { ...state.request, evidence: { ...state.request.evidence, ...evidence } },
    missing,
    clock: clockAfterEvidence(state, missing, origin.at),
    deadline,
  };
  return isStillWaiting(state, missing) ? received : afterWaiting(received, event);
}

export function afterAnswer(state: CaseState, event: z.infer<typeof ApplicantAnswered>): CaseState {
  const clock = resumed(state.clock, event.origin.at);
  return afterWaiting({ ...state, clock, deadline: event.deadline }, event);
}

/** The case goes on where it stood when the waiting began. */
function afterWaiting(state: CaseState, event: { readonly origin: EventOrigin }): CaseState {
  if (state.waiting === null) return state;
  const { status, step } = state.waiting.returnTo;
  return { ...state, ...at(event, status, step), waiting: null };
}

function isStillWaiting({ waiting }: CaseState, missing: readonly string[]): boolean {
  return waiting !== null && (missing.length > 0 || waiting.question !== null);
}

/** The clock starts when the request is complete, and goes on when nothing is waited for any more. */
function clockAfterEvidence(state: CaseState, missing: readonly string[], now: EventOrigin['at']): CaseClock {
  const clock = missing.length === 0 ? started(state.clock, now) : state.clock;
  return isStillWaiting(state, missing) ? clock : resumed(clock, now);
}

function counted(state: CaseState, clock: CaseClock, { service, calendar }: StepContext): CaseDeadline {
  // What was met stays met: only a running time can stand still.
  if (state.deadline.kind === 'met') return state.deadline;
  return deadlineOf(clock, decisionTimeOf(service, state.request.variant), calendar);
}
