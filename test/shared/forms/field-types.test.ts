import { describe, expect, it } from 'vitest';
import { FieldKind } from '#shared/forms/field-definition.ts';
import { FIELD_TYPES, fieldTypeOf } from '#shared/forms/field-types.ts';
import { check, fieldOf } from './field-samples.ts';

const emoji = '🙂';

describe('field types', () => {
  it('[FD22] there is one for every kind, under its name', () => {
    expect(Object.keys(FIELD_TYPES).sort()).toEqual([...FieldKind.options].sort());
    for (const kind of FieldKind.options) expect(fieldTypeOf(kind).kind).toBe(kind);
  });
});

describe('text', () => {
  it.each([
    [{}, '  Cēsu  iela ', 'Cēsu  iela'],
    [{}, 'A\u0304\u0001b\nc', 'Āb c'],
    [{}, '=1+1', '=1+1'],
    [{}, emoji.repeat(300), emoji.repeat(300)],
    [{ minLength: 2, maxLength: 2 }, emoji.repeat(2), emoji.repeat(2)],
    [{ maxLength: 1 }, 'A\u0304', 'Ā'],
    [{ pattern: '[0-9]{3}|x' }, ' 123 ', '123'],
    [{ pattern: '^.$' }, emoji, emoji],
    [{ latvianLetters: true }, "Anna-Mārija O’Neil D'Ē", "Anna-Mārija O’Neil D'Ē"],
    [{ latvianLetters: true }, 'Zoë Ș Ø ß', 'Zoë Ș Ø ß'],
  ])('[FD5] [FD6] [FD7] [FD8] with %j accepts %j', (validation, raw, value) => {
    expect(check(fieldOf('text', { validation }), raw)).toEqual({ value, issues: [], warnings: [] });
  });

  it.each([
    [{}, 'a\uD800', 'malformed-text'],
    [{}, '\uD83D\u0001\uDE00', 'malformed-text'],
    [{}, ' \u200B\u0001', 'required'],
    [{}, 5, 'not-a-text'],
    [{}, ['a'], 'not-a-text'],
    [{}, 'x'.repeat(301), 'too-long {"max":300}'],
    [{ maxLength: 2 }, emoji.repeat(3), 'too-long {"max":2}'],
    [{ minLength: 3 }, ` ${emoji.repeat(2)} `, 'too-short {"min":3}'],
    [{ pattern: 'b|a' }, 'ba', 'wrong-form'],
    [{ pattern: '[0-9]+' }, 'a1', 'wrong-form'],
    [{ pattern: '[0-9]+' }, '١٢', 'wrong-form'],
    [{ latvianLetters: true }, 'Анна', 'not-latin-letters'],
    [{ latvianLetters: true }, 'Anna2', 'not-latin-letters'],
    [{ latvianLetters: true }, 'Henrijs Ⅳ', 'not-latin-letters'],
    [{ latvianLetters: true }, 'Anna 鈴', 'not-latin-letters'],
  ])('[FD5] [FD6] [FD7] [FD8] with %j refuses %j as %s', (validation, raw, issue) => {
    expect(check(fieldOf('text', { validation }), raw)).toMatchObject({ value: undefined, issues: [issue] });
  });
});

describe('text of several lines', () => {
  it('[FD5] keeps line breaks', () => {
    expect(check(fieldOf('textarea'), ' a\r\nb\tc\n\n').value).toBe('a\nb c');
  });

  it('[FD6] has at most 8,000 code points', () => {
    expect(check(fieldOf('textarea'), emoji.repeat(8000)).issues).toEqual([]);
    expect(check(fieldOf('textarea'), 'x'.repeat(8001)).issues).toEqual(['too-long {"max":8000}']);
    expect(check(fieldOf('textarea'), {}).issues).toEqual(['not-a-text']);
  });
});

