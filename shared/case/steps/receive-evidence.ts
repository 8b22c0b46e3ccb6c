import { z } from 'zod';
import { standingOf } from '#shared/case/request/needed-evidence.ts';
import { missingEvidence, parseEvidence } from '#shared/case/request/parse-evidence.ts';
import { EvidenceDraft } from '#shared/case/request/request-draft.ts';
import { requestFacts } from '#shared/case/request/request-facts.ts';
import { EvidenceRecord } from '#shared/case/request/service-request.ts';
import { feesOf } from '#shared/catalogue/fees-of.ts';
import { type Issue, pointerOf } from '#shared/kernel/issue.ts';
import { broughtBy, recounted, resumed, started } from '../case-clock.ts';
import { CaseDeadline } from '../case-deadline.ts';
import type { CaseState } from '../case-state.ts';
import type { CaseClock } from '../clock-facts.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import { type Decided, made, refusedAs, refusedDetails, type StepContext } from '../step-context.ts';
import { afterWaiting } from './end-waiting.ts';

/** Record evidence that came in. */
export const ReceiveEvidence = z.object({
  kind: z.literal('receive-evidence'),
  evidence: z.record(z.string(), EvidenceDraft),
});

export const EvidenceReceived = z.object({
  kind: z.literal('evidence-received'),
  origin: EventOrigin,
  evidence: z.record(z.string(), EvidenceRecord),
  missing: z.array(z.string()),
  deadline: CaseDeadline,
});

/** CL18, CL83 */
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
  // CL83: after the provision the applicant brings nothing any more, but the institution may still look something up.
  const isLookUp = named.every(({ mode }) => mode === 'register-check');
  if (state.status === 'being-evaluated' && !isLookUp) return refusedAs('not-in-this-step');
  const { request } = state;
  const facts = requestFacts(catalogue, service, request).service;
  const fees = standingOf(feesOf(service, request.variant), request.fees);
  const found: Issue[] = [];
  const read = parseEvidence(named, command.evidence, { facts, fees }, found);
  for (const issue of found) details.issues.push({ ...issue, pointer: `/evidence${issue.pointer}` });
  const evidence = Object.fromEntries(Object.entries(read).filter(([, { status }]) => status !== 'missing'));
  if (Object.keys(evidence).length === 0 && details.issues.length === 0) details.add('/evidence', 'required');
  if (details.issues.length > 0) return refusedDetails(details);
  const records = { ...request.evidence, ...evidence };
  const missing = [...missingEvidence(service.evidence, records)];
  return made({
    kind: 'evidence-received',
    origin,
    evidence,
    missing,
    deadline: recounted(state, clockAfterEvidence(state, missing, origin), context),
  });
}

export function afterEvidence(state: CaseState, event: z.infer<typeof EvidenceReceived>): CaseState {
  const { origin, evidence, missing } = event;
  const received = {
    ...state,
    request: { ...state.request, evidence: { ...state.request.evidence, ...evidence } },
    missing,
    clock: clockAfterEvidence(state, missing, origin),
    deadline: broughtBy(event, state),
  };
  return isStillWaiting(state, missing) ? received : afterWaiting(received, event);
}

/** Whether the applicant still has to bring or answer something. */
export function isStillWaiting({ waiting }: CaseState, missing: readonly string[]): boolean {
  return waiting !== null && (missing.length > 0 || waiting.question !== null);
}

/** The clock starts when the request is complete, and goes on when nothing is waited for any more. */
export function clockAfterEvidence(
  state: CaseState,
  missing: readonly string[],
  { at: now }: EventOrigin,
): CaseClock {
  if (state.deadline.kind === 'met') return state.clock;
  const clock = missing.length === 0 ? started(state.clock, now) : state.clock;
  return isStillWaiting(state, missing) ? clock : resumed(clock, now);
}
