import { z } from 'zod';
import { NotificationProof, NotificationSubject, TypedProof } from '#shared/case/facts/notification.ts';
import { Outcome } from '#shared/case/facts/outcome.ts';
import { findMailAddress, letterLanguageOf, MAIL_CHANNEL } from '#shared/case/request/applicant-mail.ts';
import { OperationId } from '#shared/kernel/identifier.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { deemedNotifiedOn } from '#shared/service-level/deemed-notified.ts';
import { at } from '../at-step.ts';
import type { CaseState } from '../case-state.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import {
  type Decided,
  made,
  obstacleOfDecision,
  obstacleOfStep,
  refusedAs,
  refusedDetails,
  type StepContext,
} from '../step-context.ts';
import { findPlaceAfterTelling, goneOn } from './report-mail.ts';

/** Record that the applicant was told something, how, when, and what shows it (requirements R17, R50). */
export const Inform = z.object({
  kind: z.literal('inform'),
  subject: NotificationSubject,
  /** Which decision they were told; without it, the one of the same operation. */
  decision: OperationId.optional(),
  channel: z.string(),
  sentOn: PlainDate,
  proof: TypedProof,
});

export const ApplicantInformed = z.object({
  kind: z.literal('applicant-informed'),
  origin: EventOrigin,
  subject: NotificationSubject,
  decision: OperationId.nullable(),
  channel: z.string(),
  sentOn: PlainDate,
  deemedOn: PlainDate,
  proof: NotificationProof,
  /** The outcome to which the decision that they were told leads; null where it leads to provision, or to nothing new. */
  outcome: Outcome.nullable(),
});

/** CL31, CL32, CL70 */
export function decideInforming(
  state: CaseState,
  command: z.infer<typeof Inform>,
  context: StepContext,
): Decided {
  const isOfDecision = command.subject === 'decision';
  const obstacle = isOfDecision ? obstacleOfTelling(state, command.decision, context) : undefined;
  if (obstacle !== undefined) return obstacle;
  const { subject, channel } = command;
  const { origin, catalogue, calendar, today } = context;
  const details = new Details();
  if (!catalogue.channels.some(({ id }) => id === channel)) details.add('/channel', 'unknown-choice');
  if (command.sentOn > today) details.add('/sentOn', 'date-in-future');
  const proof = readProof(state, command, details);
  if (details.issues.length > 0) return refusedDetails(details);
  // An e-mail is sent when the centre gets to it, and then tells its day itself.
  const sentOn = proof.kind === 'e-mail' ? today : command.sentOn;
  if (proof.kind === 'e-mail' && hasMailOf(state, origin.opId)) return refusedAs('not-in-this-step');
  const deemedOn = deemedNotifiedOn(channel, proof.kind, sentOn, calendar);
  const decision = isOfDecision ? (state.decision?.opId ?? null) : null;
  return made({
    kind: 'applicant-informed',
    origin,
    subject,
    decision,
    channel,
    sentOn,
    deemedOn,
    proof,
    outcome: isOfDecision ? outcomeOfTelling(state, context) : null,
  });
}

/** A refusal that the applicant was told is the outcome of the case; the catalogue may have a name for it. */
function outcomeOfTelling({ status, decision }: CaseState, { service }: StepContext): Outcome | null {
  if (status !== 'to-be-informed' || decision?.content.kind !== 'refuse') return null;
  const named = service.outcomes.find(({ kind }) => kind === 'refused');
  return { kind: 'refused', ...(named === undefined ? {} : { outcome: named.id }) };
}

function obstacleOfTelling(
  state: CaseState,
  decision: OperationId | undefined,
  context: StepContext,
): Decided | undefined {
  const obstacle = obstacleOfStep(context, 'inform') ?? obstacleOfDecision(state, decision, context);
  // What waits for approval is not told.
  return obstacle ?? (state.status === 'to-be-approved' ? refusedAs('not-in-this-step') : undefined);
}

/** One operation asks for one e-mail, so that it can be named by the operation. */
function hasMailOf({ notifications }: CaseState, operation: OperationId): boolean {
  return notifications.some(({ opId, mail }) => opId === operation && mail !== null);
}

function readProof(
  { request }: CaseState,
  { proof: typed, channel }: z.infer<typeof Inform>,
  details: Details,
): NotificationProof {
  switch (typed.kind) {
    case 'handed-over':
    case 'spoken':
      return { kind: typed.kind };
    case 'letter': {
      const number = details.optional('/proof/number', typed.number, DETAIL_LIMITS.line);
      return { kind: 'letter', ...(number === undefined ? {} : { number }) };
    }
    case 'manual':
      return { kind: 'manual', note: details.required('/proof/note', typed.note, DETAIL_LIMITS.reason) };
    case 'e-mail': {
      const to = findMailAddress(request);
      if (channel !== MAIL_CHANNEL) details.add('/channel', 'unknown-choice');
      if (to === undefined) details.add('/proof', 'unknown-choice');
      return { kind: 'e-mail', to: to ?? '', language: letterLanguageOf(request) };
    }
  }
}

export function afterInforming(state: CaseState, event: z.infer<typeof ApplicantInformed>): CaseState {
  const { subject, decision, channel, sentOn, deemedOn, proof, origin } = event;
  const mail = proof.kind === 'e-mail' ? ({ state: 'sending' } as const) : null;
  const told = {
    opId: origin.opId,
    subject,
    decision,
    channel,
    sentOn,
    deemedOn,
    proof,
    at: origin.at,
    mail,
  };
  const informed = { ...state, notifications: [...state.notifications, told] };
  const goesOn = findPlaceAfterTelling(state, told);
  if (goesOn !== null) return goneOn(informed, event, goesOn);
  const standing = state.decision;
  if (state.status !== 'to-be-informed' || standing === null || decision !== standing.opId) return informed;
  return event.outcome === null
    ? { ...informed, ...at(state, event, 'decided-to-provide', 'way') }
    : { ...informed, ...at(state, event, 'being-evaluated', 'satisfaction'), outcome: event.outcome };
}