describe('numbers', () => {
  it.each([
    ['5', 5],
    [' 1 234,50 ', 1234.5],
    ['1\u00A0234.5', 1234.5],
    ['−7', -7],
    ['+7', 7],
    ['-0', 0],
    ['007', 7],
    ['0,000000001', 1e-9],
    ['123456789012345', 123456789012345],
    ['000000000000000000001', 1],
    [12.25, 12.25],
    [-0, 0],
  ])('[FD9] %j is %j', (raw, value) => {
    expect(check(fieldOf('number'), raw)).toEqual({ value, issues: [], warnings: [] });
  });

  it.each([
    '',
    'abc',
    '1e3',
    '1,2,3',
    '1.234,5',
    '٣',
    '.5',
    '5.',
    '--1',
    '1234567890123456',
    '1234567.123456789',
    true,
    {},
  ])('[FD9] %j is none', (raw) => {
    expect(check(fieldOf('number'), raw).issues).toEqual(['not-a-number']);
  });

  it('[FD9] lie within inclusive limits', () => {
    const field = fieldOf('number', { validation: { min: 1, max: 5 } });
    expect([1, 5, '1,0'].map((raw) => check(field, raw).issues)).toEqual([[], [], []]);
    expect(check(field, '0,99').issues).toEqual(['too-small {"min":1}']);
    expect(check(field, '5.01').issues).toEqual(['too-large {"max":5}']);
  });

  it.each([
    ['12,50', 12.5],
    ['12.5 EUR', 12.5],
    ['1 000 €', 1000],
    ['0,29', 0.29],
    ['9999999999999.99', 9_999_999_999_999.99],
    ['-5', -5],
  ])('[FD10] %j is an amount', (raw, value) => {
    expect(check(fieldOf('money'), raw)).toEqual({ value, issues: [], warnings: [] });
  });

  it('[FD10] an amount is in whole cents', () => {
    expect(check(fieldOf('money'), '1,005').issues).toEqual(['not-whole-cents']);
    expect(check(fieldOf('money'), 0.001).issues).toEqual(['not-whole-cents']);
    expect(check(fieldOf('money'), 'EUR').issues).toEqual(['not-a-number']);
    expect(check(fieldOf('money'), '5 USD').issues).toEqual(['not-a-number']);
    expect(check(fieldOf('money', { validation: { max: 10 } }), '10,01').issues).toEqual([
      'too-large {"max":10}',
    ]);
  });
});

describe('dates', () => {
  it.each([
    ['24.11.2026', '2026-11-24'],
    ['24.11.26', '2026-11-24'],
    ['4.1.2026.', '2026-01-04'],
    ['2026-11-24', '2026-11-24'],
  ])('[FD12] %j is %s', (raw, value) => {
    expect(check(fieldOf('date'), raw)).toEqual({ value, issues: [], warnings: [] });
  });

  it.each(['29.02.2026', '24/11/2026', '24.11.', 'rīt', 20261124, null])('[FD12] %j is none', (raw) => {
    expect(check(fieldOf('date'), raw).issues).toEqual(['not-a-date']);
  });

  it('[FD12] with two digits of a year lie in the 1900s where they must not lie in the future', () => {
    expect(check(fieldOf('date'), '10.10.26').value).toBe('2026-10-10');
    expect(check(fieldOf('date', { validation: { notFuture: true } }), '10.10.26').value).toBe('1926-10-10');
    expect(check(fieldOf('date', { validation: { notFuture: true } }), '09.10.26').value).toBe('2026-10-09');
  });

  it.each([
    [{ notFuture: true }, '2026-10-09', '2026-10-10', 'date-in-future'],
    [{ notPast: true }, '2026-10-09', '2026-10-08', 'date-in-past'],
    [{ maxAgeDays: 365 }, '2025-10-09', '2025-10-08', 'date-too-early {"earliest":"2025-10-09"}'],
    [{ minDaysAhead: 30 }, '2026-11-08', '2026-11-07', 'date-too-early {"earliest":"2026-11-08"}'],
    [{ maxDaysAhead: 183 }, '2027-04-10', '2027-04-11', 'date-too-late {"latest":"2027-04-10"}'],
    [{ notBeforeField: 'from' }, '2026-12-01', '2026-11-30', 'date-too-early {"earliest":"2026-12-01"}'],
  ])('[FD11] with %j %s is the last that is accepted', (validation, good, bad, issue) => {
    const others = { from: '2026-12-01' };
    expect(check(fieldOf('date', { validation }), good, others)).toMatchObject({ value: good, issues: [] });
    expect(check(fieldOf('date', { validation }), bad, others).issues).toEqual([issue]);
  });

  it('[FD11] have no limit by a field without an accepted answer', () => {
    expect(check(fieldOf('date', { validation: { notBeforeField: 'from' } }), '2000-01-01').issues).toEqual(
      [],
    );
  });
});

