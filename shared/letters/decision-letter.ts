import type { Decision } from '#shared/case/facts/decision.ts';
import { variantOf } from '#shared/catalogue/find-service.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { contentBlocks, contestBlocks, decidedLine, tellingBlocks } from './decision-blocks.ts';
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
