import type { LocalizedText } from '#shared/kernel/localized-text.ts';
import type { CatalogueChange, ChangedValue } from './catalogue-change.ts';
import { compareAspects } from './compare-aspects.ts';
import { compareFields } from './compare-fields.ts';
import { compareLists } from './compare-lists.ts';
import type {
  Catalogue,
  EligibilityQuestion,
  EvidenceType,
  Fee,
  ProcessStep,
  PublicService,
  RefusalReason,
  ServiceLevel,
  ServiceOutcome,
  ServiceVariant,
} from './public-service.ts';

/** Every key of a thing but those that are told apart, so that no change of a service goes by unseen. */
type Kinds<Item, Apart extends keyof Item> = Record<Exclude<keyof Item, Apart>, ChangedValue['kind']>;

const SERVICE = {
  id: 'word',
  code: 'word',
  title: 'text',
  summary: 'text',
  description: 'text',
  thematicArea: 'word',
  lifeEvents: 'unsaid',
  keywords: 'unsaid',
  audience: 'unsaid',
  competentAuthority: 'text',
  serviceHolder: 'text',
  ownerUnit: 'text',
  territorialScope: 'word',
  approval: 'unsaid',
  personalData: 'unsaid',
  retention: 'unsaid',
  provenance: 'unsaid',
  supersededIds: 'unsaid',
} as const satisfies Kinds<
  PublicService,
  | 'providers'
  | 'legalBasis'
  | 'channels'
  | 'variants'
  | 'eligibility'
  | 'fields'
  | 'evidence'
  | 'fees'
  | 'serviceLevel'
  | 'stages'
  | 'outcomes'
  | 'refusalReasons'
  | 'relatedServices'
  | 'retired'
>;

const LEVEL = {
  decision: 'time',
  extendable: 'unsaid',
  maxCounterWaitMinutes: 'number',
  targetHandlingMinutes: 'number',
  firstResponse: 'time',
} as const satisfies Kinds<ServiceLevel, never>;

const VARIANT = { title: 'text', decision: 'time' } as const satisfies Kinds<
  ServiceVariant,
  'id' | 'retired'
>;

const QUESTION = {
  question: 'text',
  expected: 'flag',
  onFail: 'word',
  refusalReason: 'unsaid',
  message: 'text',
} as const satisfies Kinds<EligibilityQuestion, 'id'>;

const EVIDENCE = {
  title: 'text',
  mode: 'word',
  required: 'flag',
  requiredIf: 'unsaid',
  supports: 'unsaid',
  note: 'text',
} as const satisfies Kinds<EvidenceType, 'id'>;

const FEE = {
  label: 'text',
  amount: 'number',
  currency: 'word',
  payWhen: 'word',
  exemptions: 'unsaid',
  verified: 'flag',
  variant: 'unsaid',
  note: 'text',
} as const satisfies Kinds<Fee, 'id'>;

const STEP = {
  title: 'text',
  responsibleRole: 'role',
  coResponsibleRoles: 'unsaid',
  mode: 'word',
  instruction: 'text',
  records: 'unsaid',
  target: 'time',
} as const satisfies Kinds<ProcessStep, 'id'>;

const OUTCOME = {
  kind: 'word',
  title: 'text',
  output: 'text',
  delivery: 'unsaid',
} as const satisfies Kinds<ServiceOutcome, 'id'>;

const PROVIDER = { unit: 'text', external: 'flag' } as const;

const REASON = { title: 'text', legalBasis: 'word', supersededBy: 'unsaid' } as const satisfies Kinds<
  RefusalReason,
  'id' | 'retired'
>;

/** The keys of a service, and of what it consists of, whose changes are told; those of fields are told apart. */
export const SERVICE_ASPECTS: readonly string[] = Object.keys({
  ...SERVICE,
  ...LEVEL,
  ...VARIANT,
  ...QUESTION,
  ...EVIDENCE,
  ...FEE,
  ...STEP,
  ...OUTCOME,
  ...REASON,
  ...PROVIDER,
});

/** A service and the catalogue that names its channels and its related services. */
export interface ServiceInCatalogue {
  readonly service: PublicService;
  readonly catalogue: Pick<Catalogue, 'channels' | 'services' | 'stages'>;
}

