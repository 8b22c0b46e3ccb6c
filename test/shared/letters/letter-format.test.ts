import { describe, expect, it } from 'vitest';
import { plainDate } from '#shared/kernel/plain-date.ts';
import { letterFormat } from '#shared/letters/letter-format.ts';
import { at } from '#test/shared/service-level/demo-files.ts';

describe('how a letter writes', () => {
  const lv = letterFormat('lv');
  const en = letterFormat('en');

  it('[LT3] dates, in a sentence and in a table', () => {
    const day = plainDate(2026, 10, 9);
    expect([lv.longDate(day), lv.date(day)]).toEqual(['2026. gada 9. oktobrī', '09.10.2026.']);
    expect([en.longDate(day), en.date(day)]).toEqual(['9 October 2026', '9 October 2026']);
  });

  it('[LT3] times on the clock in Latvia, in summer and in winter', () => {
    expect(lv.dateTime(at('2026-07-01', '09:05'))).toBe('01.07.2026. 09:05');
    expect(en.dateTime(at('2026-12-01', '23:59'))).toBe('1 December 2026, 23:59');
  });

  it('[LT3] amounts always with cents', () => {
    expect([lv.money(4.27, 'EUR'), en.money(15, 'EUR')]).toEqual(['4,27 EUR', '15.00 EUR']);
  });
});
