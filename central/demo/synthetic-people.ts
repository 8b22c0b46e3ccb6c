import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type {
  ApplicantDraft,
  IdentityDraft,
  PersonCodeDraft,
  RepresentativeDraft,
} from '#shared/person/party-draft.ts';
import { checkPersonCode } from '#shared/person/person-code.ts';
import type { RecipientKind } from '#shared/person/recipient-kind.ts';
import { checkRegistrationNumber } from '#shared/person/registration-number.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Given names with the form of an invented surname that goes with them: words for "example", "invented", "tested". */
const GIVEN_NAMES = {
  a: [
    'Anna',
    'Dace',
    'Elīna',
    'Ieva',
    'Ilze',
    'Kristīne',
    'Laura',
    'Līga',
    'Marta',
    'Zane',
    'Žanete',
    'Ņina',
  ],
  s: [
    'Andris',
    'Edgars',
    'Ģirts',
    'Jānis',
    'Kārlis',
    'Māris',
    'Pēteris',
    'Raimonds',
    'Uldis',
    'Ēriks',
    'Šarls',
  ],
} as const;
const SURNAMES = {
  a: [
    'Paraudziņa',
    'Piemēra',
    'Izdomāta',
    'Testētāja',
    'Mēģinājuma',
    'Sintētiska',
    'Neesoša',
    'Demonstrāciene',
  ],
  s: [
    'Paraudziņš',
    'Piemērs',
    'Izdomāts',
    'Testētājs',
    'Mēģinājums',
    'Sintētisks',
    'Neesošs',
    'Demonstrācijs',
  ],
} as const;
const FOREIGN_NAMES = [
  { country: 'EE', givenName: 'Mari', familyName: 'Näidis' },
  { country: 'LT', givenName: 'Jonas', familyName: 'Pavyzdys' },
  { country: 'UA', givenName: 'Olena', familyName: 'Pryklad', nameInDocument: 'Олена Приклад' },
  { country: 'DE', givenName: 'Erika', familyName: 'Mustermann' },
  { country: 'FI', givenName: 'Matti', familyName: 'Esimerkki' },
] as const;
const COMPANIES = ['Paraugs', 'Piemērs', 'Izdomājums', 'Testa lauks', 'Makets', 'Sintēze'] as const;
const INSTITUTIONS = ['Paraugpils pamatskola', 'Izdomu novada bibliotēka', 'Testa muzejs'] as const;

/** New-form codes of the project's own test vectors: nobody should make more of them, since they carry no date. */
const NEW_FORM_CODES = [
  '320000-00000',
  '330000-00001',
  '345678-90123',
  '359999-99990',
  '399999-99999',
] as const;

const SCOPES = ['Iesniegt un saņemt dokumentus', 'Pārstāvēt šajā lietā', 'Visas darbības iestādē'] as const;
const WRONG_DIGIT_REASON = 'Kods salīdzināts ar uzrādīto dokumentu (izdomāti dati)';

/** Who asks, of one of the kinds that the service serves. */
export function syntheticApplicant(
  audience: readonly RecipientKind[],
  receivedOn: PlainDate,
  random: SeededRandom,
): ApplicantDraft {
  const others = audience.filter((kind) => kind !== 'resident');
  const kind =
    others.length > 0 && (!audience.includes('resident') || random.chance(30))
      ? random.pick(others)
      : 'resident';
  switch (kind) {
    case 'resident':
      return { kind, ...syntheticPerson(receivedOn, random) };
    case 'entrepreneur':
      return { kind, name: `SIA "${random.pick(COMPANIES)} ${random.whole(1, 99)}"`, ...registered(random) };
    case 'institution':
      return { kind, name: random.pick(INSTITUTIONS), ...registered(random) };
    case 'society':
      return random.chance(70)
        ? { kind, form: 'anonymous' }
        : { kind, form: 'collective', description: 'Izdomāta ciema iedzīvotāji' };
  }
}

/** Who acts for the applicant. */
export function syntheticRepresentative(receivedOn: PlainDate, random: SeededRandom): RepresentativeDraft {
  const basis = random.pick(['law', 'power-of-attorney', 'guardianship', 'advocate'] as const);
  return {
    ...syntheticPerson(receivedOn, random),
    basis,
    ...(basis === 'power-of-attorney' || basis === 'advocate'
      ? { covers: 'named', scope: random.pick(SCOPES), coversRequest: true }
      : { covers: 'everything' }),
    checkedBy: random.pick(['original-seen', 'copy-seen', 'register-checked'] as const),
    ...(basis === 'power-of-attorney' ? { documentNumber: `TEST-${random.digits(4)}` } : {}),
  };
}

/** A made-up person code: born in the 1800s with a right last digit, or in some cases a wrong one and a reason. */
export function syntheticPersonCode(receivedOn: PlainDate, random: SeededRandom): PersonCodeDraft {
  if (random.chance(10)) return { code: random.pick(NEW_FORM_CODES) };
  const isWrong = random.chance(8);
  for (;;) {
    const pad = (value: number): string => String(value).padStart(2, '0');
    const date = pad(random.whole(1, 28)) + pad(random.whole(1, 12)) + pad(random.whole(1, 70));
    const code = `${date}-0${random.digits(4)}`;
    const check = checkPersonCode(code, receivedOn);
    if (!isWrong && check.verdict === 'valid') return { code };
    if (isWrong && check.verdict === 'warning') return { code, override: { reason: WRONG_DIGIT_REASON } };
  }
}

/** A made-up registration number with the right sum, from a range that no register has given out. */
export function syntheticRegistrationNumber(random: SeededRandom): string {
  for (;;) {
    const number = `4999${random.digits(7)}`;
    if (checkRegistrationNumber(number).verdict === 'valid') return number;
  }
}

/** The name of a person, as a text field may ask for it. */
export function syntheticName(random: SeededRandom): { givenName: string; familyName: string } {
  const form = random.pick(['a', 's'] as const);
  return { givenName: random.pick(GIVEN_NAMES[form]), familyName: random.pick(SURNAMES[form]) };
}

function syntheticPerson(
  receivedOn: PlainDate,
  random: SeededRandom,
): { givenName: string; familyName: string; identity: IdentityDraft } {
  if (random.chance(8)) {
    const { country, ...name } = random.pick(FOREIGN_NAMES);
    const { givenName, familyName } = name;
    return {
      givenName,
      familyName,
      identity: {
        kind: 'foreign',
        country,
        documentKind: random.pick(['passport', 'identity-card', 'residence-permit'] as const),
        number: `TEST${random.digits(6)}`,
        ...('nameInDocument' in name ? { nameInDocument: name.nameInDocument } : {}),
      },
    };
  }
  const personCode = syntheticPersonCode(receivedOn, random);
  return { ...syntheticName(random), identity: { kind: 'person-code', personCode } };
}

function registered(random: SeededRandom): Pick<ApplicantDraft, 'registrationNumber' | 'contactName'> {
  const { givenName, familyName } = syntheticName(random);
  return {
    registrationNumber: syntheticRegistrationNumber(random),
    contactName: `${givenName} ${familyName}`,
  };
}
