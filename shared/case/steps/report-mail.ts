import { z } from 'zod';
import {
  MailFailure,
  type MailStanding,
  type Notification,
  type PlaceAfterTelling,
} from '#shared/case/facts/notification.ts';
import { OperationId } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { limitedText } from '#shared/person/limited-text.ts';
import { deemedNotifiedOn } from '#shared/service-level/deemed-notified.ts';
import { at } from '../at-step.ts';
import type { CaseState } from '../case-state.ts';
import { EventOrigin } from '../event-origin.ts';
import { automatic, type Decided, made, refusedAs, type StepContext } from '../step-context.ts';

/** RFC 5322 sets no limit, a line has at most 998 characters. */
const MessageId = limitedText(1, 250);

/** An answer of a mail server that took a message (RFC 5321). */
const SmtpReply = z.int().min(200).max(299);

/** What became of an e-mail that somebody asked the centre to send; only the centre itself gives it (ML1). */
export const ReportMail = z.object({
  kind: z.literal('report-mail'),
  /** The operation that asked for it. */
  telling: OperationId,
  result: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('sent'), at: Instant, reply: SmtpReply, messageId: MessageId }),
    z.object({ kind: z.literal('failed'), at: Instant, reason: MailFailure }),
  ]),
});

export const MailSent = z.object({
  kind: z.literal('mail-sent'),
  origin: EventOrigin,
  telling: OperationId,
  sentAt: Instant,
  sentOn: PlainDate,
  deemedOn: PlainDate,
  reply: SmtpReply,
  messageId: MessageId,
});

export const MailFailed = z.object({
  kind: z.literal('mail-failed'),
  origin: EventOrigin,
  telling: OperationId,
  failedAt: Instant,
  reason: MailFailure,
});

/** CL71, CL72 */
export function decideMailReport(
  state: CaseState,
  { telling, result }: z.infer<typeof ReportMail>,
  { origin, calendar }: StepContext,
): Decided {
  const told = findAwaited(state, telling);
  if (told === undefined) return refusedAs('not-in-this-step');
  const ofTheProgram = automatic(origin);
  if (result.kind === 'failed') {
    const { at: failedAt, reason } = result;
    return made({ kind: 'mail-failed', origin: ofTheProgram, telling, failedAt, reason });
  }
  const { at: sentAt, reply, messageId } = result;
  const sentOn = localDateOf(sentAt);
  const deemedOn = deemedNotifiedOn(told.channel, told.proof.kind, sentOn, calendar);
  return made({
    kind: 'mail-sent',
    origin: ofTheProgram,
    telling,
    sentAt,
    sentOn,
    deemedOn,
    reply,
    messageId,
  });
}

/** ML10: whether what an e-mail is to tell does not hold any more: the case was voided, or another decision stands. */
export function isOvertaken(
  { status, decision }: CaseState,
  told: Pick<Notification, 'subject' | 'decision'>,
): boolean {
  return status === 'voided' || (told.subject === 'decision' && told.decision !== decision?.opId);
}

/** The telling whose e-mail is on its way. */
function findAwaited({ notifications }: CaseState, telling: OperationId): Notification | undefined {
  return notifications.find(({ opId, mail }) => opId === telling && mail?.state === 'sending');
}

export function afterMailSent(state: CaseState, event: z.infer<typeof MailSent>): CaseState {
  const { telling, sentAt, sentOn, deemedOn, reply, messageId } = event;
  const mail = { state: 'sent', at: sentAt, reply, messageId } as const;
  const told = findAwaited(state, telling);
  const known = withStanding(state, telling, (one) => ({ ...one, sentOn, deemedOn, mail }));
  const goesOn = told === undefined ? null : findPlaceAfterTelling(state, told);
  return goesOn === null ? known : goneOn(known, event, goesOn);
}

/**
 * CL72, CL73: the applicant does not know it. A decision that stands is to be told anew, and a case that was closed is
 * opened for it; the case remembers where it goes on afterwards.
 */
export function afterMailFailed(state: CaseState, event: z.infer<typeof MailFailed>): CaseState {
  const told = findAwaited(state, event.telling);
  if (told === undefined) return state;
  const back = isToldOtherwise(state, told) ? undefined : backToInforming(state, told, event);
  const mail = {
    state: 'failed',
    at: event.failedAt,
    reason: event.reason,
    goesOn: back?.goesOn ?? null,
  } as const satisfies MailStanding;
  return { ...withStanding(state, event.telling, (one) => ({ ...one, mail })), ...back?.change };
}

