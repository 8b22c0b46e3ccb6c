import { z } from 'zod';
import { ApplicantDraft, RepresentativeDraft } from '#shared/person/party-draft.ts';

const typed = z.string().optional().catch(undefined);
const ticked = z.boolean().optional().catch(undefined);
const answers = z.record(z.string(), z.unknown()).catch(() => ({}));

/** The answer to one eligibility question as it stands on the screen. */
export const EligibilityDraft = z
  .object({ answer: ticked, insisted: ticked, reason: typed })
  .catch(() => ({}));
export type EligibilityDraft = z.infer<typeof EligibilityDraft>;

/** What was done about one piece of evidence, as it stands on the screen. */
export const EvidenceDraft = z
  .object({ status: typed, documentNumber: typed, foreignText: typed })
  .catch(() => ({}));
export type EvidenceDraft = z.infer<typeof EvidenceDraft>;

/** How one fee was settled, as it stands on the screen. `exemption` is the place in the catalogue's list, from 0. */
export const FeeDraft = z
  .object({ status: typed, exemption: z.number().optional().catch(undefined) })
  .catch(() => ({}));
export type FeeDraft = z.infer<typeof FeeDraft>;

/**
 * A request while it is being written: lenient, so that anything typed can be kept (`docs/registration.md` RG1).
 * The strict reading is `parseRequest`; what that gives is itself a draft of this form, and reads the same again.
 */
export const RequestDraft = z.object({
  service: typed,
  need: typed,
  channel: typed,
  applicant: ApplicantDraft.default({}),
  representative: RepresentativeDraft.optional().catch(undefined),
  /** Contact, answer and assistance, by the catalogue's common fields. */
  common: answers.default({}),
  /** The service's own fields. */
  values: answers.default({}),
  eligibility: z
    .record(z.string(), EligibilityDraft)
    .catch(() => ({}))
    .default({}),
  evidence: z
    .record(z.string(), EvidenceDraft)
    .catch(() => ({}))
    .default({}),
  fees: z
    .record(z.string(), FeeDraft)
    .catch(() => ({}))
    .default({}),
  /** Files that come with the request (`AttachedFile`); their bytes lie beside the journal (`docs/attachments.md`). */
  attachments: z.array(z.unknown()).optional().catch(undefined),
});
export type RequestDraft = z.infer<typeof RequestDraft>;
