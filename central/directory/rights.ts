import type { StaffRole } from '#shared/case/staff-role.ts';
import { findProviderRole, holdsAt } from '#shared/protocol/grants.ts';
import type { Grant } from '#shared/protocol/session.ts';
import type { OfficeId } from '#shared/service-level/office.ts';

/**
 * Whether a person with these grants may act as `role` for `office` (`docs/protocol.md`, PR12). Managers and partners
 * are not bound to an office, so for them any scope will do; which of their services it is, the rules of the case
 * look at.
 */
export function mayActAs(grants: readonly Grant[], role: StaffRole, office: OfficeId): boolean {
  switch (role) {
    case 'provider-counter':
    case 'provider-specialist':
      return grants.some((grant) => grant.right === role && holdsAt(grant, office));
    case 'service-manager':
    case 'portfolio-manager':
    case 'partner':
      return grants.some((grant) => grant.right === role);
  }
}

/** Whether a person with these grants may enrol a device for `office`: by serving there, or by administering. */
export function mayEnrolAt(grants: readonly Grant[], office: OfficeId): boolean {
  return (
    findProviderRole(grants, office) !== undefined ||
    grants.some((grant) => grant.right === 'administering' && holdsAt(grant, office))
  );
}
