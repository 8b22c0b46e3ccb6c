import type { CaseEvent } from '#shared/case/case-event.ts';
import type { Notification, NotificationSubject } from '#shared/case/facts/notification.ts';
import { MAIL_CHANNEL } from '#shared/case/request/applicant-mail.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { deemedNotifiedOn } from '#shared/service-level/deemed-notified.ts';
import { decisionLetter } from './decision-letter.ts';
import { demonstrationNotice } from './legal-notices.ts';
import type { LetterBlock } from './letter.ts';
import type { CaseLetterContext } from './letter-context.ts';
import { type LetterFormat, letterFormat } from './letter-format.ts';
import type { LetterContent } from './letter-text.ts';
import { applicantLine } from './party-rows.ts';
import { contactRows, senderOf } from './sender.ts';

/** An e-mail before it is written out: its subject line, and what it says. */
export interface MailLetter {
  readonly subject: string;
  readonly letter: LetterContent;
}

/** What an e-mail tells, and which telling it is when there is one already. */
export interface MailTelling {
  readonly subject: NotificationSubject;
  readonly told: Notification | undefined;
}

/**
 * The e-mail that tells the applicant something about their request (requirements R13, R50), as of the day on which it is
 * sent; `undefined` when there is no decision to tell. What the state says of failed tellings, and of e-mails that are
 * still on their way, does not count as told (ML7, ML8).
 */
export function mailLetter(
  context: CaseLetterContext,
  telling: MailTelling,
  sentOn: PlainDate,
): MailLetter | undefined {
  const format = letterFormat(context.language);
  const { t } = format;
  const { reference } = context.state;
  const foot = t('mail:foot', { reference });
  if (telling.subject === 'decision') {
    const letter = decisionLetter(toldBy(context, telling.told, sentOn));
    if (letter === undefined) return undefined;
    const subject = t('mail:subject.decision', { title: letter.title, reference });
    return { subject, letter: { ...letter, blocks: withoutIdentifiers(letter.blocks, format), foot } };
  }
  return {
    subject: t(`mail:subject.${telling.subject}`, { reference }),
    letter: {
      language: context.language,
      sender: senderOf(context.office, format),
      title: t(`mail:title.${telling.subject}`),
      mark: null,
      blocks: [
        { kind: 'rows', rows: requestRows(context, format) },
        ...noticeBlocks(context, telling.subject, format),
        { kind: 'heading', text: t('mail:askAt') },
        { kind: 'rows', rows: contactRows(context.office, format) },
        ...demonstrationNotice(context, format),
      ],
      foot,
    },
  };
}

/** The case as it is once this e-mail was sent, so that the letter says from when and until when. */
function toldBy(
  context: CaseLetterContext,
  told: Notification | undefined,
  sentOn: PlainDate,
): CaseLetterContext {
  const { state, officeCalendar, printedAt } = context;
  const known = state.notifications.filter(({ mail }) => mail === null || mail.state === 'sent');
  if (state.decision === null) return context;
  const channel = told?.channel ?? MAIL_CHANNEL;
  const thisOne: Notification = {
    opId: told?.opId ?? state.decision.opId,
    subject: 'decision',
    decision: state.decision.opId,
    channel,
    sentOn,
    deemedOn: deemedNotifiedOn(channel, 'e-mail', sentOn, officeCalendar),
    proof: told?.proof ?? { kind: 'manual', note: '–' },
    at: told?.at ?? printedAt,
    mail: null,
  };
  return { ...context, state: { ...state, notifications: [...known, thisOne] } };
}

/** ML8: an e-mail may be read on its way, so it names people but not the numbers by which they are known. */
function withoutIdentifiers(blocks: readonly LetterBlock[], { t }: LetterFormat): readonly LetterBlock[] {
  const left = new Set([
    t('letter:term.personCode'),
    t('letter:term.identity'),
    t('letter:term.documentNumber'),
  ]);
  return blocks.map((block) =>
    block.kind === 'rows' ? { ...block, rows: block.rows.filter(({ term }) => !left.has(term)) } : block,
  );
}

function requestRows({ state, service }: CaseLetterContext, format: LetterFormat) {
  const { t, read, longDate } = format;
  const { applicant, representative } = state.request;
  return [
    { term: t('letter:term.reference'), value: state.reference },
    { term: t('letter:term.service'), value: read(service.title) },
    { term: t('letter:term.received'), value: longDate(localDateOf(state.receivedAt)) },
    { term: t('letter:term.applicant'), value: applicantLine(applicant, format) },
    ...(representative === undefined
      ? []
      : [
          {
            term: t('letter:term.representative'),
            value: `${representative.givenName} ${representative.familyName}`,
          },
        ]),
  ];
}