describe('choices', () => {
  const options = [
    { value: 'a', label: { lv: 'A', en: 'A' } },
    { value: 'old', label: { lv: 'Vecs', en: 'Old' }, retired: true },
  ];

  it('[FD13] are options of the field that are not retired', () => {
    const field = fieldOf('select', { options });
    expect(check(field, 'a')).toEqual({ value: 'a', issues: [], warnings: [] });
    expect(check(field, 'old').issues).toEqual(['option-retired']);
    for (const raw of ['A', 'a ', 'b', 0, ['a'], null])
      expect(check(field, raw).issues).toEqual(['not-an-option']);
    expect(check({ ...fieldOf('select'), options: undefined } as never, 'a').issues).toEqual([
      'not-an-option',
    ]);
  });

  it('[FD23] a retired option is still shown where it was chosen', () => {
    const field = fieldOf('select', { options });
    expect(FIELD_TYPES.select.read(field, 'old')).toEqual({
      kind: 'option',
      label: { lv: 'Vecs', en: 'Old' },
    });
    expect(FIELD_TYPES.select.read(field, 'gone')).toEqual({ kind: 'text', text: 'gone' });
  });

  it('[FD14] yes and no are answers, and nothing else is', () => {
    expect([true, false].map((raw) => check(fieldOf('boolean'), raw).value)).toEqual([true, false]);
    for (const raw of ['true', 1, '', null])
      expect(check(fieldOf('boolean'), raw).issues).toEqual(['not-yes-or-no']);
    expect([undefined, null].map(FIELD_TYPES.boolean.isEmpty)).toEqual([true, true]);
    expect(FIELD_TYPES.boolean.isEmpty(false)).toBe(false);
  });
});

describe('the read view', () => {
  it('[FD22] says what a value is', () => {
    const entry = { code: '327654-32109' };
    const address = { text: 'Rīgas iela 1', unverified: true as const };
    expect(FIELD_TYPES.text.read(fieldOf('text'), 'a')).toEqual({ kind: 'text', text: 'a' });
    expect(FIELD_TYPES.textarea.read(fieldOf('textarea'), 'a\nb')).toEqual({ kind: 'lines', text: 'a\nb' });
    expect(FIELD_TYPES.number.read(fieldOf('number'), 5)).toEqual({ kind: 'number', value: 5 });
    expect(FIELD_TYPES.money.read(fieldOf('money'), 5.5)).toEqual({ kind: 'money', amount: 5.5 });
    expect(FIELD_TYPES.date.read(fieldOf('date'), '2026-10-09')).toEqual({ kind: 'date', on: '2026-10-09' });
    expect(FIELD_TYPES.boolean.read(fieldOf('boolean'), false)).toEqual({ kind: 'boolean', value: false });
    expect(FIELD_TYPES['person-code'].read(fieldOf('person-code'), entry)).toEqual({
      kind: 'person-code',
      entry,
    });
    expect(FIELD_TYPES.address.read(fieldOf('address'), address)).toEqual({
      kind: 'address',
      entry: address,
    });
  });
});
