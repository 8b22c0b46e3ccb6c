import { z } from 'zod';

/**
 * What the screen holds while a party is being typed. Every value is the text as typed, any of it may be missing, and
 * parts of several kinds may stand side by side, so that a clerk who changes the kind and back loses nothing
 * (`docs/checking.md` PA1). These schemas accept every JSON value: what they cannot use they leave out.
 */
const typed = z.string().optional().catch(undefined);
const ticked = z.boolean().optional().catch(undefined);
const reasoned = z.object({ reason: typed }).optional().catch(undefined);

/** A person code as typed, and the reason for keeping it if it raises a warning. */
export const PersonCodeDraft = z.object({
  code: typed,
  override: reasoned,
});
export type PersonCodeDraft = z.infer<typeof PersonCodeDraft>;

/** An identity as typed: a person code, a foreign document, or what is left of both. */
export const IdentityDraft = z.object({
  kind: typed,
  personCode: PersonCodeDraft.optional().catch(undefined),
  country: typed,
  documentKind: typed,
  number: typed,
  validUntil: typed,
  birthDate: typed,
  nameInDocument: typed,
});
export type IdentityDraft = z.infer<typeof IdentityDraft>;

const person = { givenName: typed, familyName: typed, identity: IdentityDraft.optional().catch(undefined) };

/** Who asks, as typed. */
export const ApplicantDraft = z
  .object({
    kind: typed,
    ...person,
    name: typed,
    registrationNumber: typed,
    contactName: typed,
    form: typed,
    description: typed,
  })
  .catch(() => ({}));
export type ApplicantDraft = z.infer<typeof ApplicantDraft>;

/** Who acts for the applicant, as typed. */
export const RepresentativeDraft = z
  .object({
    ...person,
    basis: typed,
    covers: typed,
    scope: typed,
    coversRequest: ticked,
    validFrom: typed,
    validUntil: typed,
    checkedBy: typed,
    documentNumber: typed,
    override: reasoned,
  })
  .catch(() => ({}));
export type RepresentativeDraft = z.infer<typeof RepresentativeDraft>;
