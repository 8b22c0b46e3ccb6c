import type { CaseState } from '#shared/case/case-state.ts';
import { decisionTimeOf } from '#shared/catalogue/find-service.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { Due } from '#shared/service-level/due.ts';
import { demonstrationNotice } from './legal-notices.ts';
import type { Letter, LetterBlock, LetterRow, Paper } from './letter.ts';
import type { CaseLetterContext } from './letter-context.ts';
import { type LetterFormat, letterFormat } from './letter-format.ts';
import { applicantLine, representativeRows } from './party-rows.ts';
import { feeRows, serviceRows } from './request-rows.ts';
import { contactRows, senderOf } from './sender.ts';
import { timeText } from './time-text.ts';

/** How far the case has got when it is printed: on this computer, at the centre, looked into there, in force. */
export type Delivery = 'saved-here' | 'received' | 'needs-attention' | 'accepted';

/**
 * The acknowledgement that a request was received, for the printer of receipts or on a sheet (LT8, LT9). Printed again
 * later it says how the request is going.
 */
export function receipt(
  context: CaseLetterContext,
  { paper, delivery }: { readonly paper: Paper; readonly delivery: Delivery },
): Letter {
  const { language, office, state, nameOf, printedAt } = context;
  const format = letterFormat(language);
  const { t } = format;
  const more: readonly LetterRow[] = [
    { term: t('receipt:responsible'), value: nameOf(state.responsible.person) },
    { term: t('receipt:atPrinting'), value: t(`receipt:delivery.${delivery}`) },
    ...standingRows(context, format),
    { term: t('receipt:bring'), value: bringLine(context, format) },
    {
      term: t('receipt:version'),
      value: t('receipt:versionOf', { version: context.catalogue.catalogueVersion }),
    },
  ];
  const blocks: readonly LetterBlock[] = [
    { kind: 'heading', text: state.reference },
    {
      kind: 'rows',
      rows: [
        ...requestRows(context, format),
        ...answerRows(context, format),
        ...feeRows(context, format),
        ...more,
      ],
    },
    { kind: 'paragraph', text: t('receipt:keep') },
    { kind: 'heading', text: t('receipt:askAt') },
    { kind: 'rows', rows: contactRows(office, format) },
    ...(paper === 'a4' ? [takenBy(context, format)] : []),
    ...demonstrationNotice(context, format),
  ];
  const foot = [
    t('letter:foot.reference', { reference: state.reference }),
    t('letter:foot.printed', { when: format.dateTime(printedAt) }),
  ].join(' · ');
  return {
    kind: 'receipt',
    language,
    paper,
    sender: senderOf(office, format),
    title: t('receipt:title'),
    mark: null,
    blocks,
    foot,
  };
}

function requestRows(context: CaseLetterContext, format: LetterFormat): readonly LetterRow[] {
  const { request } = context.state;
  return [
    ...serviceRows(context, format),
    { term: format.t('letter:term.applicant'), value: applicantLine(request.applicant, format) },
    ...representativeRows(request.representative, format),
  ];
}

/** Until when there will be an answer, as far as that is true now, and by which way (LT9). */
function answerRows(context: CaseLetterContext, format: LetterFormat): readonly LetterRow[] {
  const { t } = format;
  const by = answerChannel(context, format);
  return [
    { term: t('receipt:answer'), value: answerText(context, format) },
    ...(by === undefined ? [] : [{ term: t('receipt:answerBy'), value: by }]),
  ];
}

function answerText({ state, service }: CaseLetterContext, format: LetterFormat): string {
  const { t, dateTime } = format;
  const { deadline } = state;
  switch (deadline.kind) {
    case 'running':
      return dueText(deadline.due, state, format);
    case 'waits-for-complete-request': {
      const rule = decisionTimeOf(service, state.request.variant);
      return rule.unit === 'immediate'
        ? t('receipt:answerWaitsAtOnce')
        : t('receipt:answerWaits', { time: timeText(rule, format) });
    }
    case 'paused':
      return t('receipt:answerPaused');
    case 'met':
      return state.decision === null
        ? t(`receipt:statuses.${state.status}`)
        : t('receipt:answerMet', { when: dateTime(deadline.metAt) });
    default:
      return unreachable(deadline);
  }
}

function dueText(due: Due, { receivedAt }: CaseState, { t, date, dateTime }: LetterFormat): string {
  switch (due.kind) {
    case 'date':
      return t('receipt:answerUntil', { when: date(due.dueOn) });
    case 'instant':
      return due.dueAt <= receivedAt
        ? t('receipt:answerAtOnce')
        : t('receipt:answerUntil', { when: dateTime(due.dueAt) });
    default:
      return unreachable(due);
  }
}

/** The channel that the applicant chose for the answer, by the catalogue's common fields; `undefined` without one. */
function answerChannel({ state, catalogue }: CaseLetterContext, { read }: LetterFormat): string | undefined {
  const chosen = state.request.common.answerChannel;
  const field = catalogue.commonFields.find(({ id }) => id === 'answerChannel');
  const option = field?.options?.find(({ value }) => value === chosen);
  return option === undefined ? undefined : read(option.label);
}

/** Where the request stands, how it ended, and what is done next. */
function standingRows(
  { state, service }: CaseLetterContext,
  { t, read }: LetterFormat,
): readonly LetterRow[] {
  const step = service.stages.flatMap(({ steps }) => steps).find(({ id }) => id === state.nextStep);
  const isOver = state.outcome !== null || state.status === 'voided' || state.waiting !== null;
  return [
    { term: t('receipt:status'), value: t(`receipt:statuses.${state.status}`) },
    ...(state.outcome === null
      ? []
      : [{ term: t('receipt:outcome'), value: t(`receipt:outcomes.${state.outcome.kind}`) }]),
    ...(step === undefined || isOver ? [] : [{ term: t('receipt:next'), value: read(step.title) }]),
  ];
}

function bringLine({ state, service }: CaseLetterContext, { t, read }: LetterFormat): string {
  const missing = service.evidence.filter(({ id }) => state.missing.includes(id));
  return missing.length === 0 ? t('receipt:nothing') : missing.map(({ title }) => read(title)).join('; ');
}

/** The signature of who took the request: the author of its registration. */
export function takenBy({ events, nameOf, state }: CaseLetterContext, { t }: LetterFormat): LetterBlock {
  const registration = events.find(({ kind }) => kind === 'registered');
  return {
    kind: 'signature',
    of: t('receipt:takenBy'),
    name: nameOf(registration?.origin.by ?? state.responsible.person),
  };
}
