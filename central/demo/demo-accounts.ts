import type { PersonId } from '#shared/kernel/identifier.ts';
import type { Grant, StaffMember } from '#shared/protocol/session.ts';
import type { Office, OfficeId } from '#shared/service-level/office.ts';

/** The institution of the demonstration. */
export const DEMO_INSTITUTION = 'demo';
export const DEMO_INSTITUTION_NAME = {
  lv: 'Paraugpilsētas iestāde (demonstrācija)',
  en: 'Sampletown Institution (demonstration)',
} as const;

/** The password of every demonstration account, told by `npm start` and known to everybody. */
export const DEMO_PASSWORD = 'klatiene-demo';

const SMILTENE = 'smiltene' as OfficeId;
const everywhere: Grant['scope'] = { kind: 'institution' };
const atSmiltene: Grant['scope'] = { kind: 'office', office: SMILTENE };

/** Accounts for trying every part of the program. All names are invented, and visibly so. */
export const DEMO_ACCOUNTS: readonly { readonly member: StaffMember; readonly does: string }[] = [
  {
    member: account('clerk', 'Anna Paraudziņa', [{ right: 'provider-counter', scope: atSmiltene }]),
    does: 'clerk at counter 1 of Smiltene',
  },
  {
    member: account('clerk2', 'Jānis Paraudziņš', [{ right: 'provider-counter', scope: atSmiltene }]),
    does: 'clerk at counter 2 of Smiltene',
  },
  {
    member: account('provider', 'Ilze Piemēra', [{ right: 'provider-specialist', scope: atSmiltene }]),
    does: 'specialist in Smiltene',
  },
  {
    member: account('service-manager', 'Māris Izdomājums', [{ right: 'service-manager', scope: everywhere }]),
    does: 'manager of every service',
  },
  {
    member: account('portfolio-manager', 'Līga Demonstrāciene', [
      { right: 'portfolio-manager', scope: everywhere },
    ]),
    does: 'supervisor of all offices',
  },
  {
    member: account('admin', 'Pēteris Testētājs', [
      { right: 'administering', scope: everywhere },
      { right: 'office-oversight', scope: everywhere },
    ]),
    does: 'administrator with office oversight',
  },
];

const FIRST_NAMES = ['Dace', 'Kārlis', 'Zane', 'Andris', 'Elīna', 'Uldis', 'Baiba', 'Raimonds'] as const;

/**
 * The clerk in whose name synthetic cases of an office are registered: one for each office, without a password, so that
 * nobody can sign in as one.
 */
export function demoClerkOf(office: OfficeId): PersonId {
  return `clerk-${office}` as PersonId;
}

/** The clerks of `demoClerkOf` for these offices. */
export function demoClerks(offices: readonly Office[]): readonly StaffMember[] {
  return offices.map(({ id, code }, index) => ({
    id: demoClerkOf(id),
    login: demoClerkOf(id),
    name: `${FIRST_NAMES[index % FIRST_NAMES.length]} Sintētiskā-${code}`,
    grants: [{ right: 'provider-counter', scope: { kind: 'office', office: id } }],
  }));
}

function account(login: string, name: string, grants: StaffMember['grants']): StaffMember {
  return { id: login as PersonId, login, name, grants };
}
