import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { formatDate } from '#renderer/components/format.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { authorityStanding } from '#shared/person/authority-standing.ts';
import type { Applicant, Identity, NaturalPerson, Representative } from '#shared/person/party.ts';
import { authorityStandingText } from './authority-standing-text.ts';

interface Row {
  readonly label: string;
  readonly value: string;
}

/** Applicant and representative as they are read. */
export function usePartyRows(
  applicant: Applicant,
  representative: Representative | undefined,
  today: PlainDate,
): { readonly applicant: readonly Row[]; readonly representative: readonly Row[] } {
  const { t } = useTranslation('party');
  return {
    applicant: [
      { label: t('applicantKind'), value: t(`kinds.${applicant.kind}`) },
      ...applicantRows(applicant, t),
    ],
    representative: representative === undefined ? [] : representativeRows(representative, today, t),
  };
}

function applicantRows(applicant: Applicant, t: TFunction<'party'>): readonly Row[] {
  switch (applicant.kind) {
    case 'resident':
      return personRows(applicant, t);
    case 'entrepreneur':
    case 'institution':
      return (['name', 'registrationNumber', 'contactName'] as const).map((field) => ({
        label: t(`organisation.${field}`),
        value: applicant[field],
      }));
    case 'society':
      return [
        { label: t('societyForm'), value: t(`societyForms.${applicant.form}`) },
        ...(applicant.description === undefined
          ? []
          : [{ label: t('collectiveOf'), value: applicant.description }]),
      ];
    default:
      return unreachable(applicant);
  }
}

function personRows(person: NaturalPerson, t: TFunction<'party'>): readonly Row[] {
  return [
    { label: t('givenName'), value: person.givenName },
    { label: t('familyName'), value: person.familyName },
    ...identityRows(person.identity, t),
  ];
}

function identityRows(identity: Identity, t: TFunction<'party'>): readonly Row[] {
  switch (identity.kind) {
    case 'person-code': {
      const { code, override } = identity.personCode;
      const value = override === undefined ? code : t('fields:keptCode', { code, reason: override.reason });
      return [{ label: t('personCode'), value }];
    }
    case 'foreign':
      return [
        { label: t('country'), value: identity.country },
        { label: t('documentKind'), value: t(`documentKinds.${identity.documentKind}`) },
        { label: t('number'), value: identity.number },
        ...(identity.validUntil === undefined
          ? []
          : [{ label: t('validUntil'), value: formatDate(identity.validUntil) }]),
        ...(identity.birthDate === undefined
          ? []
          : [{ label: t('birthDate'), value: formatDate(identity.birthDate) }]),
        ...(identity.nameInDocument === undefined
          ? []
          : [{ label: t('nameInDocument'), value: identity.nameInDocument }]),
      ];
    default:
      return unreachable(identity);
  }
}

function representativeRows(
  representative: Representative,
  today: PlainDate,
  t: TFunction<'party'>,
): readonly Row[] {
  return [
    ...personRows(representative, t),
    { label: t('authority.basis'), value: t(`authority.bases.${representative.basis}`) },
    ...scopeRows(representative, t),
    { label: t('authority.checkedBy'), value: t(`authority.checks.${representative.checkedBy}`) },
    ...(representative.documentNumber === undefined
      ? []
      : [{ label: t('authority.documentNumber'), value: representative.documentNumber }]),
    ...(representative.validFrom === undefined
      ? []
      : [{ label: t('authority.validFrom'), value: formatDate(representative.validFrom) }]),
    ...(representative.validUntil === undefined
      ? []
      : [{ label: t('authority.validUntil'), value: formatDate(representative.validUntil) }]),
    ...(representative.override === undefined
      ? []
      : [{ label: t('authority.accepted'), value: acceptedText(representative.override, t) }]),
    {
      label: t('authority.today'),
      value: authorityStandingText(authorityStanding(representative, today), t),
    },
  ];
}

/** How far the authority reaches, what its document names, and what the clerk made of that. */
function scopeRows({ covers, scope, coversRequest }: Representative, t: TFunction<'party'>): readonly Row[] {
  return [
    ...(covers === undefined
      ? []
      : [{ label: t('authority.covers'), value: t(`authority.scopes.${covers}`) }]),
    ...(scope === undefined ? [] : [{ label: t('authority.scope'), value: scope }]),
    ...(coversRequest === undefined
      ? []
      : [{ label: t('authority.coversRequest'), value: coversRequest ? t('common:yes') : t('common:no') }]),
  ];
}

function acceptedText(
  { findings, reason }: NonNullable<Representative['override']>,
  t: TFunction<'party'>,
): string {
  return [...findings.map((finding) => t(`authority.findings.${finding}`)), reason].join(' ');
}
