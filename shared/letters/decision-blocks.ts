import type { Decision } from '#shared/case/facts/decision.ts';
import type { Notification } from '#shared/case/facts/notification.ts';
import { feesOf } from '#shared/catalogue/fees-of.ts';
import { lastDayToContest } from './contesting.ts';
import type { LetterBlock, LetterRow } from './letter.ts';
import type { CaseLetterContext } from './letter-context.ts';
import type { LetterFormat } from './letter-format.ts';

/** The decision in one sentence. */
export function decidedLine(
  { service }: CaseLetterContext,
  { content }: Decision,
  { t, read }: LetterFormat,
): string {
  return t(`decision:${content.kind}`, { service: read(service.title) });
}

/** What was decided, why, on which ground, and what follows (LT6). */
export function contentBlocks(
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
export function tellingBlocks(
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

/** Where and until when the decision can be contested (LT7). */
export function contestBlocks(
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

/**
 * The first time that the applicant was told of this very decision: from then its time to contest runs. An e-mail that
 * did not go out told them nothing.
 */
function findTelling({ state }: CaseLetterContext, { opId }: Decision): Notification | undefined {
  return state.notifications.find(
    ({ decision, mail }) => decision === opId && (mail === null || mail.state === 'sent'),
  );
}

function nonEmpty(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('. ');
}
