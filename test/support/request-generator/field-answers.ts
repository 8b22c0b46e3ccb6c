import type { SeededRandom } from '../seeded-random.ts';
import { type FieldJson, isMet, type Scalar } from './catalogue-json.ts';
import { personCode, registrationNumber } from './parties.ts';
import { sampleOfPattern } from './pattern-sample.ts';
import { type DateTyping, dayAfter, daysUntil, typeDate } from './typed-dates.ts';

/** Where the answers of one form come from. */
export interface AnswerSources {
  readonly random: SeededRandom;
  readonly dates: DateTyping;
  /** Answers that are settled from outside, such as the variant. */
  readonly fixed: Readonly<Record<string, unknown>>;
  /** What a condition finds beyond the form's own fields. */
  readonly find: (source: 'common' | 'eligibility', id: string) => Scalar | undefined;
}

const WORDS = [
  'Paraugs',
  'iela',
  'ģimene',
  'ēka',
  'tests',
  'Cēsis',
  'šķūnis',
  'ūdens',
  'piemērs',
  'žogs',
] as const;
const SENTENCE = 'Paraugs ar garumzīmēm: ēģīķļņšūž. ';

/**
 * Fills a form in as a person would: what is shown and required, and some of what is not. Gives the typed answers of
 * the fields that are shown, by field id.
 */
export function answersTo(fields: readonly FieldJson[], sources: AnswerSources): Record<string, unknown> {
  const typed: Record<string, unknown> = {};
  const settled = new Map<string, Scalar | undefined>();
  const { random, fixed } = sources;

  const find = (source: 'field' | 'common' | 'eligibility', id: string): Scalar | undefined =>
    source === 'field' ? settle(id) : sources.find(source, id);

  /** Answers a field after those that it depends on, and gives what conditions see of it. */
  const settle = (id: string): Scalar | undefined => {
    if (settled.has(id)) return settled.get(id);
    settled.set(id, undefined);
    const field = fields.find((candidate) => candidate.id === id);
    if (field === undefined) return undefined;
    if (field.showIf !== undefined && !isMet(field.showIf, find)) return undefined;
    const isAsked = field.required || (field.requiredIf !== undefined && isMet(field.requiredIf, find));
    const isAnswered = id in fixed || (field.retired !== true && (isAsked || random.chance(0.6)));
    if (!isAnswered) return undefined;
    const notBefore = field.validation.notBeforeField;
    const other = notBefore === undefined ? undefined : settle(notBefore);
    const answer =
      id in fixed ? { typed: fixed[id], seen: fixed[id] as Scalar } : answerTo(field, other, sources);
    typed[id] = answer.typed;
    settled.set(id, answer.seen);
    return answer.seen;
  };

  for (const field of fields) settle(field.id);
  return typed;
}

/** An answer as typed, and as conditions and other fields see it. */
interface Answer {
  readonly typed: unknown;
  readonly seen: Scalar | undefined;
}

function answerTo(field: FieldJson, other: Scalar | undefined, { random, dates }: AnswerSources): Answer {
  const same = (value: Scalar): Answer => ({ typed: value, seen: value });
  switch (field.type) {
    case 'text':
    case 'textarea':
    case 'document-number':
      return same(textFor(field, random));
    case 'number':
    case 'money':
      return numberFor(field, random);
    case 'date':
      return dateFor(field, other, random, dates);
    case 'select':
      return same(random.pick((field.options ?? []).filter(({ retired }) => retired !== true)).value);
    case 'boolean':
      return same(random.chance(0.5));
    case 'person-code':
      return { typed: { code: personCode(random) }, seen: undefined };
    case 'registration-number':
      return same(registrationNumber(random));
    case 'address':
      return { typed: addressFor(random), seen: undefined };
    case 'phone':
      return same(
        random.pick(['20 000 000', '+371 20000001', '00371 60000002', '6000-0003', '+44 20 7946 0123']),
      );
    case 'email':
      return same(
        random.pick(['paraugs@example.com', ' Testa.Persona+lete@Example.LV', 'info@cēsis.example']),
      );
    case 'iban':
      return same(
        random.pick(['LV80 BANK 0000 4351 9500 1', 'lv80bank0000435195001', 'DE89 3704 0044 0532 0130 00']),
      );
    default:
      throw new Error(`no such field type: ${field.type}`);
  }
}

function textFor({ type, validation }: FieldJson, random: SeededRandom): string {
  if (validation.pattern !== undefined) return sampleOfPattern(validation.pattern, random);
  if (validation.latvianLetters === true)
    return random.pick(['Anna-Mārija', 'Ģirts', 'Šķēle Paraugs', "D'Ēriks"]);
  const least = validation.minLength ?? 1;
  const most = Math.min(validation.maxLength ?? 200, 200);
  const words = Array.from({ length: random.between(1, 6) }, () => random.pick(WORDS));
  let text = words.join(type === 'textarea' && random.chance(0.3) ? '\n' : ' ');
  while ([...text].length < least) text += ` ${SENTENCE}`;
  return [...text].slice(0, most).join('').trim().padEnd(least, '.');
}

function numberFor({ type, validation }: FieldJson, random: SeededRandom): Answer {
  const least = validation.min ?? 0;
  const value = random.between(Math.ceil(least), Math.floor(validation.max ?? least + 5000));
  if (type === 'number' || value === validation.max) return { typed: String(value), seen: value };
  const cents = random.between(0, 99);
  const amount = `${value},${String(cents).padStart(2, '0')}`;
  return {
    typed: random.pick([amount, `${amount} EUR`, amount.replace(',', '.')]),
    seen: value + cents / 100,
  };
}

function dateFor(
  { validation }: FieldJson,
  other: Scalar | undefined,
  random: SeededRandom,
  dates: DateTyping,
): Answer {
  const { notFuture, notPast, maxAgeDays, minDaysAhead, maxDaysAhead } = validation;
  const earliest = Math.max(
    notPast === true ? 0 : -3650,
    maxAgeDays === undefined ? -3650 : -maxAgeDays,
    minDaysAhead ?? -3650,
    typeof other === 'string' ? daysUntil(dates, other) : -3650,
  );
  const latest = Math.min(notFuture === true ? 0 : earliest + 400, maxDaysAhead ?? earliest + 400);
  // The limits themselves are allowed, so they are met often.
  const days = random.chance(0.3) ? random.pick([earliest, latest]) : random.between(earliest, latest);
  const date = dayAfter(dates, days);
  return { typed: typeDate(date, random), seen: date };
}

function addressFor(random: SeededRandom): unknown {
  const text = `Paraugu iela ${random.between(1, 99)}, Cēsis, Cēsu novads`;
  return random.chance(0.5)
    ? { text, registerCode: `1${String(random.below(10 ** 8)).padStart(8, '0')}` }
    : { text, unverified: true };
}
