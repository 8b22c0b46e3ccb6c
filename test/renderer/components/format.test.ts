import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatDate,
  formatDateTime,
  formatDayMonth,
  formatWhen,
} from '#renderer/components/format.ts';
import { Instant } from '#shared/kernel/instant.ts';
import { plainDate } from '#shared/kernel/plain-date.ts';

const at = (text: string): Instant => Instant.parse(text);
// What a text is asked for with, instead of the text.
const t = ((key: string, { n }: { n: number }) => `${key} ${n}`) as unknown as TFunction;

describe('dates as people write them', () => {
  it('end with a full stop after the year, and so does the date before a time', () => {
    expect(formatDate(plainDate(2026, 10, 9))).toBe('09.10.2026.');
    expect(formatDayMonth(plainDate(2026, 10, 9))).toBe('09.10.');
    expect(formatDateTime(at('2026-10-09T07:41:00.000Z'))).toBe('09.10.2026. 10:41');
  });

  it('are left out of a time of today', () => {
    const now = at('2026-10-09T12:00:00.000Z');
    expect(formatWhen(at('2026-10-08T21:00:00.000Z'), now)).toBe('00:00');
    expect(formatWhen(at('2026-10-08T20:59:00.000Z'), now)).toBe('08.10.2026. 23:59');
  });
});

describe('how long ago something was', () => {
  const now = at('2026-11-23T08:00:00.000Z');
  it.each([
    ['2026-11-23T08:00:30.000Z', 'common:age.minutes 0'],
    ['2026-11-23T07:01:00.000Z', 'common:age.minutes 59'],
    ['2026-11-23T07:00:00.000Z', 'common:age.hours 1'],
    ['2026-11-22T22:00:00.000Z', 'common:age.hours 10'],
  ])('is told in minutes and hours within the day: %s', (instant, expected) => {
    expect(formatAge(at(instant), now, t)).toBe(expected);
  });

  it.each([
    // Ten hours and a minute ago, and yesterday in Latvia.
    ['2026-11-22T21:59:00.000Z', 'common:age.days 1'],
    // Twenty-five hours ago, and the same yesterday.
    ['2026-11-22T07:00:00.000Z', 'common:age.days 1'],
    ['2026-11-20T15:00:00.000Z', 'common:age.days 3'],
    // The clock was put back between the two.
    ['2026-09-29T14:00:00.000Z', 'common:age.days 55'],
  ])('is told in local calendar days before that: %s', (instant, expected) => {
    expect(formatAge(at(instant), now, t)).toBe(expected);
  });

  it('is told in minutes within the hour also across midnight', () => {
    expect(formatAge(at('2026-11-22T21:50:00.000Z'), at('2026-11-22T22:10:00.000Z'), t)).toBe(
      'common:age.minutes 20',
    );
  });
});
