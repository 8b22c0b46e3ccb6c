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

describe('person codes', () => {
  const field = fieldOf('person-code');

  it('[FD15] are normalised', () => {
    expect(check(field, { code: ' 327654 32109 ' }).value).toEqual({ code: '327654-32109' });
    expect(check(field, { code: '310510–01233', override: { reason: 'unneeded' } }).value).toEqual({
      code: '310510-01233',
    });
  });

  it('[FD15] with a warning need a reason, which is cleaned', () => {
    const doubtful = { code: '310510-01230' };
    const needed = 'person-code-warning-needs-reason override/reason {"finding":"checksum-mismatch"}';
    for (const reason of [undefined, '', '  ', '\u200B\u200B\u200B', 'ok', ' a\u0001 ', 'x'.repeat(301)]) {
      expect(check(field, { ...doubtful, override: { reason } }).issues).toEqual([needed]);
    }
    expect(check(field, doubtful).issues).toEqual([needed]);
    expect(check(field, { ...doubtful, override: { reason: ' Redzēta\n pase \u0001' } }).value).toEqual({
      code: '310510-01230',
      override: { finding: 'checksum-mismatch', reason: 'Redzēta  pase' },
    });
    expect(check(field, { ...doubtful, override: { reason: 'a\uD800bc' } }).issues).toEqual([
      'malformed-text override/reason',
    ]);
  });

  it.each([
    ['90000000000', 'person-code-looks-like-registration-number code'],
    ['310510-0123', 'person-code-invalid-length code'],
    ['320010-abcde', 'person-code-invalid-character code'],
    ['', 'required code'],
  ])('[FD15] %j is refused as %s', (code, issue) => {
    expect(check(field, { code }).issues).toEqual([issue]);
  });

  it('[FD15] that cannot be read at all are refused and not taken for unanswered', () => {
    for (const raw of ['310510-01233', 31051001233, [], { code: 5 }]) {
      expect(FIELD_TYPES['person-code'].isEmpty(raw)).toBe(false);
      expect(check(field, raw).issues).toEqual(['not-a-person-code']);
    }
    for (const raw of [undefined, null, '', {}, { code: ' ' }, { override: { reason: 'x' } }]) {
      expect(FIELD_TYPES['person-code'].isEmpty(raw)).toBe(true);
    }
  });
});

describe('registration numbers', () => {
  const field = fieldOf('registration-number');

  it('[FD16] are normalised, and a first digit 6 is a warning', () => {
    expect(check(field, 'LV 4000 3032-949')).toEqual({ value: '40003032949', issues: [], warnings: [] });
    expect(check(field, '31051001233').issues).toEqual(['registration-number-looks-like-person-code']);
    expect(check(field, '90001733690').issues).toEqual(['registration-number-checksum-mismatch']);
    expect(check(field, ' - ').issues).toEqual(['required']);
    expect(check(field, 40003032949).issues).toEqual(['not-a-registration-number']);
    const six = [...Array(10).keys()].map((digit) => `6000000000${digit}`);
    const found = six.map((raw) => check(field, raw)).filter(({ value }) => value !== undefined);
    expect(found).toHaveLength(1);
    expect(found[0]?.warnings).toEqual([{ pointer: '/x', code: 'registration-number-leading-6' }]);
  });
});

describe('addresses', () => {
  const field = fieldOf('address');

  it('[FD17] have a code of the register or are marked as not verified', () => {
    expect(check(field, { text: ' Rīgas iela 1,\nCēsis ', registerCode: '1 0000 0001' }).value).toEqual({
      text: 'Rīgas iela 1, Cēsis',
      registerCode: '100000001',
    });
    expect(check(field, { text: 'Rīgas iela 1', unverified: true }).value).toEqual({
      text: 'Rīgas iela 1',
      unverified: true,
    });
    expect(check(field, { text: emoji.repeat(300), unverified: true }).issues).toEqual([]);
  });

  it.each([
    [{ text: 'Rīgas iela 1' }, 'address-not-verified unverified'],
    [{ text: 'Rīgas iela 1', unverified: false }, 'address-not-verified unverified'],
    [{ text: 'Rīgas iela 1', registerCode: '200000001' }, 'not-an-address-code registerCode'],
    [
      { text: 'Rīgas iela 1', registerCode: '10000001', unverified: true },
      'not-an-address-code registerCode',
    ],
    [{ text: emoji.repeat(301), unverified: true }, 'too-long text {"max":300}'],
    [{ text: 'a\uDC00', unverified: true }, 'malformed-text text'],
    [{ text: '\u200B', registerCode: '100000001' }, 'required text'],
    ['Rīgas iela 1', 'not-an-address'],
    [5, 'not-an-address'],
  ])('[FD17] %j is refused as %s', (raw, issue) => {
    expect(FIELD_TYPES.address.isEmpty(raw)).toBe(false);
    expect(check(field, raw).issues).toEqual([issue]);
  });

  it('[FD17] without text and code are no answer', () => {
    for (const raw of [undefined, null, '', {}, { text: ' ' }, { unverified: true }]) {
      expect(FIELD_TYPES.address.isEmpty(raw)).toBe(true);
    }
  });
});