/** Every difference between a service and the same service in another version, in the order in which one reads it. */
export function compareServices(
  before: ServiceInCatalogue,
  after: ServiceInCatalogue,
): readonly CatalogueChange[] {
  const { service: was } = before;
  const { service: is } = after;
  const ofService = (change: CatalogueChange['change']): CatalogueChange => ({
    part: 'service',
    id: '',
    title: is.title,
    of: null,
    variant: null,
    change,
  });
  const isRetired = is.retired === true;
  const turned =
    (was.retired === true) === isRetired ? [] : [{ what: isRetired ? 'retired' : 'restored' } as const];
  return [
    ...[
      ...turned,
      ...compareAspects(was, is, SERVICE),
      ...compareAspects(was.serviceLevel, is.serviceLevel, LEVEL),
    ].map(ofService),
    ...compareLists(was.variants, is.variants, {
      part: 'variant',
      idOf,
      titleOf: ({ title }) => title,
      kinds: VARIANT,
      isOrdered: true,
      variantOf: idOf,
    }),
    ...compareFields(was.fields, is.fields),
    ...compareLists(was.eligibility, is.eligibility, {
      part: 'question',
      idOf,
      titleOf: ({ question }) => question,
      kinds: QUESTION,
      isOrdered: true,
    }),
    ...compareLists(was.evidence, is.evidence, {
      part: 'evidence',
      idOf,
      titleOf: ({ title }) => title,
      kinds: EVIDENCE,
      isOrdered: true,
    }),
    ...compareLists(was.fees, is.fees, {
      part: 'fee',
      idOf,
      titleOf: ({ label }) => label,
      kinds: FEE,
      isOrdered: true,
      variantOf: ({ variant }) => variant ?? null,
    }),
    ...compareLists(stepsOf(before), stepsOf(after), {
      part: 'step',
      idOf: ({ stage, step }) => `${stage}/${step.id}`,
      titleOf: ({ step }) => step.title,
      kinds: {},
      isOrdered: true,
      of: ({ stageTitle }) => stageTitle,
      inside: (former, present) =>
        compareAspects(former.step, present.step, STEP).map((change) => ({
          part: 'step',
          id: `${present.stage}/${present.step.id}`,
          title: present.step.title,
          of: present.stageTitle,
          variant: null,
          change,
        })),
    }),
    ...compareLists(was.outcomes, is.outcomes, {
      part: 'outcome',
      idOf,
      titleOf: ({ title }) => title,
      kinds: OUTCOME,
      isOrdered: true,
    }),
    ...compareLists(was.refusalReasons, is.refusalReasons, {
      part: 'refusal-reason',
      idOf,
      titleOf: ({ title }) => title,
      kinds: REASON,
      isOrdered: true,
    }),
    ...compareLists(was.legalBasis, is.legalBasis, {
      part: 'legal-basis',
      idOf: ({ reference }) => reference,
      titleOf: ({ title }) => title,
      kinds: { title: 'text' },
      isOrdered: true,
    }),
    ...compareLists(channelsOf(before), channelsOf(after), {
      part: 'channel',
      idOf,
      titleOf: ({ title }) => title,
      kinds: {},
      isOrdered: true,
    }),
    ...compareLists(was.providers, is.providers, {
      part: 'provider',
      idOf: ({ role }) => role,
      titleOf: ({ unit }) => unit,
      kinds: PROVIDER,
      isOrdered: true,
    }),
    ...compareLists(relatedOf(before), relatedOf(after), {
      part: 'related-service',
      idOf,
      titleOf: ({ title }) => title,
      kinds: { kind: 'word' },
      isOrdered: true,
    }),
  ];
}

function idOf({ id }: { readonly id: string }): string {
  return id;
}

interface StepOfStage {
  readonly stage: string;
  readonly stageTitle: LocalizedText;
  readonly step: ProcessStep;
}

function stepsOf({ service, catalogue }: ServiceInCatalogue): readonly StepOfStage[] {
  return service.stages.flatMap(({ stage, steps }) => {
    const stageTitle = catalogue.stages.find(({ id }) => id === stage)?.title ?? { lv: stage, en: stage };
    return steps.map((step) => ({ stage, stageTitle, step }));
  });
}

interface Named {
  readonly id: string;
  readonly title: LocalizedText;
}

function channelsOf({ service, catalogue }: ServiceInCatalogue): readonly Named[] {
  return service.channels.map((id) => ({
    id,
    title: catalogue.channels.find((channel) => channel.id === id)?.title ?? { lv: id, en: id },
  }));
}

function relatedOf({
  service,
  catalogue,
}: ServiceInCatalogue): readonly (Named & { readonly kind: string })[] {
  return service.relatedServices.map(({ id, kind }) => ({
    id,
    kind,
    title: catalogue.services.find((other) => other.id === id)?.title ?? { lv: id, en: id },
  }));
}
