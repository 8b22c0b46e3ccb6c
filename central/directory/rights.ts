import { findProviderRole, holdsAt } from '#shared/protocol/grants.ts';
import type { Grant } from '#shared/protocol/session.ts';
import type { OfficeId } from '#shared/service-level/office.ts';

/** Whether a person with these grants may enrol a device for `office`: by serving there, or by administering. */
export function mayEnrolAt(grants: readonly Grant[], office: OfficeId): boolean {
  return (
    findProviderRole(grants, office) !== undefined ||
    grants.some((grant) => grant.right === 'administering' && holdsAt(grant, office))
  );
}

/** Whether a person with these grants may end the token of a device of `office` without knowing it (PR36). */
export function mayReplaceTokenAt(grants: readonly Grant[], office: OfficeId): boolean {
  return grants.some(
    (grant) =>
      (grant.right === 'administering' || grant.right === 'office-oversight') && holdsAt(grant, office),
  );
}
