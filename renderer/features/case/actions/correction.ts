import type { CaseCommand } from '#shared/case/case-command.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { correctableFields } from '#shared/case/request/correctable-fields.ts';
import { parseRequest } from '#shared/case/request/parse-request.ts';
import { RequestDraft } from '#shared/case/request/request-draft.ts';
import { requestFieldsOf } from '#shared/case/request/request-fields.ts';
import { isSame } from '#shared/case/steps/correct-request.ts';
import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import type { Json } from '#shared/kernel/canonical-json.ts';
import type { Issue } from '#shared/kernel/issue.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { applicantToDraft, representativeToDraft } from '#shared/person/party-to-draft.ts';

/** A correction while it is typed: what its author saw when it was opened, and what stands in the form now. */
export interface Correction {
  readonly seen: readonly (readonly [field: string, value: Json])[];
  readonly draft: RequestDraft;
  readonly reason: string;
}

/** The form of a correction as it opens: everything as it was registered. */
export function openCorrection({ request }: CaseState): Correction {
  const { applicant, representative } = request;
  const parties = {
    applicant: applicantToDraft(applicant),
    ...(representative === undefined ? {} : { representative: representativeToDraft(representative) }),
  };
  return {
    seen: [...requestFieldsOf(request)],
    draft: RequestDraft.parse({ ...request, ...parties }),
    reason: '',
  };
}

/** The command of the fields that differ from what their author saw, or what is wrong with what was typed. */
export function correctionFrom(
  { seen, draft, reason }: Correction,
  of: { readonly state: CaseState; readonly service: PublicService; readonly catalogue: Catalogue },
): CaseCommand | readonly Issue[] {
  const { state, service, catalogue } = of;
  const parsed = parseRequest(draft, { catalogue, receivedOn: localDateOf(state.receivedAt) });
  if (!parsed.ok) return parsed.problem;
  const [before, now] = [new Map(seen), requestFieldsOf(parsed.value.request)];
  const changes = correctableFields(state.request, service, catalogue).flatMap((field) => {
    const [base, value] = [before.get(field) ?? null, now.get(field) ?? null];
    return isSame(base, value) ? [] : [{ field, base, value }];
  });
  // Saving tells it: nothing was changed.
  const nothing = [{ field: '/need', base: before.get('/need') ?? null, value: before.get('/need') ?? null }];
  return {
    kind: 'correct-request',
    changes: changes.length === 0 ? nothing : changes,
    ...(reason.trim() === '' ? {} : { reason }),
  };
}
