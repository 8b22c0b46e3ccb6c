import type { EvidenceType, Fee, ProcessStep } from '#shared/catalogue/public-service.ts';
import type { Office } from '#shared/service-level/office.ts';
import type { TimeRule } from '#shared/service-level/time-rule.ts';
import { conditionWords } from './condition-text.ts';
import { legalNotices } from './legal-notices.ts';
import type { Letter, LetterBlock, LetterRow } from './letter.ts';
import type { LetterContext } from './letter-context.ts';
import { type LetterFormat, letterFormat } from './letter-format.ts';
import { openingLine } from './office-hours.ts';
import { contactRows, senderOf } from './sender.ts';
import { timeText } from './time-text.ts';

/**
 * How a service is asked for and received, all of it from the catalogue, with the version (LT12, requirement R74).
 * `offices`: where it can be asked for.
 */
export function procedureOfService(context: LetterContext, offices: readonly Office[]): Letter {
  const { language, office, service, catalogue, printedAt } = context;
  const format = letterFormat(language);
  const { t, read, dateTime } = format;
  const heading = (text: string): LetterBlock => ({ kind: 'heading', text });
  return {
    kind: 'procedure',
    language,
    paper: 'a4',
    sender: senderOf(office, format),
    title: t('procedure:title'),
    mark: null,
    blocks: [
      heading(t('procedure:subject', { service: read(service.title), code: service.code })),
      { kind: 'paragraph', text: read(service.description) },
      { kind: 'rows', rows: generalRows(context, format) },
      heading(t('procedure:conditions')),
      listOr(conditionLines(context, format), t('procedure:noConditions')),
      heading(t('procedure:needed')),
      listOr(
        service.evidence.map((type) => evidenceLine(type, context, format)),
        t('procedure:noEvidence'),
      ),
      ...detailBlocks(context, format),
      heading(t('procedure:cost')),
      listOr(
        service.fees.map((fee) => feeLine(fee, context, format)),
        t('procedure:free'),
      ),
      heading(t('procedure:duration')),
      { kind: 'rows', rows: timeRows(context, format) },
      heading(t('procedure:steps')),
      ...stepBlocks(context, format),
      heading(t('procedure:result')),
      { kind: 'list', items: outcomeLines(context, format) },
      heading(t('procedure:refusal')),
      listOr(
        service.refusalReasons.filter(({ retired }) => retired !== true).map(({ title }) => read(title)),
        t('procedure:noRefusal'),
      ),
      heading(t('procedure:contest')),
      { kind: 'paragraph', text: t('legal:contestProcedure') },
      ...lawBlocks(context, format),
      heading(t('procedure:personalData')),
      { kind: 'paragraph', text: read(service.personalData.purpose) },
      heading(t('procedure:offices')),
      ...offices.flatMap((one) => officeBlocks(one, format)),
      ...legalNotices(context, format),
    ],
    foot: [
      `${service.code}, ${t('receipt:versionOf', { version: catalogue.catalogueVersion })}`,
      t('letter:foot.printed', { when: dateTime(printedAt) }),
    ].join(' · '),
  };
}

/** A list, or a sentence where it would be empty. */
function listOr(items: readonly string[], otherwise: string): LetterBlock {
  return items.length === 0 ? { kind: 'paragraph', text: otherwise } : { kind: 'list', items };
}

function generalRows({ service, catalogue }: LetterContext, { t, read }: LetterFormat): readonly LetterRow[] {
  return [
    { term: t('procedure:version'), value: catalogue.catalogueVersion },
    {
      term: t('procedure:who'),
      value: service.audience.map((kind) => t(`procedure:audience.${kind}`)).join(', '),
    },
    { term: t('procedure:holder'), value: read(service.serviceHolder) },
    { term: t('procedure:authority'), value: read(service.competentAuthority) },
    { term: t('procedure:where'), value: t(`procedure:scope.${service.territorialScope}`) },
    { term: t('procedure:channels'), value: channelTitles(service.channels, { catalogue }, { read }) },
  ];
}

function channelTitles(
  ids: readonly string[],
  { catalogue }: Pick<LetterContext, 'catalogue'>,
  { read }: Pick<LetterFormat, 'read'>,
): string {
  return ids
    .map((id) => {
      const channel = catalogue.channels.find((one) => one.id === id);
      return channel === undefined ? id : read(channel.title);
    })
    .join(', ');
}

function conditionLines({ service }: LetterContext, { t, read }: LetterFormat): readonly string[] {
  return service.eligibility.map(({ question, expected, onFail, message }) => {
    const answer = expected ? t('procedure:yes') : t('procedure:no');
    const otherwise = read(message) === '' ? t(`procedure:onFail.${onFail}`) : read(message);
    return `${t('procedure:condition', { question: read(question), answer })} ${otherwise}`;
  });
}

function evidenceLine(type: EvidenceType, context: LetterContext, format: LetterFormat): string {
  const { t, read } = format;
  const parts = { title: read(type.title), mode: t(`procedure:mode.${type.mode}`) };
  const text = (): string => {
    if (type.required) return t('procedure:evidence.always', parts);
    if (type.requiredIf === undefined) return t('procedure:evidence.maybe', parts);
    const { source, values, isNegated } = conditionWords(type.requiredIf, context, format);
    return t(`procedure:evidence.${isNegated ? 'unless' : 'if'}`, { ...parts, source, values });
  };
  const note = read(type.note);
  return note === '' ? text() : t('procedure:withNote', { text: text(), note });
}

