import {
  type CatalogueJson,
  type FieldJson,
  isMet,
  type Scalar,
  type ServiceJson,
} from './request-generator/catalogue-json.ts';
import { answersTo } from './request-generator/field-answers.ts';
import { applicantOf, type IdentityWish, representative } from './request-generator/parties.ts';
import type { DateTyping } from './request-generator/typed-dates.ts';
import { SeededRandom } from './seeded-random.ts';

/** What kind of request is wanted. What is left open is settled by the seed. */
export interface RequestWish {
  readonly service: string;
  /** One of the service's variants; needed where it has some. */
  readonly variant?: string;
  readonly seed: number;
  readonly applicantKind?: string;
  readonly identity?: IdentityWish;
  readonly byRepresentative?: boolean;
  /** Every condition as the service expects it. */
  readonly asExpected?: boolean;
  /** Every piece of evidence that can be required is there. */
  readonly withAllEvidence?: boolean;
  /** Date of receipt; `2026-10-09` when left out. */
  readonly receivedOn?: string;
}

/** A request as a clerk would type it: plain JSON in the shape of a draft. Only shown fields have answers. */
export interface RequestDescription {
  readonly service: string;
  readonly channel: string;
  readonly need: string;
  readonly applicant: Json;
  readonly representative?: Json;
  readonly common: Json;
  readonly values: Json;
  readonly eligibility: Readonly<Record<string, Json>>;
  readonly evidence: Readonly<Record<string, Json>>;
  readonly fees: Readonly<Record<string, Json>>;
}

type Json = { readonly [key: string]: unknown };

/** Common fields that describe people; the form of a party asks for these. */
const ABOUT_PARTIES = /^(applicant|foreign|birthDate$|idDocument$|represent)/;

const EVIDENCE_THERE: Readonly<Record<string, readonly string[]>> = {
  'present-original': ['shown', 'copy-taken'],
  'submit-original': ['handed-in'],
  'submit-copy': ['handed-in', 'copy-taken'],
  'submit-electronic': ['received-electronically'],
  'register-check': ['checked-in-register', 'check-later'],
};

/** A request that can be registered, valid by construction, from nothing but the catalogue's JSON and the seed. */
export function generateRequest(catalogue: CatalogueJson, wish: RequestWish): RequestDescription {
  const service = catalogue.services.find(({ id }) => id === wish.service);
  if (service === undefined) throw new Error(`no such service: ${wish.service}`);
  const random = new SeededRandom(wish.seed);
  const dates: DateTyping = { receivedOn: wish.receivedOn ?? '2026-10-09' };

  const kind = wish.applicantKind ?? random.pick(service.audience);
  const identity = wish.identity ?? random.pick<IdentityWish>(['person-code', 'person-code', 'foreign']);
  const actsForAnother = wish.byRepresentative ?? random.chance(0.2);
  const parties = {
    representation: actsForAnother,
    foreignPerson: kind === 'resident' && identity === 'foreign',
    applicantKind: kind,
  };

  const contactFields = catalogue.commonFields.filter(({ id }) => !ABOUT_PARTIES.test(id)).map(withOneSource);
  const contact: AnswerMap = answersTo(contactFields, {
    random,
    dates,
    fixed: {},
    find: (_source, id) => parties[id as keyof typeof parties],
  });
  const common = { ...contact, ...parties } as Readonly<Record<string, Scalar>>;
  const eligibility = conditionsOf(service, random, wish.asExpected === true);
  const find = (source: 'common' | 'eligibility', id: string): Scalar | undefined =>
    source === 'common' ? common[id] : eligibility[id]?.answer;
  const fixed = wish.variant === undefined ? {} : { variant: wish.variant };
  const values = answersTo(service.fields, { random, dates, fixed, find });
  return {
    service: service.id,
    channel: random.pick(['counter', 'appointment', 'phone']),
    need: random.pick(['', 'Vēlas noskaidrot kārtību.\nSteidzami.']),
    applicant: applicantOf(kind, identity, random, dates),
    ...(actsForAnother && { representative: representative(random, dates) }),
    common: contact,
    values,
    eligibility,
    evidence: evidenceOf(service, random, wish.withAllEvidence === true, (source, id) =>
      source === 'field' ? (values[id] as Scalar | undefined) : find(source, id),
    ),
    fees: feesOf(service, wish.variant, random),
  };
}

/** Every service with every variant of it that is offered. */
export function servicesAndVariants(
  catalogue: CatalogueJson,
): readonly Pick<RequestWish, 'service' | 'variant'>[] {
  return catalogue.services.flatMap(({ id, variants }) =>
    variants.length === 0
      ? [{ service: id }]
      : variants
          .filter(({ retired }) => retired !== true)
          .map((variant) => ({ service: id, variant: variant.id })),
  );
}

type AnswerMap = Record<string, unknown>;

/** Among the common fields `common` and `field` mean the same. */
function withOneSource(field: FieldJson): FieldJson {
  const { showIf } = field;
  if (showIf?.field === undefined || !ABOUT_PARTIES.test(showIf.field)) return field;
  const { field: common, ...rest } = showIf;
  return { ...field, showIf: { ...rest, common } };
}

interface ConditionAnswer extends Json {
  readonly answer: boolean;
}

function conditionsOf(
  service: ServiceJson,
  random: SeededRandom,
  asExpected: boolean,
): Record<string, ConditionAnswer> {
  return Object.fromEntries(
    service.eligibility.map(({ id, expected, onFail }): [string, ConditionAnswer] => {
      if (asExpected || random.chance(0.8)) return [id, { answer: expected }];
      const answer = !expected;
      return [
        id,
        onFail === 'warn' ? { answer, reason: 'Paskaidrots klātienē' } : { answer, insisted: true },
      ];
    }),
  );
}

function evidenceOf(
  service: ServiceJson,
  random: SeededRandom,
  isComplete: boolean,
  find: (source: 'field' | 'common' | 'eligibility', id: string) => Scalar | undefined,
): Record<string, Json> {
  const evidence: Record<string, Json> = {};
  for (const { id, mode, required, requiredIf } of service.evidence) {
    const isRequired = required || (requiredIf !== undefined && isMet(requiredIf, find));
    if (random.chance(isRequired && isComplete ? 1 : 0.7)) {
      evidence[id] = {
        status: random.pick(thereIs(mode).filter((status) => !isComplete || status !== 'check-later')),
        ...(random.chance(0.3) && { documentNumber: ` Nr. ${random.between(1, 9999)}/A` }),
        ...(random.chance(0.1) && { foreignText: random.pick(['translated', 'exception']) }),
      };
    } else if (random.chance(0.5)) evidence[id] = { status: 'missing' };
  }
  return evidence;
}

function thereIs(mode: string): readonly string[] {
  return EVIDENCE_THERE[mode] ?? [];
}

/** A variant's fee stands in the place of the one without a variant; the demonstration never has both. */
function feesOf(
  service: ServiceJson,
  variant: string | undefined,
  random: SeededRandom,
): Record<string, Json> {
  const fees: Record<string, Json> = {};
  for (const fee of service.fees) {
    const isOfVariant = fee.variant === undefined || fee.variant === variant;
    if (!isOfVariant || fee.payWhen === 'none' || fee.amount === 0) continue;
    const ways = ['card', 'proof-shown', 'unpaid', ...(fee.exemptions.length > 0 ? ['exempt'] : [])];
    const status = random.pick(ways);
    fees[fee.id] =
      status === 'exempt' ? { status, exemption: random.below(fee.exemptions.length) } : { status };
  }
  return fees;
}
