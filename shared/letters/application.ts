import { contactFieldsOf } from '#shared/case/request/contact-fields.ts';
import { type AnswerWords, answerText } from '#shared/forms/answer-text.ts';
import type { FieldDefinition } from '#shared/forms/field-definition.ts';
import type { FieldValue } from '#shared/forms/field-value.ts';
import type { Letter, LetterBlock, LetterRow } from './letter.ts';
import type { CaseLetterContext } from './letter-context.ts';
import { type LetterFormat, letterFormat } from './letter-format.ts';
import { applicantRows, representativeRows } from './party-rows.ts';
import { takenBy } from './receipt.ts';
import { feeRows, serviceRows } from './request-rows.ts';
import { senderOf } from './sender.ts';

/** The request as it was registered, to be read back and signed by who asks (LT17). */
export function application(context: CaseLetterContext): Letter {
  const { language, office, state, catalogue, service, printedAt } = context;
  const { request, reference } = state;
  const format = letterFormat(language);
  const { t, dateTime } = format;
  const answers = [
    ...answerRows(contactFieldsOf(catalogue), request.common, format),
    ...answerRows(service.fields, request.values, format),
  ];
  const need = request.need === undefined ? [] : [{ term: t('application:need'), value: request.need }];
  return {
    kind: 'application',
    language,
    paper: 'a4',
    sender: senderOf(office, format),
    title: t('application:title'),
    mark: null,
    blocks: [
      {
        kind: 'rows',
        rows: [
          { term: t('letter:term.reference'), value: reference },
          ...serviceRows(context, format),
          ...need,
        ],
      },
      ...part(t('application:who'), [
        ...applicantRows(request.applicant, format),
        ...representativeRows(request.representative, format),
      ]),
      ...part(t('application:details'), answers),
      ...listed(t('application:conditions'), conditionLines(context, format)),
      ...part(t('application:documents'), documentRows(context, format)),
      ...listed(
        t('application:fee'),
        feeRows(context, format).map(({ value }) => value),
      ),
      { kind: 'paragraph', text: t('application:readBack') },
      { kind: 'signature', of: t('application:signedBy'), name: '' },
      takenBy(context, format),
    ],
    foot: [
      t('letter:foot.reference', { reference }),
      t('letter:foot.printed', { when: dateTime(printedAt) }),
    ].join(' · '),
  };
}

function part(title: string, rows: readonly LetterRow[]): readonly LetterBlock[] {
  return rows.length === 0
    ? []
    : [
        { kind: 'heading', text: title },
        { kind: 'rows', rows },
      ];
}

function listed(title: string, items: readonly string[]): readonly LetterBlock[] {
  return items.length === 0
    ? []
    : [
        { kind: 'heading', text: title },
        { kind: 'list', items },
      ];
}

function answerRows(
  fields: readonly FieldDefinition[],
  answers: Readonly<Record<string, FieldValue>>,
  format: LetterFormat,
): readonly LetterRow[] {
  const words = answerWords(format);
  return fields.flatMap((field) => {
    const value = answers[field.id];
    return value === undefined
      ? []
      : [{ term: format.read(field.label), value: answerText(field, value, words) }];
  });
}

function answerWords({ t, date, language }: LetterFormat): AnswerWords {
  return {
    language,
    yes: t('application:yes'),
    no: t('application:no'),
    date,
    keptCode: (parts) => t('application:keptCode', parts),
    addressUnverified: (parts) => t('application:addressUnverified', parts),
    addressWithCode: (parts) => t('application:addressWithCode', parts),
  };
}

function conditionLines({ state, service }: CaseLetterContext, { t, read }: LetterFormat): readonly string[] {
  return service.eligibility.flatMap(({ id, question }) => {
    const record = state.request.eligibility[id];
    if (record === undefined) return [];
    const answer = record.answer ? t('application:yes') : t('application:no');
    const { insisted, reason } = record;
    const explained = reason === undefined ? answer : t('application:conditionReason', { answer, reason });
    const value = insisted === true ? t('application:conditionInsisted', { answer }) : explained;
    return [t('application:condition', { question: read(question), answer: value })];
  });
}

function documentRows(
  { state, service }: CaseLetterContext,
  { t, read }: LetterFormat,
): readonly LetterRow[] {
  return service.evidence.flatMap(({ id, title }) => {
    const record = state.request.evidence[id];
    if (record === undefined) return [];
    const status = t(`application:status.${record.status}`);
    const { documentNumber: number } = record;
    const value = number === undefined ? status : t('application:documentNumbered', { status, number });
    return [{ term: read(title), value }];
  });
}
