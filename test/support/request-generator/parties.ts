import type { SeededRandom } from '../seeded-random.ts';
import { type DateTyping, typedDate } from './typed-dates.ts';

type Json = { [key: string]: unknown };

const GIVEN_NAMES = ['Testa', 'Paraugs', 'Ēriks-Parauga', 'Šarlote', 'Māra', 'Ģirts'] as const;
const FAMILY_NAMES = ['Paraudziņa', 'Testmanis', 'Žagariņš-Paraugs', 'O’Paraugs', 'Nepastāvošā'] as const;

/** How a natural person of a request is identified. */
export type IdentityWish = 'person-code' | 'doubtful-person-code' | 'foreign';

/** The name and identity of somebody who does not exist. */
export function naturalPerson(wish: IdentityWish, random: SeededRandom, dates: DateTyping): Json {
  return {
    givenName: random.pick(GIVEN_NAMES),
    familyName: random.pick(FAMILY_NAMES),
    identity: identity(wish, random, dates),
  };
}

function identity(wish: IdentityWish, random: SeededRandom, dates: DateTyping): Json {
  switch (wish) {
    case 'person-code':
      return { kind: 'person-code', personCode: { code: personCode(random) } };
    case 'doubtful-person-code':
      return { kind: 'person-code', personCode: doubtfulPersonCode(random) };
    case 'foreign':
      return {
        kind: 'foreign',
        country: random.pick(['EE', 'LT', 'UA', 'lt', 'DE']),
        documentKind: random.pick(['passport', 'identity-card', 'residence-permit', 'eidas', 'other']),
        number: `TEST ${random.between(100_000, 999_999)}`,
        ...(random.chance(0.5) && {
          birthDate: typedDate(dates, { latestDays: -7_000, earliestDays: -30_000 }, random),
        }),
        ...(random.chance(0.5) && {
          validUntil: typedDate(dates, { earliestDays: 1, latestDays: 3_000 }, random),
        }),
        ...(random.chance(0.3) && { nameInDocument: 'Тест Приклад' }),
      };
  }
}

/** A person code that passes every check and belongs to nobody alive: born from 1801 to 1870. */
export function personCode(random: SeededRandom): string {
  const { ten, digit } = legacyCode(random);
  const separator = random.pick(['-', '-', '', ' ', '–']);
  return `${ten.slice(0, 6)}${separator}${ten.slice(6)}${digit}`;
}

/** A person code with a wrong check digit, and the reason for which the clerk keeps it. */
export function doubtfulPersonCode(random: SeededRandom): Json {
  const { ten, digit } = legacyCode(random);
  return {
    code: `${ten.slice(0, 6)}-${ten.slice(6)}${(digit + random.between(1, 9)) % 10}`,
    override: { reason: 'Kods nolasīts no personas apliecības' },
  };
}

function legacyCode(random: SeededRandom): { readonly ten: string; readonly digit: number } {
  const two = (value: number): string => String(value).padStart(2, '0');
  for (;;) {
    const birth = `${two(random.between(1, 28))}${two(random.between(1, 12))}${two(random.between(1, 70))}`;
    const ten = `${birth}0${String(random.below(1000)).padStart(3, '0')}`;
    // The rule as another publication writes it: weights 10, 5, 8, 4, 2, 1, 6, 3, 7, 9 and one more.
    const weights = [10, 5, 8, 4, 2, 1, 6, 3, 7, 9];
    const digit = weights.reduce((sum, weight, place) => sum + weight * Number(ten[place]), 1) % 11;
    if (digit < 10) return { ten, digit };
  }
}

/** A registration number with a right sum, written as people write it. */
export function registrationNumber(random: SeededRandom): string {
  for (;;) {
    const ten = `${random.pick(['4', '5', '9'])}000000${String(random.below(1000)).padStart(3, '0')}`;
    const weights = [9, 1, 4, 8, 3, 10, 2, 5, 7, 6];
    const sum = weights.reduce((total, weight, place) => total + weight * Number(ten[place]), 0);
    const digit = (((3 - sum) % 11) + 11) % 11;
    if (digit < 10) return `${random.pick(['', 'LV', 'LV '])}${ten}${digit}`;
  }
}

/** Who asks. */
export function applicantOf(kind: string, wish: IdentityWish, random: SeededRandom, dates: DateTyping): Json {
  switch (kind) {
    case 'resident':
      return { kind, ...naturalPerson(wish, random, dates) };
    case 'entrepreneur':
    case 'institution':
      return {
        kind,
        name: kind === 'entrepreneur' ? 'SIA „Paraugs un dēli”' : 'Paraugu pagasta pārvalde',
        registrationNumber: registrationNumber(random),
        contactName: `${random.pick(GIVEN_NAMES)} ${random.pick(FAMILY_NAMES)}`,
      };
    case 'society':
      return random.chance(0.5)
        ? { kind, form: 'anonymous' }
        : { kind, form: 'collective', description: 'Paraugu ielas iedzīvotāji' };
    default:
      throw new Error(`no such applicant: ${kind}`);
  }
}

/** Who acts for the applicant, with an authority that has not ended. */
export function representative(random: SeededRandom, dates: DateTyping): Json {
  return {
    ...naturalPerson(random.chance(0.8) ? 'person-code' : 'foreign', random, dates),
    basis: random.pick(['law', 'power-of-attorney', 'guardianship', 'position', 'advocate']),
    ...scopeOf(random),
    checkedBy: random.pick(AUTHORITY_CHECKS),
    ...(random.chance(0.5) && { validUntil: typedDate(dates, { earliestDays: 0, latestDays: 900 }, random) }),
    ...(random.chance(0.5) && { documentNumber: `PV-${random.between(1, 999)}` }),
  };
}

/** An authority that reaches as far as the request: by its kind, or by what its document names. */
function scopeOf(random: SeededRandom): Json {
  return random.chance(0.5)
    ? { covers: random.pick(['everything', 'this-service']) }
    : { covers: 'named', scope: 'Iesniegt un saņemt dokumentus', coversRequest: true };
}

const AUTHORITY_CHECKS = ['original-seen', 'copy-seen', 'register-checked', 'stated'] as const;
