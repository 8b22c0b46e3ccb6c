import type { FieldDefinition } from '#shared/forms/field-definition.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import { addDays, findPlainDate, type PlainDate, partsOf } from '#shared/kernel/plain-date.ts';
import type { SeededRandom } from './seeded-random.ts';
import { syntheticName, syntheticPersonCode, syntheticRegistrationNumber } from './synthetic-people.ts';
import { findTextOfPattern } from './text-of-pattern.ts';

const SENTENCE = 'Šis ir izdomāts teksts demonstrācijai. ';
const PLACES = ['Parauga iela', 'Izdomu iela', 'Testa prospekts', 'Piemēru gatve'] as const;
const VILLAGES = ['Paraugciems', 'Izdomas', 'Testpils'] as const;

/** What an answer may depend on besides its field. */
export interface AnswerContext {
  readonly receivedOn: PlainDate;
  readonly random: SeededRandom;
  /** The raw answer that another field of the form has got already. */
  readonly answerOf: (fieldId: string) => unknown;
}

/** A made-up answer as a person would have typed it, from nothing but the field's definition. */
export function syntheticAnswer(field: FieldDefinition, context: AnswerContext): unknown {
  const { random, receivedOn } = context;
  const { validation } = field;
  switch (field.type) {
    case 'text':
      return textFor(field, random);
    case 'textarea':
      return sentenceOf(validation.minLength ?? 20, validation.maxLength ?? 300);
    case 'number':
      return numberFor(validation.min ?? 1, validation.max ?? 10, receivedOn, random);
    case 'money':
      return numberFor(validation.min ?? 0, Math.min(validation.max ?? 900, 900), receivedOn, random);
    case 'date':
      return dateFor(field, context);
    case 'select':
      return random.pick((field.options ?? []).filter((option) => option.retired !== true)).value;
    case 'boolean':
      return random.chance(80);
    case 'person-code':
      return syntheticPersonCode(receivedOn, random);
    case 'registration-number':
      return syntheticRegistrationNumber(random);
    case 'address': {
      const text = `${random.pick(PLACES)} ${random.whole(1, 99)}, ${random.pick(VILLAGES)}`;
      return { text, unverified: true };
    }
    case 'phone':
      // No Latvian number begins with a nought.
      return `+3710000${random.digits(4)}`;
    case 'email':
      return `paraugs${random.whole(1, 999)}@example.org`;
    case 'iban':
      return ibanOf(`TEST${random.digits(13)}`);
    case 'document-number':
      return findTextOfPattern(validation.pattern ?? '[A-Z]{2}[0-9]{7}', random);
    default:
      return unreachable(field.type);
  }
}

function textFor(field: FieldDefinition, random: SeededRandom): string | undefined {
  const { pattern, minLength = 1, maxLength = 300, latvianLetters } = field.validation;
  if (pattern !== undefined) return findTextOfPattern(pattern, random);
  const { givenName, familyName } = syntheticName(random);
  if (latvianLetters === true) return givenName;
  const name = `${givenName} ${familyName}`;
  const isName = minLength <= name.length && name.length <= maxLength;
  return isName && field.sensitivity === 'personal' ? name : sentenceOf(minLength, Math.min(maxLength, 38));
}

/** A sentence of `min` to `max` characters. */
function sentenceOf(min: number, max: number): string {
  const enough = SENTENCE.repeat(Math.ceil(Math.max(min, 1) / SENTENCE.length));
  return enough.slice(0, max).trim().padEnd(min, '.');
}

/** Between the limits; the year of receipt where the limits look like years. */
function numberFor(min: number, max: number, receivedOn: PlainDate, random: SeededRandom): number {
  const { year } = partsOf(receivedOn);
  if (min >= 1900 && min <= year && year <= max) return year;
  return random.whole(Math.ceil(min), Math.floor(Math.max(min, Math.min(max, min + 1_000))));
}

function dateFor(field: FieldDefinition, { receivedOn, random, answerOf }: AnswerContext): PlainDate {
  const limits = field.validation;
  const other = limits.notBeforeField === undefined ? undefined : answerOf(limits.notBeforeField);
  const earliest = [
    addDays(receivedOn, -Math.min(limits.maxAgeDays ?? 300, 300)),
    ...(limits.notPast === true ? [receivedOn] : []),
    ...(limits.minDaysAhead === undefined ? [] : [addDays(receivedOn, limits.minDaysAhead)]),
    ...(typeof other === 'string' ? [findPlainDate(other) ?? receivedOn] : []),
  ].reduce((a, b) => (a > b ? a : b));
  const latest = [
    addDays(earliest > receivedOn ? earliest : receivedOn, 60),
    ...(limits.notFuture === true ? [receivedOn] : []),
    ...(limits.maxDaysAhead === undefined ? [] : [addDays(receivedOn, limits.maxDaysAhead)]),
  ].reduce((a, b) => (a < b ? a : b));
  const span = Math.max(0, Math.round((Date.parse(latest) - Date.parse(earliest)) / 86_400_000));
  return addDays(earliest, random.whole(0, span));
}

/** A Latvian account number with right check digits (ISO 13616). */
function ibanOf(account: string): string {
  const digits = [...`${account}LV00`].map((character) => String(Number.parseInt(character, 36))).join('');
  return `LV${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}${account}`;
}
