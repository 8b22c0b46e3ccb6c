import { z } from 'zod';
import { Condition } from '#shared/forms/condition.ts';
import { FieldDefinition } from '#shared/forms/field-definition.ts';
import { LocalizedText } from '#shared/kernel/localized-text.ts';
import { RecipientKind } from '#shared/person/recipient-kind.ts';
import { TimeRule } from '#shared/service-level/time-rule.ts';
import { RetentionPeriod } from './retention-period.ts';

/** A condition of receiving the service, put as a yes-or-no question, and what an unexpected answer leads to. */
export const EligibilityQuestion = z.object({
  id: z.string().min(1),
  question: LocalizedText,
  expected: z.boolean(),
  onFail: z.enum(['refuse', 'redirect', 'warn']),
  refusalReason: z.string().optional(),
  message: LocalizedText,
});
export type EligibilityQuestion = z.infer<typeof EligibilityQuestion>;

/** How a piece of evidence reaches the institution. */
export const EvidenceMode = z.enum([
  'present-original',
  'submit-original',
  'submit-copy',
  'submit-electronic',
  'register-check',
]);
export type EvidenceMode = z.infer<typeof EvidenceMode>;

/** A kind of evidence that the service asks for (CPSV-AP: evidence type). */
export const EvidenceType = z.object({
  id: z.string().min(1),
  title: LocalizedText,
  mode: EvidenceMode,
  required: z.boolean(),
  requiredIf: Condition.optional(),
  supports: z.array(z.string()),
  note: LocalizedText,
});
export type EvidenceType = z.infer<typeof EvidenceType>;

/** A currency by its three letters (ISO 4217). */
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'not a currency');

/** A cost of the service (CPSV-AP: cost). `amount` is in `currency`; null is set by the municipality. */
export const Fee = z.object({
  id: z.string().min(1),
  label: LocalizedText,
  amount: z.number().min(0).nullable(),
  currency: Currency,
  payWhen: z.enum(['none', 'before-decision', 'before-result', 'on-receipt']),
  exemptions: z.array(LocalizedText),
  verified: z.boolean(),
  variant: z.string().optional(),
  note: LocalizedText,
});
export type Fee = z.infer<typeof Fee>;

/** A kind of the service with its own decision time. */
export const ServiceVariant = z.object({
  id: z.string().min(1),
  title: LocalizedText,
  decision: TimeRule,
  retired: z.boolean().optional(),
});
export type ServiceVariant = z.infer<typeof ServiceVariant>;

/** What the service promises about time (ITIL 4: service level targets). */
export const ServiceLevel = z.object({
  decision: TimeRule,
  extendable: z
    .object({ toMonths: z.int().min(1), byRole: z.string(), noticeRequired: z.boolean() })
    .nullable(),
  maxCounterWaitMinutes: z.int().min(1),
  targetHandlingMinutes: z.int().min(1),
  firstResponse: TimeRule,
});
export type ServiceLevel = z.infer<typeof ServiceLevel>;

/** One step of one of the four stages, with who is responsible and what to do (requirements R65, R66). */
export const ProcessStep = z.object({
  id: z.string().min(1),
  title: LocalizedText,
  responsibleRole: z.string().min(1),
  coResponsibleRoles: z.array(z.string()),
  mode: z.enum(['manual', 'assisted', 'automatic']),
  instruction: LocalizedText,
  records: z.array(z.string()),
  target: TimeRule.nullable(),
});
export type ProcessStep = z.infer<typeof ProcessStep>;

/** The four stages of service request management, always in this order. */
export const StageId = z.enum(['requesting', 'processing', 'provision', 'evaluation']);
export type StageId = z.infer<typeof StageId>;

/** One possible end of a request and what the applicant gets then (CPSV-AP: output). */
export const ServiceOutcome = z.object({
  id: z.string().min(1),
  kind: z.enum(['granted', 'partly-granted', 'refused', 'forwarded', 'withdrawn', 'unmet']),
  title: LocalizedText,
  output: LocalizedText,
  delivery: z.array(z.string()),
});
export type ServiceOutcome = z.infer<typeof ServiceOutcome>;

