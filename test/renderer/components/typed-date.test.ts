import { describe, expect, it } from 'vitest';
import { expandTypedDate } from '#renderer/components/fields/typed-date.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';

const today = PlainDate.parse('2026-10-09');

describe('a clerk’s shorthand for a date', () => {
  it.each([
    ['0', '09.10.2026'],
    [' 0 ', '09.10.2026'],
    ['-3', '06.10.2026'],
    ['+3', '12.10.2026'],
    ['-9', '30.09.2026'],
    ['+84', '01.01.2027'],
    ['-0', '09.10.2026'],
    ['1509', '15.09.2026'],
    ['0101', '01.01.2026'],
    ['20.11.', '20.11.2026'],
    ['3.2', '03.02.2026'],
    ['20/11', '20.11.2026'],
    ['20/11/2026', '20.11.2026'],
    ['3.2.2027.', '03.02.2027'],
    ['20.11.26', '20.11.2026'],
    ['2026-11-20', '20.11.2026'],
    ['15.09.2026', '15.09.2026'],
  ])('%s is written out as %s', (typed, written) => {
    expect(expandTypedDate(typed, today)).toBe(written);
  });

  it.each([
    '',
    ' ',
    '3',
    '15',
    '150',
    '31.02.',
    '31/02/2026',
    '20.13.',
    '3102',
    '2902',
    '0000',
    '+1000',
    '++3',
    '-',
  ])('«%s» is none and stays', (typed) => {
    expect(expandTypedDate(typed, today)).toBe(typed);
  });

  it.each([
    ['20.11.', { latest: today }, '20.11.2025'],
    ['1.10', { latest: today }, '01.10.2026'],
    ['20/01', { earliest: today }, '20.01.2027'],
    ['20.11.', { earliest: today }, '20.11.2026'],
    ['20.11.77', { latest: today }, '20.11.1977'],
    ['20.11.2030', { latest: today }, '20.11.2030'],
  ])('%s where only %o makes sense is %s', (typed, sensible, written) => {
    expect(expandTypedDate(typed, today, sensible)).toBe(written);
  });

  it('knows the leap day of the year that it is', () => {
    expect(expandTypedDate('2902', PlainDate.parse('2028-01-01'))).toBe('29.02.2028');
  });
});
