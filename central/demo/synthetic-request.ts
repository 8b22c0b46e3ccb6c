import { contactFieldsOf } from '#shared/case/request/contact-fields.ts';
import { EVIDENCE_STATUSES } from '#shared/case/request/parse-evidence.ts';
import { isPayable } from '#shared/case/request/parse-fees.ts';
import { parseRequest } from '#shared/case/request/parse-request.ts';
import { RequestDraft } from '#shared/case/request/request-draft.ts';
import { requestFacts } from '#shared/case/request/request-facts.ts';
import type { ServiceRequest } from '#shared/case/request/service-request.ts';
import { feesOf } from '#shared/catalogue/fees-of.ts';
import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import type { ConditionFacts } from '#shared/forms/condition.ts';
import type { FieldDefinition } from '#shared/forms/field-definition.ts';
import { isRequired, isShown } from '#shared/forms/form-facts.ts';
import { Defect } from '#shared/kernel/invariant.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { SeededRandom } from './seeded-random.ts';
import { syntheticAnswer } from './synthetic-answer.ts';
import { syntheticApplicant, syntheticRepresentative } from './synthetic-people.ts';

/** A catalogue may ask for what no rule of ours foresees; another draw may fit. */
const ATTEMPTS = 20;

const NEEDS = [
  'Izdomāts lūgums demonstrācijai',
  'Jautājums par kārtību (paraugs)',
  'Steidzams paraugs',
] as const;

/**
 * A made-up request for a service, fit for the record: made from the catalogue's definition alone and read strictly.
 * Throws a defect when the catalogue asks for something that cannot be made up.
 */
export function syntheticRequest(
  catalogue: Catalogue,
  service: PublicService,
  receivedOn: PlainDate,
  random: SeededRandom,
): ServiceRequest {
  let codes = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const parsed = parseRequest(draftOf(catalogue, service, receivedOn, random), { catalogue, receivedOn });
    if (parsed.ok) return parsed.value.request;
    codes = parsed.problem.map(({ pointer, code }) => `${pointer} ${code}`).join(', ');
  }
  throw new Defect(`no request can be made up for ${service.id}: ${codes}`);
}

function draftOf(
  catalogue: Catalogue,
  service: PublicService,
  receivedOn: PlainDate,
  random: SeededRandom,
): RequestDraft {
  const applicant = syntheticApplicant(service.audience, receivedOn, random);
  const channels = service.channels.filter((id) => catalogue.channels.some((channel) => channel.id === id));
  const atCounter = channels.includes('counter') && random.chance(85);
  const draft: RequestDraft = {
    ...RequestDraft.parse({}),
    service: service.id,
    channel: atCounter
      ? 'counter'
      : random.pick(channels.length > 0 ? channels : catalogue.channels.map((c) => c.id)),
    applicant,
    ...(random.chance(25) ? { need: random.pick(NEEDS) } : {}),
    ...(applicant.kind === 'resident' && random.chance(12)
      ? { representative: syntheticRepresentative(receivedOn, random) }
      : {}),
    eligibility: eligibilityOf(service, random),
  };
  const answers = { receivedOn, random };
  draft.common = answersFor(
    contactFieldsOf(catalogue),
    answers,
    (common) => requestFacts(catalogue, service, { ...draft, common }).contact,
  );
  draft.values = answersFor(
    service.fields,
    answers,
    (values) => requestFacts(catalogue, service, { ...draft, values }).service,
  );
  draft.evidence = evidenceOf(service, requestFacts(catalogue, service, draft).service, random);
  const { variant } = draft.values;
  draft.fees = feeDraftsOf(service, typeof variant === 'string' ? variant : undefined, random);
  return draft;
}

/** Most answer as expected; some insist, or have a reason. */
function eligibilityOf(service: PublicService, random: SeededRandom): RequestDraft['eligibility'] {
  const entries = service.eligibility.map(({ id, expected, onFail }) => {
    if (random.chance(96)) return [id, { answer: expected }] as const;
    const unexpected = { answer: !expected };
    return [
      id,
      onFail === 'warn' ? { ...unexpected, reason: 'Izdomāts iemesls' } : { ...unexpected, insisted: true },
    ] as const;
  });
  return Object.fromEntries(entries);
}

/** Field after field, twice over, because what is shown may depend on a field further down. */
function answersFor(
  fields: readonly FieldDefinition[],
  context: { readonly receivedOn: PlainDate; readonly random: SeededRandom },
  factsOf: (answers: Record<string, unknown>) => ConditionFacts,
): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  const asked = new Set<string>();
  for (const field of [...fields, ...fields]) {
    const facts = factsOf(answers);
    if (field.retired === true || asked.has(field.id) || !isShown(field, facts)) continue;
    asked.add(field.id);
    if (!isRequired(field, facts) && !context.random.chance(45)) continue;
    const answer = syntheticAnswer(field, { ...context, answerOf: (id) => answers[id] });
    if (answer !== undefined) answers[field.id] = answer;
  }
  return answers;
}

/** One request in five lacks something. */
function evidenceOf(
  service: PublicService,
  facts: ConditionFacts,
  random: SeededRandom,
): RequestDraft['evidence'] {
  const isIncomplete = random.chance(20);
  const evidence: RequestDraft['evidence'] = {};
  for (const type of service.evidence) {
    if (!isRequired(type, facts) && !random.chance(30)) continue;
    const done = EVIDENCE_STATUSES[type.mode].filter((status) => status !== 'missing');
    const status = isIncomplete && random.chance(50) ? 'missing' : random.pick(done);
    evidence[type.id] = { status };
  }
  return evidence;
}

function feeDraftsOf(
  service: PublicService,
  variant: string | undefined,
  random: SeededRandom,
): RequestDraft['fees'] {
  const fees: RequestDraft['fees'] = {};
  for (const fee of feesOf(service, variant).filter(isPayable)) {
    const status = random.pick(['card', 'card', 'proof-shown', 'unpaid', 'exempt'] as const);
    if (status !== 'exempt') fees[fee.id] = { status };
    else if (fee.exemptions.length === 0) fees[fee.id] = { status: 'unpaid' };
    else fees[fee.id] = { status, exemption: random.whole(0, fee.exemptions.length - 1) };
  }
  return fees;
}
