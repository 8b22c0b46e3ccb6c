import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import type { FieldOption } from '#shared/forms/field-definition.ts';
import { isRequired, isShown } from '#shared/forms/form-facts.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { FinishAtOnce } from './case-command.ts';
import { CONFORMITY_CRITERIA } from './facts/finding.ts';
import { parseRequest } from './request/parse-request.ts';
import { RequestDraft } from './request/request-draft.ts';
import { requestFacts } from './request/request-facts.ts';
import { usualContact } from './request/usual-contact.ts';
import type { StaffRole } from './staff-role.ts';
import { rolesOfStep } from './step-context.ts';
import { justificationCriteria } from './steps/assess.ts';

/** A service by which advice is given in two taps, and what it can be about. */
export interface Consultation {
  readonly service: PublicService;
  readonly topics: readonly FieldOption[];
}

const TOPIC = 'topic';
const COUNTER = 'counter';
const STEPS = [
  'conformity',
  'justification',
  'decide',
  'inform',
  'way',
  'prepare',
  'perform',
  'record',
  'satisfaction',
  'review',
] as const;

/**
 * The first of `offered` by which a person in `role` can give a consultation with nothing but a chosen topic
 * (`docs/registration.md` RG19), or `undefined` when there is none.
 */
export function findConsultation(
  catalogue: Catalogue,
  offered: readonly PublicService[],
  role: StaffRole,
  receivedOn: PlainDate,
): Consultation | undefined {
  for (const service of offered) {
    const topics = service.fields
      .filter(({ id, type, retired }) => id === TOPIC && type === 'select' && retired !== true)
      .flatMap(({ options = [] }) => options)
      .filter(({ retired }) => retired !== true);
    const [first] = topics;
    const isAdvice = service.outcomes.some(({ kind }) => kind === 'unmet');
    const isOnePersons =
      service.approval === undefined && STEPS.every((step) => rolesOfStep(service, step).includes(role));
    if (first === undefined || !isAdvice || !isOnePersons || outcomeOf(service) === undefined) continue;
    const draft = consultationDraft(catalogue, service, first);
    if (parseRequest(draft, { catalogue, receivedOn }).ok) return { service, topics };
  }
  return undefined;
}

/** A consultation on a topic as a draft: nobody in particular asks, and everything else is as usual (RG20). */
export function consultationDraft(
  catalogue: Catalogue,
  service: PublicService,
  topic: FieldOption,
): RequestDraft {
  const draft = RequestDraft.parse({
    service: service.id,
    channel: COUNTER,
    applicant: { kind: 'society', form: 'anonymous' },
    common: usualContact(catalogue),
    eligibility: Object.fromEntries(
      service.eligibility.map(({ id, expected }) => [id, { answer: expected }]),
    ),
  });
  const values: Record<string, unknown> = {};
  for (const field of service.fields) {
    const facts = requestFacts(catalogue, service, { ...draft, values }).service;
    if (field.retired === true || !isShown(field, facts) || !isRequired(field, facts)) continue;
    if (field.id === TOPIC) values[field.id] = topic.value;
    else if (field.id === 'variant') values[field.id] = variantAtOnce(service);
    // The question is that of the button, in the language of the record.
    else if (field.type === 'text' || field.type === 'textarea') values[field.id] = topic.label.lv;
  }
  return { ...draft, values };
}

/** The variant that is answered at once, else the first that is offered. */
function variantAtOnce({ variants }: PublicService): string | undefined {
  const offered = variants.filter(({ retired }) => retired !== true);
  return (offered.find(({ decision }) => decision.unit === 'immediate') ?? offered[0])?.id;
}

/** Everything from the assessment to the end of a consultation that was given on `on` (RG21). */
export function consultationCourse(service: PublicService, topic: FieldOption, on: PlainDate): FinishAtOnce {
  const met = (criteria: readonly string[]) =>
    Object.fromEntries(criteria.map((id) => [id, { isMet: true, evidence: [] }]));
  const what = topic.label.lv;
  return {
    kind: 'finish-at-once',
    steps: [
      { kind: 'assess-conformity', findings: met(CONFORMITY_CRITERIA) },
      { kind: 'assess-justification', findings: met(justificationCriteria(service)) },
      { kind: 'take-decision', decision: { decision: 'provide' } },
      { kind: 'inform', subject: 'decision', channel: COUNTER, sentOn: on, proof: { kind: 'spoken' } },
      { kind: 'choose-way', way: 'at-counter-now' },
      { kind: 'prepare', items: [] },
      { kind: 'perform', actions: [{ text: what, isDone: true }] },
      {
        kind: 'record-result',
        outcome: outcomeOf(service) ?? '',
        what,
        documents: [],
        handedOut: { to: 'applicant', channel: COUNTER, on },
      },
      { kind: 'record-satisfaction', satisfaction: { kind: 'skipped' } },
      { kind: 'review-provision', needMet: 'yes' },
    ],
  };
}

/** The first outcome that gives what was asked for. */
function outcomeOf({ outcomes }: PublicService): string | undefined {
  return outcomes.find(({ kind }) => kind === 'granted')?.id;
}