/** A ground on which the service may be refused. */
export const RefusalReason = z.object({
  id: z.string().min(1),
  title: LocalizedText,
  legalBasis: z.string(),
  retired: z.boolean().optional(),
  supersededBy: z.string().optional(),
});
export type RefusalReason = z.infer<typeof RefusalReason>;

/** Another service that this one leads to. */
export const RelatedService = z.object({
  id: z.string(),
  kind: z.enum(['proactive', 'requires', 'follow-up']),
});
export type RelatedService = z.infer<typeof RelatedService>;

/** How long what is kept, counted from `startsAt`. */
export const Retention = z.object({
  requestRecord: RetentionPeriod,
  attachments: RetentionPeriod,
  unfinishedDraft: RetentionPeriod,
  satisfactionAnswer: RetentionPeriod,
  startsAt: z.string(),
  verified: z.boolean(),
  note: LocalizedText,
});
export type Retention = z.infer<typeof Retention>;

/** The stable identifier of a service. */
export const ServiceIdentifier = z.string().regex(/^[a-z0-9-]+$/, 'not a service identifier');

/** One public service in the terms of CPSV-AP 3.2. */
export const PublicService = z.object({
  id: ServiceIdentifier,
  code: z.string().min(1),
  title: LocalizedText,
  summary: LocalizedText,
  description: LocalizedText,
  thematicArea: z.string(),
  lifeEvents: z.array(z.string()),
  keywords: z.array(LocalizedText),
  audience: z.array(RecipientKind),
  competentAuthority: LocalizedText,
  serviceHolder: LocalizedText,
  ownerUnit: LocalizedText,
  providers: z.array(z.object({ role: z.string(), unit: LocalizedText, external: z.boolean() })),
  territorialScope: z.enum(['any-office', 'any-office-of-municipality', 'competent-municipality']),
  legalBasis: z.array(z.object({ title: LocalizedText, reference: z.string() })),
  channels: z.array(z.string()),
  variants: z.array(ServiceVariant),
  eligibility: z.array(EligibilityQuestion),
  fields: z.array(FieldDefinition),
  evidence: z.array(EvidenceType),
  fees: z.array(Fee),
  serviceLevel: ServiceLevel,
  stages: z.array(z.object({ stage: StageId, steps: z.array(ProcessStep) })),
  outcomes: z.array(ServiceOutcome),
  refusalReasons: z.array(RefusalReason),
  /** Who approves a decision before the applicant is told of it, where the service asks for a second person. */
  approval: z.object({ byRole: z.string().min(1) }).optional(),
  relatedServices: z.array(RelatedService),
  personalData: z.object({ gdprBasis: z.string(), purpose: LocalizedText, specialCategories: z.boolean() }),
  retention: Retention,
  provenance: z
    .object({ verified: z.array(z.string()), demo: z.array(z.string()), sources: z.array(z.string()) })
    .optional(),
  retired: z.boolean().optional(),
  supersededIds: z.array(z.string()).optional(),
});
export type PublicService = z.infer<typeof PublicService>;

/** A whole catalogue: one immutable, content-addressed version (`docs/decisions`). */
export const Catalogue = z.object({
  schemaVersion: z.literal('1.0'),
  catalogueVersion: z.string().min(1),
  status: z.enum(['demonstration', 'draft', 'published', 'withdrawn']),
  languages: z.array(z.enum(['lv', 'en'])),
  notice: LocalizedText.optional(),
  roles: z.array(z.object({ id: z.string().min(1), seedRole: z.string(), title: LocalizedText })),
  stages: z.array(z.object({ id: StageId, order: z.int(), title: LocalizedText })),
  channels: z.array(z.object({ id: z.string().min(1), title: LocalizedText })),
  commonFields: z.array(FieldDefinition),
  satisfaction: z
    .object({
      scale: z.tuple([z.int().min(0), z.int().max(10)]),
      questions: z.array(LocalizedText),
      optional: z.boolean(),
    })
    .optional(),
  services: z.array(PublicService),
});
export type Catalogue = z.infer<typeof Catalogue>;
