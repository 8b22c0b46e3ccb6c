import { describe, expect, it } from 'vitest';
import { FIELD_TYPES } from '#shared/forms/field-types.ts';
import { check, fieldOf } from './field-samples.ts';

const emoji = '🙂';

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
