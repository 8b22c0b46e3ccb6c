import type { AttachedFile } from '#shared/attachments/attachment.ts';
import { feesOf } from '#shared/catalogue/fees-of.ts';
import { findService, variantOf } from '#shared/catalogue/find-service.ts';
import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import { parseForm } from '#shared/forms/parse-form.ts';
import type { Issue } from '#shared/kernel/issue.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { ok, type Result, refused } from '#shared/kernel/result.ts';
import { parseApplicant, parseRepresentative } from '#shared/person/parse-party.ts';
import type { Applicant, Representative } from '#shared/person/party.ts';
import { contactFieldsOf } from './contact-fields.ts';
import { standingOf } from './needed-evidence.ts';
import { parseAttachments } from './parse-attachments.ts';
import { parseEligibility } from './parse-eligibility.ts';
import { parseEvidence } from './parse-evidence.ts';
import { parseFees } from './parse-fees.ts';
import { readFreeText } from './read-free-text.ts';
import type { RequestDraft } from './request-draft.ts';
import { requestFacts } from './request-facts.ts';
import { requestIssue } from './request-issue.ts';
import { type ServiceRequest, TEXT_LIMITS } from './service-request.ts';

/** What the strict reading depends on besides the draft. */
export interface RequestContext {
  readonly catalogue: Catalogue;
  /** Date of receipt in Latvia. */
  readonly receivedOn: PlainDate;
}

export interface ParsedRequest {
  readonly request: ServiceRequest;
  readonly service: PublicService;
  /** The files that come with it. They are not the request, but belong to the case. */
  readonly attachments: readonly AttachedFile[];
  /** What is remarkable but does not stop the registration. */
  readonly warnings: readonly Issue[];
}

const NEED_LIMITS = { lines: 'many-lines', maxCodePoints: TEXT_LIMITS.need } as const;

/**
 * Strictly reads a request (`docs/registration.md`). All issues are reported at once, each at its place in the draft:
 * `/applicant/familyName`, `/values/moveDate`. The same function runs at the counter and at the centre, and reads its
 * own output again as the same request (RG2).
 */
export function parseRequest(draft: RequestDraft, context: RequestContext): Result<ParsedRequest, Issue[]> {
  const { catalogue, receivedOn } = context;
  if (draft.service === undefined) return refused([requestIssue('/service', 'service-not-chosen')]);
  const service = findService(catalogue, draft.service);
  if (service === undefined) return refused([requestIssue('/service', 'service-unknown')]);

  const issues: Issue[] = [];
  const warnings: Issue[] = [];
  const under = (place: string, found: readonly Issue[]): Issue[] =>
    found.map((issue) => ({ ...issue, pointer: `${place}${issue.pointer}` }));

  const need = readFreeText({ pointer: '/need', typed: draft.need }, NEED_LIMITS, issues);
  const channel = draft.channel ?? '';
  if (!catalogue.channels.some((known) => known.id === channel)) {
    issues.push(requestIssue('/channel', channel === '' ? 'required' : 'unknown-choice'));
  }
  let applicant: Applicant | undefined;
  const parsedApplicant = parseApplicant(draft.applicant, { receivedOn, audience: service.audience });
  if (parsedApplicant.ok) {
    applicant = parsedApplicant.value.applicant;
    warnings.push(...under('/applicant', parsedApplicant.value.warnings));
  } else issues.push(...under('/applicant', parsedApplicant.problem));

  let representative: Representative | undefined;
  if (draft.representative !== undefined) {
    const parsed = parseRepresentative(draft.representative, { receivedOn });
    if (parsed.ok) {
      representative = parsed.value.representative;
      warnings.push(...under('/representative', parsed.value.warnings));
    } else issues.push(...under('/representative', parsed.problem));
  }

  const facts = requestFacts(catalogue, service, draft);
  const contact = parseForm(contactFieldsOf(catalogue), draft.common, facts.contact, receivedOn);
  const form = parseForm(service.fields, draft.values, facts.service, receivedOn);
  issues.push(...under('/common', contact.issues), ...under('/values', form.issues));
  warnings.push(...under('/common', contact.warnings), ...under('/values', form.warnings));

  const found: Issue[] = [];
  const eligibility = parseEligibility(service.eligibility, draft.eligibility, found);
  issues.push(...under('/eligibility', found.splice(0)));
  const variant = variantOf(service, variantIn(form.values));
  const owed = feesOf(service, variant?.id);
  const foundInFees: Issue[] = [];
  const fees = parseFees(owed, draft.fees, foundInFees);
  const marked = { facts: facts.service, fees: standingOf(owed, fees) };
  const evidence = parseEvidence(service.evidence, draft.evidence, marked, found);
  issues.push(...under('/evidence', found.splice(0)));
  if (variant?.retired === true) issues.push(requestIssue('/values/variant', 'option-retired'));
  issues.push(...under('/fees', foundInFees));
  const attachments = parseAttachments('/attachments', draft.attachments ?? [], service.evidence, issues);

  if (applicant === undefined || issues.length > 0) return refused(issues);
  return ok({
    service,
    attachments,
    warnings,
    request: {
      service: service.id,
      channel,
      applicant,
      common: contact.values,
      values: form.values,
      eligibility,
      evidence,
      fees,
      ...(variant === undefined ? {} : { variant: variant.id }),
      ...(need === undefined || need === '' ? {} : { need }),
      ...(representative === undefined ? {} : { representative }),
    },
  });
}

/** RG13: the answer of the field named `variant`. */
function variantIn(values: ServiceRequest['values']): string | undefined {
  return typeof values.variant === 'string' ? values.variant : undefined;
}
