import { feesOf } from '#shared/catalogue/fees-of.ts';
import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { pointerOf } from '#shared/kernel/issue.ts';
import type { Applicant } from '#shared/person/party.ts';
import { contactFieldsOf } from './contact-fields.ts';
import { isPayable } from './parse-fees.ts';
import type { ServiceRequest } from './service-request.ts';

/**
 * The fields of a registered request that may be corrected (CL84). Its service and variant are not among them: they
 * decide on time and fee, so another service is another request.
 */
export function correctableFields(
  request: ServiceRequest,
  service: PublicService,
  catalogue: Catalogue,
): readonly string[] {
  const { applicant, representative, evidence, variant } = request;
  return [
    '/need',
    ...membersOf(applicant).map((id) => pointerOf(['applicant', id])),
    ...(representative === undefined ? [] : REPRESENTATIVE.map((id) => pointerOf(['representative', id]))),
    ...contactFieldsOf(catalogue).map(({ id }) => pointerOf(['common', id])),
    ...service.fields.flatMap(({ id }) => (id === 'variant' ? [] : [pointerOf(['values', id])])),
    ...Object.entries(evidence).flatMap(([id, { status }]) =>
      status === 'missing' ? [] : [pointerOf(['evidence', id])],
    ),
    ...feesOf(service, variant)
      .filter(isPayable)
      .map(({ id }) => pointerOf(['fees', id])),
  ];
}

const REPRESENTATIVE = ['givenName', 'familyName', 'identity', 'documentNumber'] as const;

function membersOf(applicant: Applicant): readonly string[] {
  switch (applicant.kind) {
    case 'resident':
      return ['givenName', 'familyName', 'identity'];
    case 'entrepreneur':
    case 'institution':
      return ['name', 'registrationNumber', 'contactName'];
    case 'society':
      return applicant.form === 'collective' ? ['description'] : [];
    default:
      return unreachable(applicant);
  }
}