function detailBlocks({ service }: LetterContext, { t, read }: LetterFormat): readonly LetterBlock[] {
  const items = service.fields
    .filter(({ retired }) => retired !== true)
    .map(({ label, required, requiredIf }) =>
      required || requiredIf !== undefined ? read(label) : t('procedure:optional', { label: read(label) }),
    );
  return items.length === 0
    ? []
    : [
        { kind: 'heading', text: t('procedure:details') },
        { kind: 'list', items },
      ];
}

function feeLine(fee: Fee, { service }: LetterContext, format: LetterFormat): string {
  const { t, read, money } = format;
  const variant = service.variants.find(({ id }) => id === fee.variant);
  const label = variant === undefined ? read(fee.label) : `${read(fee.label)} (${read(variant.title)})`;
  const amount = fee.amount === null ? t('procedure:amountNotSet') : money(fee.amount, fee.currency);
  const parts = [
    t('procedure:fee', { label, amount, when: t(`procedure:payWhen.${fee.payWhen}`) }),
    ...(fee.exemptions.length === 0
      ? []
      : [t('procedure:feeExemptions', { list: fee.exemptions.map((one) => read(one)).join('; ') })]),
    read(fee.note),
  ];
  return parts.filter((part) => part !== '').join('. ');
}

function timeRows({ service }: LetterContext, format: LetterFormat): readonly LetterRow[] {
  const { t, read } = format;
  const { serviceLevel } = service;
  const { extendable, maxCounterWaitMinutes, targetHandlingMinutes, firstResponse } = serviceLevel;
  const variants = service.variants.filter(({ retired }) => retired !== true);
  const minutes = (value: number): string => timeText({ value, unit: 'minute' }, format);
  const decisions =
    variants.length === 0
      ? [{ term: t('procedure:decision'), value: fromStart(serviceLevel.decision, format) }]
      : variants.map(({ title, decision }) => ({
          term: t('procedure:decisionOf', { variant: read(title) }),
          value: fromStart(decision, format),
        }));
  return [
    ...decisions,
    {
      term: t('procedure:extendable'),
      value:
        extendable === null
          ? t('procedure:notExtendable')
          : t('procedure:extendableTo', { count: extendable.toMonths }),
    },
    { term: t('procedure:firstResponse'), value: timeText(firstResponse, format) },
    { term: t('procedure:wait'), value: minutes(maxCounterWaitMinutes) },
    { term: t('procedure:atCounter'), value: minutes(targetHandlingMinutes) },
  ];
}

function fromStart(rule: TimeRule, format: LetterFormat): string {
  const time = timeText(rule, format);
  return format.t(`procedure:decisionFrom.${rule.startsAt ?? 'registration'}`, { time });
}

/** Every stage with its steps, who does each and how long it may take (requirement R65). */
function stepBlocks(context: LetterContext, format: LetterFormat): readonly LetterBlock[] {
  const { service, catalogue } = context;
  return service.stages.flatMap(({ stage, steps }): LetterBlock[] => {
    const found = catalogue.stages.find(({ id }) => id === stage);
    const title = found === undefined ? stage : format.read(found.title);
    return [
      { kind: 'subheading', text: title },
      { kind: 'steps', items: steps.map((step) => stepLine(step, context, format)) },
    ];
  });
}

function stepLine(step: ProcessStep, { catalogue }: LetterContext, format: LetterFormat): string {
  const { t, read } = format;
  const titleOf = (role: string): string => {
    const found = catalogue.roles.find(({ id }) => id === role);
    return found === undefined ? role : read(found.title);
  };
  const responsible = titleOf(step.responsibleRole);
  const others = step.coResponsibleRoles.map(titleOf).join(', ');
  const who = others === '' ? responsible : t('procedure:and', { responsible, others });
  const title = read(step.title);
  return step.target === null
    ? t('procedure:stepWithoutTime', { title, who })
    : t('procedure:step', { title, who, time: timeText(step.target, format) });
}

function outcomeLines({ service, catalogue }: LetterContext, { t, read }: LetterFormat): readonly string[] {
  return service.outcomes.map((outcome) => {
    const parts = { title: read(outcome.title), output: read(outcome.output) };
    return outcome.delivery.length === 0
      ? t('procedure:outcomeTold', parts)
      : t('procedure:outcome', {
          ...parts,
          delivery: channelTitles(outcome.delivery, { catalogue }, { read }),
        });
  });
}

function lawBlocks({ service }: LetterContext, { t, read }: LetterFormat): readonly LetterBlock[] {
  const items = service.legalBasis.map(({ title }) => read(title));
  return items.length === 0
    ? []
    : [
        { kind: 'heading', text: t('procedure:law') },
        { kind: 'list', items },
      ];
}

function officeBlocks(office: Office, format: LetterFormat): readonly LetterBlock[] {
  return [
    { kind: 'subheading', text: `${format.read(office.name)}, ${format.read(office.municipality)}` },
    {
      kind: 'rows',
      rows: [
        ...contactRows(office, format),
        { term: format.t('hours:hours'), value: openingLine(office, format) },
      ],
    },
  ];
}
