import { unreachable } from '#shared/kernel/invariant.ts';
import type { Applicant, Identity, Representative } from './party.ts';
import type { ApplicantDraft, IdentityDraft, RepresentativeDraft } from './party-draft.ts';

/** A recorded applicant as a draft. Parsed again on the same day, it is the same applicant (`docs/checking.md` PA16). */
export function applicantToDraft(applicant: Applicant): ApplicantDraft {
  switch (applicant.kind) {
    case 'resident':
      return { ...applicant, identity: identityToDraft(applicant.identity) };
    case 'entrepreneur':
    case 'institution':
    case 'society':
      return { ...applicant };
    default:
      return unreachable(applicant);
  }
}

/** A recorded representative as a draft. Parsed again on the same day, it is the same representative. */
export function representativeToDraft(representative: Representative): RepresentativeDraft {
  const { override, ...rest } = representative;
  return {
    ...rest,
    identity: identityToDraft(representative.identity),
    ...(override !== undefined && { override: { reason: override.reason } }),
  };
}

function identityToDraft(identity: Identity): IdentityDraft {
  switch (identity.kind) {
    case 'foreign':
      return { ...identity };
    case 'person-code': {
      const { code, override } = identity.personCode;
      return {
        kind: identity.kind,
        personCode: override === undefined ? { code } : { code, override: { reason: override.reason } },
      };
    }
    default:
      return unreachable(identity);
  }
}