describe('telephone numbers', () => {
  it.each([
    ['20 000 000', '+37120000000'],
    ['(6) 1234-567', '+37161234567'],
    ['00371 20000000', '+37120000000'],
    ['37120000000', '+37120000000'],
    ['+371\u00A02000\u20110000\u202C', '+37120000000'],
    ['+44 20 7946 0000', '+442079460000'],
    ['12345678', '12345678'],
  ])('[FD18] %j is %s', (raw, value) => {
    expect(check(fieldOf('phone'), raw).value).toBe(value);
  });

  it.each(['1234567', '+1234567890123456', 'zvaniet', '+371 2000 000O', '2000000٠', 20000000, ''])(
    '[FD18] %j is none',
    (raw) => {
      expect(check(fieldOf('phone'), raw).issues).toEqual(['not-a-phone']);
    },
  );

  it.each(['^\\+?[0-9 ]{8,16}$', '^[0-9]{8}$', '^371[0-9]{8}$', '\\+371[26][0-9]{7}'])(
    '[FD18] obey %s with or without their country',
    (pattern) => {
      const field = fieldOf('phone', { validation: { pattern } });
      for (const raw of ['20000000', '+37120000000', '0037120000000']) {
        expect(check(field, raw).value).toBe('+37120000000');
      }
      expect(check(fieldOf('phone', { validation: { pattern: '6[0-9]{7}' } }), '20000000').issues).toEqual([
        'wrong-form',
      ]);
    },
  );
});

describe('e-mail addresses', () => {
  it.each([
    [' Paraugs@Example.LV ', 'Paraugs@example.lv'],
    ['a.b+c@x.co', 'a.b+c@x.co'],
    ['info@Cēsis.lv', 'info@cēsis.lv'],
    ["o'neil@a-b.example", "o'neil@a-b.example"],
  ])('[FD19] %j is %s', (raw, value) => {
    expect(check(fieldOf('email'), raw).value).toBe(value);
  });

  it.each([
    'paraugs',
    '@example.lv',
    'a@',
    'a@localhost',
    'a b@example.lv',
    'a@-x.lv',
    'a@x-.lv',
    'a@x..lv',
    'ā@example.lv',
    'a@b@c',
    `${'a'.repeat(65)}@example.lv`,
    `a@${'b'.repeat(64)}.lv`,
    `a@${'b.'.repeat(126)}lv`,
    7,
  ])('[FD19] %j is none', (raw) => {
    expect(check(fieldOf('email'), raw).issues).toEqual(['not-an-email']);
  });
});

describe('account numbers', () => {
  it.each([
    ['LV80 BANK 0000 4351 9500 1', 'LV80BANK0000435195001'],
    ['lv80-bank-0000-4351-9500-1', 'LV80BANK0000435195001'],
    ['GB82 WEST 1234 5698 7654 32', 'GB82WEST12345698765432'],
    ['DE89370400440532013000', 'DE89370400440532013000'],
  ])('[FD20] %j is %s', (raw, value) => {
    expect(check(fieldOf('iban'), raw).value).toBe(value);
    expect(FIELD_TYPES.iban.read(fieldOf('iban'), value)).toEqual({
      kind: 'text',
      text: value.match(/.{1,4}/g)?.join(' '),
    });
  });

  it.each([
    ['LV81BANK0000435195001', 'iban-wrong-check-digits'],
    ['LV80BANK0000435159001', 'iban-wrong-check-digits'],
    ['LV80BANK000043519500', 'iban-not-latvian-form'],
    ['LV80BAN10000435195001', 'iban-not-latvian-form'],
    ['80BANK0000435195001', 'iban-wrong-form'],
    ['LV80', 'iban-wrong-form'],
    [5, 'iban-wrong-form'],
  ])('[FD20] %j is refused as %s', (raw, issue) => {
    expect(check(fieldOf('iban'), raw).issues).toEqual([issue]);
  });
});

describe('numbers of documents', () => {
  it('[FD21] are kept in capitals without spaces', () => {
    expect(check(fieldOf('document-number'), ' lv 123\u00A04567 ').value).toBe('LV1234567');
    const field = fieldOf('document-number', { validation: { pattern: '^[A-Z]{2}[0-9]{7}$' } });
    expect(check(field, 'lv1234567').issues).toEqual([]);
    expect(check(field, 'LV123456').issues).toEqual(['wrong-form']);
    expect(check(field, 5).issues).toEqual(['not-a-text']);
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