/** Where the case comes back to, if it must, and where it goes on once the applicant was told. */
function backToInforming(
  state: CaseState,
  told: Notification,
  event: z.infer<typeof MailFailed>,
): { readonly goesOn: PlaceAfterTelling; readonly change: Partial<CaseState> } | undefined {
  const { status, nextStep, outcome, waiting } = state;
  if (status === 'voided' || findPlaceAfterTelling(state, told) !== null) return undefined;
  if (told.subject !== 'decision') {
    // What is open has its next step, and shows besides who was not told; what is closed would be seen by nobody.
    if (status !== 'closed') return undefined;
    const goesOn = { status, step: nextStep, outcome };
    return { goesOn, change: { ...at(state, event, 'being-evaluated', 'inform'), outcome: null } };
  }
  if (state.decision === null || told.decision !== state.decision.opId) return undefined;
  if (waiting !== null) {
    const goesOn = { ...waiting.returnTo, outcome };
    const returnTo = { status: 'to-be-informed', step: 'inform' } as const;
    return { goesOn, change: { waiting: { ...waiting, returnTo }, outcome: null } };
  }
  const goesOn = { status, step: nextStep, outcome };
  return { goesOn, change: { ...at(state, event, 'to-be-informed', 'inform'), outcome: null } };
}

/** Whether a later telling of the same did not fail, by whatever way, or an e-mail of the same is known as sent. */
function isToldOtherwise({ notifications }: CaseState, told: Notification): boolean {
  const place = notifications.indexOf(told);
  return notifications.some(
    (one, index) =>
      isOfTheSame(one, told) &&
      (one.mail?.state === 'sent' || (index > place && one.mail?.state !== 'failed')),
  );
}

function isOfTheSame(one: Notification, other: Notification): boolean {
  return one.subject === other.subject && one.decision === other.decision;
}

/**
 * What the applicant was to be told by e-mail and does not know, because the e-mail failed and nobody told them since
 * (CL73); the last such telling, `undefined` when there is none. A decision counts only while it stands.
 */
export function findUntold(state: CaseState): Notification | undefined {
  return state.notifications.findLast(
    (told) =>
      told.mail?.state === 'failed' &&
      !isToldOtherwise(state, told) &&
      (told.subject !== 'decision' || told.decision === state.decision?.opId),
  );
}

function withStanding(
  state: CaseState,
  telling: OperationId,
  change: (told: Notification) => Notification,
): CaseState {
  return {
    ...state,
    notifications: state.notifications.map((told) =>
      told.opId === telling && told.mail?.state === 'sending' ? change(told) : told,
    ),
  };
}

/**
 * The case gone on to where it stood before it came back. One that was closed stays open while there is anything else
 * that the applicant does not know: of what is closed nobody would see it (CL73).
 */
export function goneOn(
  state: CaseState,
  event: { readonly origin: EventOrigin },
  goesOn: PlaceAfterTelling,
): CaseState {
  const { waiting } = state;
  const { status, step, outcome } = goesOn;
  if (waiting !== null) return { ...state, waiting: { ...waiting, returnTo: { status, step } }, outcome };
  const untold = status === 'closed' ? findUntold(state) : undefined;
  if (untold === undefined) return { ...state, ...at(state, event, status, step), outcome };
  const isOfDecision = untold.subject === 'decision';
  const notifications = state.notifications.map((one) =>
    one === untold && one.mail?.state === 'failed' ? { ...one, mail: { ...one.mail, goesOn } } : one,
  );
  const next = at(state, event, isOfDecision ? 'to-be-informed' : 'being-evaluated', 'inform');
  return { ...state, ...next, outcome: null, notifications };
}

/** CL74: the place where a case goes on that stands at telling anew what the e-mail did not; null for another case. */
export function findPlaceAfterTelling(
  state: CaseState,
  told: Pick<Notification, 'subject' | 'decision'>,
): PlaceAfterTelling | null {
  const failed = state.notifications.findLast(
    ({ subject, decision }) => subject === told.subject && decision === told.decision,
  );
  const goesOn = failed?.mail?.state === 'failed' ? failed.mail.goesOn : null;
  if (goesOn === null) return null;
  const { status, step } = state.waiting?.returnTo ?? { status: state.status, step: state.nextStep };
  const isHere =
    step === 'inform' && status === (told.subject === 'decision' ? 'to-be-informed' : 'being-evaluated');
  return isHere ? goesOn : null;
}