function noticeBlocks(
  context: CaseLetterContext,
  subject: Exclude<NotificationSubject, 'decision'>,
  format: LetterFormat,
): readonly LetterBlock[] {
  switch (subject) {
    case 'missing-information':
      return missingBlocks(context, format);
    case 'extension':
      return extensionBlocks(context, format);
    case 'forwarding':
      return forwardingBlocks(context, format);
    case 'result':
      return resultBlocks(context, format);
    case 'course':
      return [
        { kind: 'heading', text: format.t('mail:standing') },
        { kind: 'paragraph', text: format.t(`mail:status.${context.state.status}`) },
      ];
    default:
      return unreachable(subject);
  }
}

function missingBlocks({ state, service }: CaseLetterContext, format: LetterFormat): readonly LetterBlock[] {
  const { t, read, longDate } = format;
  const { waiting, missing } = state;
  const question = waiting?.question ?? null;
  const until = waiting?.until ?? null;
  const titles = service.evidence.filter(({ id }) => missing.includes(id)).map(({ title }) => read(title));
  if (titles.length === 0 && question === null) {
    return [{ kind: 'paragraph', text: t('mail:nothingMissing') }];
  }
  return [
    ...(titles.length === 0
      ? []
      : [{ kind: 'heading', text: t('mail:toBring') } as const, { kind: 'list', items: titles } as const]),
    ...(question === null
      ? []
      : [
          { kind: 'heading', text: t('mail:question') } as const,
          { kind: 'paragraph', text: question } as const,
        ]),
    ...(until === null
      ? []
      : [{ kind: 'rows', rows: [{ term: t('mail:answerBy'), value: longDate(until) }] } as const]),
    ...(state.deadline.kind === 'paused' ? [{ kind: 'paragraph', text: t('mail:meanwhile') } as const] : []),
  ];
}

function extensionBlocks(
  { state, events }: CaseLetterContext,
  { t, longDate }: LetterFormat,
): readonly LetterBlock[] {
  const extended = lastOf(events, 'deadline-extended');
  if (state.clock.extension === null || extended === undefined) {
    return [{ kind: 'paragraph', text: t('mail:notExtended') }];
  }
  return [
    {
      kind: 'rows',
      rows: [
        { term: t('mail:newDeadline'), value: longDate(state.clock.extension.extendedTo) },
        { term: t('mail:reason'), value: extended.reason },
      ],
    },
  ];
}

function forwardingBlocks({ state, events }: CaseLetterContext, { t }: LetterFormat): readonly LetterBlock[] {
  const forwarded = lastOf(events, 'request-forwarded');
  if (state.outcome?.kind !== 'forwarded' || forwarded === undefined) {
    return [{ kind: 'paragraph', text: t('mail:notForwarded') }];
  }
  return [
    {
      kind: 'rows',
      rows: [
        { term: t('mail:forwardedTo'), value: forwarded.institution },
        { term: t('mail:reason'), value: forwarded.reason },
      ],
    },
    { kind: 'heading', text: t('mail:next') },
    { kind: 'paragraph', text: t('mail:answersThere') },
  ];
}

function resultBlocks({ state }: CaseLetterContext, { t, longDate }: LetterFormat): readonly LetterBlock[] {
  const { result, status } = state;
  if (result === null) return [{ kind: 'paragraph', text: t('mail:noResult') }];
  const { what, handedOut } = result;
  return [
    {
      kind: 'rows',
      rows: [
        { term: t('mail:done'), value: what },
        ...(handedOut === null ? [] : [{ term: t('mail:handedOut'), value: longDate(handedOut.on) }]),
      ],
    },
    ...(status === 'ready-for-collection' ? [{ kind: 'paragraph', text: t('mail:readyHere') } as const] : []),
  ];
}

function lastOf<Kind extends CaseEvent['kind']>(
  events: readonly CaseEvent[],
  kind: Kind,
): Extract<CaseEvent, { readonly kind: Kind }> | undefined {
  return events.findLast(
    (event): event is Extract<CaseEvent, { readonly kind: Kind }> => event.kind === kind,
  );
}
