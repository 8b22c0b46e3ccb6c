import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import type { ConditionFacts, ConditionValue } from '#shared/forms/condition.ts';
import { formFacts } from '#shared/forms/form-facts.ts';
import { contactFieldsOf } from './contact-fields.ts';
import type { RequestDraft } from './request-draft.ts';

/** What the conditions of both forms may look at. */
export interface RequestFacts {
  /** For the service's own fields, its evidence and its fees. */
  readonly service: ConditionFacts;
  /** For the common fields, whose conditions name each other as `field` or `common`. */
  readonly contact: ConditionFacts;
}

/** The facts of a draft: answers as typed, and of the common fields what the parties tell (RG5). */
export function requestFacts(
  catalogue: Catalogue,
  service: PublicService,
  draft: RequestDraft,
): RequestFacts {
  const eligibility = Object.fromEntries(
    Object.entries(draft.eligibility).map(([id, question]) => [id, question.answer]),
  );
  const known: Record<string, ConditionValue> = {
    representation: draft.representative !== undefined,
    foreignPerson: draft.applicant.kind === 'resident' && draft.applicant.identity?.kind === 'foreign',
    applicantKind: draft.applicant.kind,
  };
  const fields = contactFieldsOf(catalogue);
  const contact = formFacts(fields, { values: draft.common, common: 'this-form', known, eligibility: {} });
  const common = { ...known };
  for (const field of fields) common[field.id] = contact.field(field.id);
  return { contact, service: formFacts(service.fields, { values: draft.values, common, eligibility }) };
}
