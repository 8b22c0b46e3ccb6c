import { unreachable } from '#shared/kernel/invariant.ts';
import type { Applicant, Identity, Representative } from '#shared/person/party.ts';
import type { LetterRow } from './letter.ts';
import type { LetterFormat } from './letter-format.ts';

/** Who asks, in one line. */
export function applicantLine(applicant: Applicant, { t }: LetterFormat): string {
  switch (applicant.kind) {
    case 'resident':
      return `${applicant.givenName} ${applicant.familyName}`;
    case 'entrepreneur':
    case 'institution':
      return applicant.name;
    case 'society':
      return applicant.description === undefined
        ? t(`letter:society.${applicant.form}`)
        : t('letter:society.described', { description: applicant.description });
    default:
      return unreachable(applicant);
  }
}

/** Who asks, and by what they are known. */
export function applicantRows(applicant: Applicant, format: LetterFormat): readonly LetterRow[] {
  const { t } = format;
  return [
    { term: t('letter:term.applicant'), value: applicantLine(applicant, format) },
    ...knownBy(applicant, format),
  ];
}

function knownBy(applicant: Applicant, format: LetterFormat): readonly LetterRow[] {
  const { t } = format;
  switch (applicant.kind) {
    case 'resident':
      return [identityRow(applicant.identity, format)];
    case 'entrepreneur':
    case 'institution':
      return [
        { term: t('letter:term.registrationNumber'), value: applicant.registrationNumber },
        { term: t('letter:term.contactName'), value: applicant.contactName },
      ];
    case 'society':
      return [];
    default:
      return unreachable(applicant);
  }
}

function identityRow(identity: Identity, { t }: LetterFormat): LetterRow {
  switch (identity.kind) {
    case 'person-code':
      return { term: t('letter:term.personCode'), value: identity.personCode.code };
    case 'foreign': {
      const { country, number, documentKind } = identity;
      const kind = t(`letter:documentKind.${documentKind}`);
      return { term: t('letter:term.identity'), value: t('letter:identity', { kind, country, number }) };
    }
    default:
      return unreachable(identity);
  }
}

/** Who acts for the applicant: on what basis, within what scope, until when, and how that was checked (LT4). */
export function representativeRows(
  representative: Representative | undefined,
  format: LetterFormat,
): readonly LetterRow[] {
  if (representative === undefined) return [];
  const { t, date } = format;
  const { givenName, familyName, basis, checkedBy, documentNumber, validFrom, validUntil } = representative;
  const { covers = 'named', scope } = representative;
  return [
    { term: t('letter:term.representative'), value: `${givenName} ${familyName}` },
    { term: t('letter:term.basis'), value: t(`letter:basis.${basis}`) },
    { term: t('letter:term.scope'), value: scope ?? t(`letter:scope.${covers}`) },
    ...(validFrom === undefined ? [] : [{ term: t('letter:term.validFrom'), value: date(validFrom) }]),
    ...(validUntil === undefined ? [] : [{ term: t('letter:term.validUntil'), value: date(validUntil) }]),
    { term: t('letter:term.checkedBy'), value: t(`letter:check.${checkedBy}`) },
    ...(documentNumber === undefined
      ? []
      : [{ term: t('letter:term.documentNumber'), value: documentNumber }]),
  ];
}
