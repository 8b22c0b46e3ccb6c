import type { CaseState } from '#shared/case/case-state.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { Applicant, NaturalPerson } from '#shared/person/party.ts';
import type { CaseNames } from './rows.ts';

/** A code that a case is found by, and which kind of code it is. */
export interface CaseCode {
  readonly field: 'person-code' | 'document' | 'registration-number';
  readonly value: string;
}

type Parties = Pick<CaseState['request'], 'applicant' | 'representative'>;

/** By which names a case is found: a person's family name first, as lists of people are sorted. */
export function namesOf({ applicant, representative }: Parties): CaseNames {
  const others = representative === undefined ? '' : personName(representative);
  switch (applicant.kind) {
    case 'resident':
      return { applicant: personName(applicant), others };
    case 'entrepreneur':
    case 'institution':
      return { applicant: applicant.name, others: `${applicant.contactName} ${others}`.trim() };
    case 'society':
      return { applicant: '', others };
    default:
      return unreachable(applicant);
  }
}

/** By which codes a case is found, each in its one spelling. */
export function codesOf({ applicant, representative }: Parties): readonly CaseCode[] {
  return [
    ...codesOfApplicant(applicant),
    ...(representative === undefined ? [] : [codeOfPerson(representative)]),
  ];
}

/** The one spelling of a code: what separates its parts is a matter of taste. */
export function caseCode(field: CaseCode['field'], written: string): CaseCode {
  return { field, value: written.replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase() };
}

function codesOfApplicant(applicant: Applicant): readonly CaseCode[] {
  switch (applicant.kind) {
    case 'resident':
      return [codeOfPerson(applicant)];
    case 'entrepreneur':
    case 'institution':
      return [caseCode('registration-number', applicant.registrationNumber)];
    case 'society':
      return [];
    default:
      return unreachable(applicant);
  }
}

function codeOfPerson({ identity }: NaturalPerson): CaseCode {
  return identity.kind === 'person-code'
    ? caseCode('person-code', identity.personCode.code)
    : caseCode('document', `${identity.country}${identity.number}`);
}

function personName({ familyName, givenName }: NaturalPerson): string {
  return `${familyName} ${givenName}`;
}
