import fc from 'fast-check';
import type { FieldDefinition, FieldKind, FieldValidation } from '#shared/forms/field-definition.ts';
import { validLegacyCode } from '#test/shared/person/arbitrary-person-code.ts';
import { fieldOf } from './field-samples.ts';

/** Text as people and clipboards type it. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '\u200B',
    '\uD800',
    'A\u0001\u0304',
    ' Āboliņš\t',
    'İstanbul',
    'ŉ',
    'ΐ',
    'ﬁ',
    'x'.repeat(400),
  ),
  fc.string({
    unit: fc.constantFrom('a', 'Z', '0', '7', '.', ',', '-', '–', ' ', '\u00A0', '\u202E', '@', '+'),
    maxLength: 20,
  }),
);

/** Something typed before and behind that does not count. */
const padded = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('', ' ', '\u00A0', '\t', '\u200E'), text, fc.constantFrom('', ' ', '\n'))
    .map((parts) => parts.join(''));

const anyNumberText = fc
  .tuple(fc.constantFrom('', '+', '-', '−'), fc.nat(10 ** 9), fc.constantFrom('', ',', '.'), fc.nat(999))
  .map(([sign, whole, point, rest]) => `${sign}${whole}${point === '' ? '' : `${point}${rest}`}`);

const anyDateText = fc
  .tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 2100 }))
  .chain(([day, month, year]) => {
    const two = (value: number): string => String(value).padStart(2, '0');
    const four = String(year).padStart(4, '0');
    return fc.constantFrom(
      `${day}.${month}.${four}`,
      `${two(day)}.${two(month)}.${two(year % 100)}`,
      `${four}-${two(month)}-${two(day)}`,
    );
  });

/** An account number with right check digits. */
const anyIban = fc
  .tuple(
    fc.constantFrom('LV', 'EE', 'DE'),
    fc.string({ unit: fc.constantFrom(...'ABKZ0123456789'), minLength: 17, maxLength: 17 }),
  )
  .map(([country, body]) => {
    const digits = [...`${body}${country}00`].map((character) => Number.parseInt(character, 36)).join('');
    const check = 98n - (BigInt(digits) % 97n);
    return `${country}${String(check).padStart(2, '0')}${body}`.replace(/(.{4})/g, '$1 ');
  });

const anyPhone = fc
  .tuple(fc.constantFrom('', '+371', '371', '00371 ', '+44'), fc.integer({ min: 10 ** 7, max: 10 ** 8 - 1 }))
  .map(([prefix, number]) => `${prefix}${number}`);

const anyEmail = fc
  .tuple(
    fc.string({ unit: fc.constantFrom('a', 'Z', '.', '+', '1'), minLength: 1, maxLength: 10 }),
    fc.array(fc.constantFrom('example', 'Cēsis', 'İSTANBUL', 'a-b', 'ΑΣ', 'x'.repeat(63)), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([local, labels]) => `${local}@${labels.join('.')}.LV`);

const anyPersonCode = fc.record(
  {
    code: fc.oneof(
      padded(validLegacyCode),
      fc.constantFrom('327654-32109', '310510-01230', '90000000000'),
      anyText,
    ),
    override: fc.record(
      { finding: anyText, reason: fc.oneof(anyText, fc.constant('Redzēta pase')) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

const anyAddress = fc.record(
  {
    text: anyText,
    registerCode: fc.constantFrom('', '100000001', '1 0000 0001', '200000001'),
    unverified: fc.boolean(),
  },
  { requiredKeys: [] },
);

const ANSWERS: Record<FieldKind, fc.Arbitrary<unknown>> = {
  text: anyText,
  textarea: anyText,
  number: fc.oneof(padded(anyNumberText), fc.double(), fc.integer()),
  money: fc.oneof(
    padded(anyNumberText),
    anyNumberText.map((text) => `${text} EUR`),
    fc.integer().map((cents) => cents / 100),
  ),
  date: padded(anyDateText),
  select: fc.constantFrom('a', 'b', 'A', ''),
  boolean: fc.boolean(),
  'person-code': anyPersonCode,
  'registration-number': padded(
    fc.constantFrom('LV 4000 3032 949', '90001733697', '9000 1733-697', '90001733690', ''),
  ),
  address: anyAddress,
  phone: padded(anyPhone),
  email: padded(anyEmail),
  iban: padded(anyIban),
  'document-number': anyText,
};

/** Answers to a field of this kind of which a good part is accepted. */
export function anyAnswer(kind: FieldKind): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 8, arbitrary: ANSWERS[kind] },
    { weight: 1, arbitrary: anyText },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}

const anyValidation: fc.Arbitrary<FieldValidation> = fc.record(
  {
    pattern: fc.constantFrom('.*', '^\\+?[0-9 ]{8,16}$', '^[0-9]{8}$', '[A-Z]{2}[0-9]{7}', '(?:)|.+'),
    min: fc.integer({ min: -5, max: 5 }),
    max: fc.integer({ min: 5, max: 10 ** 6 }),
    minLength: fc.nat(2),
    maxLength: fc.integer({ min: 2, max: 30 }),
    notFuture: fc.boolean(),
    notPast: fc.boolean(),
    maxAgeDays: fc.nat(40_000),
    minDaysAhead: fc.nat(10),
    maxDaysAhead: fc.nat(40_000),
    latvianLetters: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** Fields of this kind, mostly with few demands. */
export function anyField(kind: FieldKind): fc.Arbitrary<FieldDefinition> {
  return fc
    .oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: anyValidation })
    .map((validation) => fieldOf(kind, { validation }));
}
