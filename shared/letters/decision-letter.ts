import type { Decision } from '#shared/case/facts/decision.ts';
import type { Notification } from '#shared/case/facts/notification.ts';
import { feesOf } from '#shared/catalogue/fees-of.ts';
import { variantOf } from '#shared/catalogue/find-service.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { lastDayToContest } from './contesting.ts';
import { type DecisionCourse, decisionCourseOf } from './decision-course.ts';
import { legalNotices } from './legal-notices.ts';
import type { Letter, LetterBlock, LetterRow } from './letter.ts';
import type { CaseLetterContext } from './letter-context.ts';
import { type LetterFormat, letterFormat } from './letter-format.ts';
import { applicantRows, representativeRows } from './party-rows.ts';
import { contactRows, senderOf } from './sender.ts';

/**
 * The letter of the decision that stands, as a draft while it waits for approval, or of its withdrawal; `undefined`
 * when nothing was decided (LT6, LT7).
 */
export function decisionLetter(context: CaseLetterContext): Letter | undefined {
  const course = decisionCourseOf(context.events);
  switch (course.kind) {
    case 'none':
      return undefined;
    case 'stands':
      return standingLetter(context, course);
    case 'withdrawn':
      return withdrawalLetter(context, course);
    default:
      return unreachable(course);
  }
}

function standingLetter(
  context: CaseLetterContext,
  { decision, amendment }: Extract<DecisionCourse, { kind: 'stands' }>,
): Letter {
  const { state, nameOf } = context;
  const format = letterFormat(context.language);
  const { t, longDate } = format;
  const isDraft = state.status === 'to-be-approved';
  const amended: readonly LetterBlock[] =
    amendment === null
      ? []
      : [
          { kind: 'paragraph', text: t('decision:amended') },
          {
            kind: 'rows',
            rows: [
              { term: t('decision:previousOn'), value: longDate(localDateOf(amendment.previous.decidedAt)) },
              { term: t('decision:amendedReason'), value: amendment.reason },
            ],
          },
        ];
  return {
    ...frameOf(context, format),
    title: t(`decision:title.${decision.content.kind}`),
    mark: isDraft ? t('decision:mark.draft') : null,
    blocks: [
      ...(isDraft ? [{ kind: 'notice', tone: 'draft', text: t('decision:draft') } as const] : []),
      { kind: 'rows', rows: [...requestRows(context, format), decidedOn(decision, format)] },
      ...amended,
      { kind: 'heading', text: t('decision:decided') },
      ...contentBlocks(context, decision, format),
      ...tellingBlocks(context, decision, format),
      ...contestBlocks(context, decision, format),
      { kind: 'heading', text: t('decision:askAt') },
      { kind: 'rows', rows: contactRows(context.office, format) },
      { kind: 'signature', of: t('decision:decidedBy'), name: nameOf(decision.decidedBy) },
      ...(decision.approvedBy === null
        ? []
        : [{ kind: 'signature', of: t('decision:approvedBy'), name: nameOf(decision.approvedBy) } as const]),
      ...legalNotices(context, format),
    ],
  };
}

function withdrawalLetter(
  context: CaseLetterContext,
  { decision, reason, withdrawnBy, withdrawnAt }: Extract<DecisionCourse, { kind: 'withdrawn' }>,
): Letter {
  const format = letterFormat(context.language);
  const { t, longDate } = format;
  return {
    ...frameOf(context, format),
    title: t('decision:title.withdrawn'),
    mark: null,
    blocks: [
      { kind: 'rows', rows: [...requestRows(context, format), decidedOn(decision, format)] },
      { kind: 'paragraph', text: t('decision:withdrawn') },
      {
        kind: 'rows',
        rows: [
          { term: t('decision:decided'), value: decidedLine(context, decision, format) },
          { term: t('decision:withdrawnOn'), value: longDate(localDateOf(withdrawnAt)) },
          { term: t('decision:withdrawnReason'), value: reason },
        ],
      },
      { kind: 'heading', text: t('decision:contest') },
      { kind: 'paragraph', text: t('legal:contestProvision') },
      { kind: 'heading', text: t('decision:askAt') },
      { kind: 'rows', rows: contactRows(context.office, format) },
      { kind: 'signature', of: t('decision:withdrawnBy'), name: context.nameOf(withdrawnBy) },
      ...legalNotices(context, format),
    ],
  };
}

type FrameOfLetter = Pick<Letter, 'kind' | 'language' | 'paper' | 'sender' | 'foot'>;

function frameOf(
  { language, office, state, printedAt }: CaseLetterContext,
  format: LetterFormat,
): FrameOfLetter {
  const foot = [
    format.t('letter:foot.reference', { reference: state.reference }),
    format.t('letter:foot.printed', { when: format.dateTime(printedAt) }),
  ].join(' · ');
  return { kind: 'decision', language, paper: 'a4', sender: senderOf(office, format), foot };
}

/** What was asked, when, and by whom. */
function requestRows({ state, service }: CaseLetterContext, format: LetterFormat): readonly LetterRow[] {
  const { t, read, longDate } = format;
  const variant = variantOf(service, state.request.variant);
  return [
    { term: t('letter:term.reference'), value: state.reference },
    { term: t('letter:term.service'), value: `${read(service.title)} (${service.code})` },
    ...(variant === undefined ? [] : [{ term: t('letter:term.variant'), value: read(variant.title) }]),
    { term: t('letter:term.received'), value: longDate(localDateOf(state.receivedAt)) },
    ...applicantRows(state.request.applicant, format),
    ...representativeRows(state.request.representative, format),
  ];
}

