import type { EvidenceType } from '#shared/catalogue/public-service.ts';
import type { EvidenceRecord } from './service-request.ts';

/**
 * The checks in registers that the institution still owes (`docs/registration.md` RG17): put off at registration, or
 * needed and not done by anybody. They are its own work, so the applicant is not waited for.
 */
export function openChecks(
  types: readonly EvidenceType[],
  records: Readonly<Record<string, EvidenceRecord>>,
): readonly EvidenceType[] {
  return types.filter(({ id, mode }) => {
    const status = records[id]?.status;
    return mode === 'register-check' && (status === 'check-later' || status === 'missing');
  });
}
