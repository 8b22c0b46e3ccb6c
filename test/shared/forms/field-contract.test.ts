import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnswerWords, answerText } from '#shared/forms/answer-text.ts';
import { type FieldDefinition, FieldKind } from '#shared/forms/field-definition.ts';
import { FIELD_TYPES, fieldTypeOf } from '#shared/forms/field-types.ts';
import type { FieldValue } from '#shared/forms/field-value.ts';
import { Language } from '#shared/kernel/localized-text.ts';
import { demoCatalogue } from '#test/shared/catalogue/demo-catalogue.ts';
import { anyAnswer, anyField } from './arbitrary-answers.ts';
import { check, fieldOf } from './field-samples.ts';

const wordsIn = (language: Language): AnswerWords => ({
  language,
  yes: language === 'lv' ? 'jā' : 'yes',
  no: language === 'lv' ? 'nē' : 'no',
  date: (on) => on.split('-').toReversed().join('.'),
  keptCode: ({ code, reason }) => `${code} (${reason})`,
  addressUnverified: ({ text }) => `${text} (?)`,
  addressWithCode: ({ text, code }) => `${text} (${code})`,
});

/** What of a value a reader has to find again in its text, without the spaces that a language puts in. */
function partsOf(definition: FieldDefinition, value: FieldValue): readonly string[] {
  const { language: _, ...words } = wordsIn('lv');
  switch (definition.type) {
    case 'boolean':
      return [value === true ? words.yes : words.no];
    case 'date':
      return String(value).split('-');
    case 'number':
    case 'money':
      // Beyond the safe integers the digits at the end are anybody's.
      return Number.isSafeInteger(Math.trunc(Number(value)))
        ? [String(Math.trunc(Math.abs(Number(value))))]
        : [];
    case 'person-code':
    case 'address':
      return Object.values(value).flatMap((part) => (typeof part === 'string' ? [part] : []));
    default:
      return [String(value)];
  }
}

const bare = (text: string): string => text.replace(/[\s,]/g, '');

describe.each(FieldKind.options)('the definition of every %s field', (kind) => {
  const type = fieldTypeOf(kind);

  it('[FD25] says by what it is answered, and a draft can hold whatever a submission accepts', () => {
    expect(type.screen.kind).toBeTypeOf('string');
    let accepted = 0;
    fc.assert(
      fc.property(anyField(kind), anyAnswer(kind), (field, raw) => {
        const { value } = check(field, raw);
        if (value === undefined) return;
        accepted += 1;
        expect(type.draft.safeParse(raw).success).toBe(true);
        expect(type.draft.safeParse(value).success).toBe(true);
      }),
      { numRuns: 300 },
    );
    expect(accepted).toBeGreaterThan(20);
  });

  it('[FD26] is read as a text with the answer in it, in both languages', () => {
    fc.assert(
      fc.property(anyAnswer(kind), fc.constantFrom(...Language.options), (raw, language) => {
        const field = fieldOf(kind);
        const { value } = check(field, raw);
        if (value === undefined) return;
        const text = answerText(field, value, { ...wordsIn(language), yes: 'jā', no: 'nē' });
        for (const part of partsOf(field, value)) expect(bare(text)).toContain(bare(part));
      }),
      { numRuns: 300 },
    );
  });

  it('[FD26] is read without a fault whatever value stands in the record', () => {
    const anyValue = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.boolean(),
      fc.record({ code: fc.constant('310510-01233') }),
      fc.record({ text: fc.string({ minLength: 1 }), unverified: fc.constant(true as const) }),
    );
    fc.assert(
      fc.property(
        anyField(kind),
        anyValue,
        fc.constantFrom(...Language.options),
        (field, value, language) => {
          expect(answerText(field, value, wordsIn(language))).toBeTypeOf('string');
        },
      ),
    );
  });
});

describe('text that looks like something else', () => {
  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '{name} {{count}} $t(common:yes)',
    '=HYPERLINK("http://example.test")',
    '\u202Eatbilde',
  ])('[FD26] stays what was typed: %s', (hostile) => {
    for (const kind of ['text', 'textarea'] as const) {
      const { value } = check(fieldOf(kind), hostile);
      expect(value && answerText(fieldOf(kind), value, wordsIn('lv'))).toBe(value);
      expect(bare(String(value))).toContain(bare(hostile).slice(-6));
    }
    const address = { text: hostile, unverified: true as const };
    expect(answerText(fieldOf('address'), address, wordsIn('lv'))).toBe(`${hostile} (?)`);
  });
});

describe('the table of types', () => {
  it('[FD25] has every kind once, under its own name, and the demonstration uses no other', () => {
    expect(Object.keys(FIELD_TYPES).toSorted()).toEqual([...FieldKind.options].toSorted());
    for (const kind of FieldKind.options) expect(FIELD_TYPES[kind].kind).toBe(kind);
    const used = demoCatalogue().services.flatMap(({ fields }) => fields.map(({ type }) => type));
    expect(used.length).toBeGreaterThan(20);
    for (const type of used) expect(FIELD_TYPES[type]).toBeDefined();
  });

  it('[FD26] writes amounts, numbers and dates as the language does', () => {
    const read = (kind: FieldKind, value: FieldValue, language: Language) =>
      answerText(fieldOf(kind), value, wordsIn(language));
    expect(read('money', 1234.5, 'lv').replaceAll('\u00A0', ' ')).toBe('1234,50 EUR');
    expect(read('money', 1234.5, 'en')).toBe('1,234.50 EUR');
    expect(read('number', 0.125, 'lv')).toBe('0,125');
    expect(read('date', '2026-10-09', 'lv')).toBe('09.10.2026');
    expect(read('iban', 'LV80BANK0000435195001', 'lv')).toBe('LV80 BANK 0000 4351 9500 1');
    const options = [{ value: 'a', label: { lv: 'Jā, var', en: 'Yes, may' } }];
    expect(answerText(fieldOf('select', { options }), 'a', wordsIn('en'))).toBe('Yes, may');
  });
});
