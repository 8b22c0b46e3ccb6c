import type { RequestDraft } from '#shared/case/request/request-draft.ts';
import type { RecipientKind } from '#shared/person/recipient-kind.ts';

/** Whether the request is made without a name. */
export function isAnonymous({ applicant }: Pick<RequestDraft, 'applicant'>): boolean {
  return applicant.kind === 'society' && applicant.form === 'anonymous';
}

/** The parties of a draft: what the switches of the second section change. */
type Parties = Pick<RequestDraft, 'applicant' | 'representative'>;

/** What changes with another applicant. Nobody can act for a person without a name. */
export function withApplicant(applicant: RequestDraft['applicant']): Partial<RequestDraft> {
  return isAnonymous({ applicant }) ? { applicant, representative: undefined } : { applicant };
}

/** What changes when «anonymous» is switched on or off; `audience` is whom the service is for. */
export function withAnonymous(
  { applicant }: Parties,
  audience: readonly RecipientKind[],
  isOn: boolean,
): Partial<RequestDraft> {
  return isOn
    ? withApplicant({ ...applicant, kind: 'society', form: 'anonymous' })
    : { applicant: namedApplicant(applicant, audience) };
}

/** What changes when a representative is switched on or off: whoever is represented has a name, or is a group. */
export function withRepresentative(
  draft: Parties,
  audience: readonly RecipientKind[],
  isOn: boolean,
): Partial<RequestDraft> {
  if (!isOn) return { representative: undefined };
  const representative = draft.representative ?? { identity: { kind: 'person-code' } };
  return isAnonymous(draft)
    ? { representative, applicant: namedApplicant(draft.applicant, audience) }
    : { representative };
}

function namedApplicant(
  applicant: RequestDraft['applicant'],
  audience: readonly RecipientKind[],
): RequestDraft['applicant'] {
  const kind = audience.find((each) => each !== 'society');
  return kind === undefined ? { ...applicant, form: 'collective' } : { ...applicant, kind };
}
