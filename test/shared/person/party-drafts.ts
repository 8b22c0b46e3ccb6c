import type { ApplicantDraft, IdentityDraft, RepresentativeDraft } from '#shared/person/party-draft.ts';

/** Drafts that can be submitted; tests change one thing in them. Nobody in them exists. */

export const residentDraft = {
  kind: 'resident',
  givenName: 'Testa',
  familyName: 'Paraugs',
  identity: { kind: 'person-code', personCode: { code: '31051001233' } },
} as const satisfies ApplicantDraft;

export const entrepreneurDraft = {
  kind: 'entrepreneur',
  name: 'SIA Paraugs',
  registrationNumber: 'LV 40003032949',
  contactName: 'Testa Paraugs',
} as const satisfies ApplicantDraft;

export const foreignIdentityDraft = {
  kind: 'foreign',
  country: 'EE',
  documentKind: 'passport',
  number: 'TEST0001',
} as const satisfies IdentityDraft;

export const representativeDraft = {
  givenName: 'Testa',
  familyName: 'Paraugs',
  identity: { kind: 'person-code', personCode: { code: '31051001233' } },
  basis: 'power-of-attorney',
  covers: 'named',
  scope: 'Parauga darbības',
  coversRequest: true,
  validUntil: '24.11.2026',
  checkedBy: 'original-seen',
  documentNumber: ' 17 ',
} as const satisfies RepresentativeDraft;