function decidedOn({ decidedAt }: Decision, { t, longDate }: LetterFormat): LetterRow {
  return { term: t('decision:decidedOn'), value: longDate(localDateOf(decidedAt)) };
}

function decidedLine(
  { service }: CaseLetterContext,
  { content }: Decision,
  { t, read }: LetterFormat,
): string {
  return t(`decision:${content.kind}`, { service: read(service.title) });
}

function contentBlocks(
  context: CaseLetterContext,
  decision: Decision,
  format: LetterFormat,
): readonly LetterBlock[] {
  const { service } = context;
  const { content } = decision;
  const { t, read } = format;
  const reasons: readonly LetterBlock[] =
    content.reasons === undefined
      ? []
      : [
          { kind: 'heading', text: t('decision:reasons') },
          { kind: 'paragraph', text: content.reasons },
        ];
  const decided: LetterBlock = { kind: 'paragraph', text: decidedLine(context, decision, format) };
  if (content.kind === 'provide') {
    const acts = service.legalBasis.map(({ title }) => read(title));
    return [
      decided,
      ...reasons,
      ...(acts.length === 0
        ? []
        : [
            { kind: 'heading', text: t('decision:legalGround') } as const,
            { kind: 'list', items: acts } as const,
          ]),
      ...nextBlocks(context, format),
    ];
  }
  const named = content.refusalReasons.map((id) => {
    const found = service.refusalReasons.find((reason) => reason.id === id);
    return found === undefined ? id : read(found.title);
  });
  return [
    decided,
    ...(named.length === 0
      ? []
      : [
          { kind: 'heading', text: t('decision:refusalReasons') } as const,
          { kind: 'list', items: named } as const,
        ]),
    ...reasons,
    { kind: 'heading', text: t('decision:legalGround') },
    { kind: 'paragraph', text: content.legalGround },
  ];
}

/** What the applicant gets, and what is still to be paid (requirement R60). */
function nextBlocks({ service, state }: CaseLetterContext, format: LetterFormat): readonly LetterBlock[] {
  const { t, read, money } = format;
  const granted = service.outcomes.filter(({ kind }) => kind === 'granted');
  // Which of several it will be is not decided yet.
  const results = granted.length === 1 ? granted.map(({ output }) => read(output)) : [];
  const unpaid = feesOf(service, state.request.variant).filter(
    ({ id }) => state.request.fees[id]?.status === 'unpaid',
  );
  const rows: readonly LetterRow[] = [
    ...results.map((value) => ({ term: t('decision:youGet'), value })),
    ...unpaid.map((fee) => ({
      term: t('decision:unpaid'),
      value:
        fee.amount === null
          ? nonEmpty([read(fee.label), read(fee.note)])
          : `${read(fee.label)}: ${money(fee.amount, fee.currency)}`,
    })),
  ];
  return rows.length === 0
    ? []
    : [
        { kind: 'heading', text: t('decision:next') },
        { kind: 'rows', rows },
      ];
}

/** When the applicant was told of this decision, or how the day will be counted. */
function tellingBlocks(
  context: CaseLetterContext,
  decision: Decision,
  format: LetterFormat,
): readonly LetterBlock[] {
  const { t, read, date } = format;
  const told = findTelling(context, decision);
  if (told === undefined) {
    return [
      { kind: 'heading', text: t('decision:told') },
      { kind: 'paragraph', text: t('legal:deemed') },
    ];
  }
  const channel = context.catalogue.channels.find(({ id }) => id === told.channel);
  const title = channel === undefined ? told.channel : read(channel.title);
  return [
    { kind: 'heading', text: t('decision:told') },
    {
      kind: 'rows',
      rows: [
        {
          term: t('decision:sent'),
          value: t('decision:sentBy', { date: date(told.sentOn), channel: title }),
        },
        { term: t('decision:deemed'), value: date(told.deemedOn) },
      ],
    },
  ];
}

function contestBlocks(
  context: CaseLetterContext,
  decision: Decision,
  format: LetterFormat,
): readonly LetterBlock[] {
  const { t, longDate } = format;
  const { content } = decision;
  const told = findTelling(context, decision);
  const until =
    told === undefined
      ? t('legal:contestWithin')
      : t('legal:contestUntil', {
          date: longDate(lastDayToContest(told.deemedOn, context.officeCalendar)),
        });
  const rows: readonly LetterRow[] = [
    ...(content.kind === 'refuse' ? [{ term: t('decision:contestAt'), value: content.contestAt }] : []),
    // Of a decision to provide the sentence above says it already, but for the date.
    ...(content.kind === 'refuse' || told !== undefined
      ? [{ term: t('decision:contestUntil'), value: until }]
      : []),
  ];
  return [
    { kind: 'heading', text: t('decision:contest') },
    ...(content.kind === 'provide'
      ? [{ kind: 'paragraph', text: t('legal:contestProvision') } as const]
      : []),
    ...(rows.length === 0 ? [] : [{ kind: 'rows', rows } as const]),
  ];
}

/** The first time that the applicant was told of this very decision: from then its time to contest runs. */
function findTelling({ state }: CaseLetterContext, { opId }: Decision): Notification | undefined {
  return state.notifications.find(({ decision, mail }) => decision === opId && mail?.state !== 'failed');
}

function nonEmpty(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('. ');
}
