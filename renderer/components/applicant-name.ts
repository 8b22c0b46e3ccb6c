import type { TFunction } from 'i18next';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { Applicant } from '#shared/person/party.ts';

/** What a list shows of who asks. */
export function applicantName(applicant: Applicant, t: TFunction): string {
  switch (applicant.kind) {
    case 'resident':
      return `${applicant.givenName} ${applicant.familyName}`;
    case 'entrepreneur':
    case 'institution':
      return applicant.name;
    case 'society':
      return t(`party:societyNames.${applicant.form}`);
    default:
      return unreachable(applicant);
  }
}
