import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import type { ConditionFacts, ConditionValue } from '#shared/forms/condition.ts';
import { formFacts } from '#shared/forms/form-facts.ts';
import { contactFieldsOf } from './contact-fields.ts';
import type { RequestDraft } from './request-draft.ts';

/** What the conditions of both forms may look at. */
export interface RequestFacts {
  /** For the service's own fields, its evidence and its fees. */
  readonly service: ConditionFacts;
  /** For the common fields, whose conditions name each other as `field`. */
  readonly contact: ConditionFacts;
}

/** The facts of a draft: answers as typed, and of the common fields what the parties tell. */
export function requestFacts(
  catalogue: Catalogue,
  service: PublicService,
  draft: RequestDraft,
): RequestFacts {
  const eligibility = Object.fromEntries(
    Object.entries(draft.eligibility).map(([id, question]) => [id, question.answer]),
  );
  const contact = formFacts(contactFieldsOf(catalogue), { values: draft.common, common: {}, eligibility });
  const common: Record<string, ConditionValue> = {};
  for (const field of contactFieldsOf(catalogue)) common[field.id] = contact.field(field.id);
  common.representation = draft.representative !== undefined;
  common.foreignPerson = draft.applicant.kind === 'resident' && draft.applicant.identity?.kind === 'foreign';
  common.applicantKind = draft.applicant.kind;
  return { contact, service: formFacts(service.fields, { values: draft.values, common, eligibility }) };
}
