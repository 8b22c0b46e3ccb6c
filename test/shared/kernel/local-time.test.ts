import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMilliseconds, type Instant, instantOf, millisecondsOf } from '#shared/kernel/instant.ts';
import { instantAtLocal, localDateOf, localTimeOf, startOfDay } from '#shared/kernel/local-time.ts';
import { addDays, fromDayNumber, type PlainDate, toDayNumber } from '#shared/kernel/plain-date.ts';

const HOUR = 3_600_000;

/** Another road to the wall clock: the parts of a differently written format. */
const parts = new Intl.DateTimeFormat('lv-LV', {
  timeZone: 'Europe/Riga',
  dateStyle: 'short',
  timeStyle: 'medium',
  calendar: 'gregory',
  numberingSystem: 'latn',
});

function wallClock(instant: Instant): { date: string; minutes: number } {
  const shown = parts.formatToParts(millisecondsOf(instant));
  const of = (type: string): number => Number(shown.find((part) => part.type === type)?.value);
  const year = of('year') < 100 ? 2000 + of('year') : of('year');
  const two = (value: number): string => String(value).padStart(2, '0');
  return { date: `${year}-${two(of('month'))}-${two(of('day'))}`, minutes: of('hour') * 60 + of('minute') };
}

/** Every hour of March and October at which the clock is put forward or back, found without our own functions. */
function changesIn(year: number): { at: Instant; forward: boolean }[] {
  const changes: { at: Instant; forward: boolean }[] = [];
  const hours = [2, 9].flatMap((month) =>
    Array.from({ length: 31 * 24 }, (_, hour) => Date.UTC(year, month, 1, hour)),
  );
  for (const time of hours) {
    const before = wallClock(instantOf(time - 1)).minutes;
    const after = wallClock(instantOf(time)).minutes;
    if ((after - before + 1440) % 1440 !== 1)
      changes.push({ at: instantOf(time), forward: after - before > 1 });
  }
  return changes;
}

const anyInstant = fc
  .integer({ min: Date.UTC(2001, 0, 1), max: Date.UTC(2037, 0, 1) })
  .map((milliseconds) => instantOf(milliseconds));
const anyDay = fc.integer({ min: 11_323, max: 24_836 }).map((day): PlainDate => fromDayNumber(day));

describe('time in Latvia', () => {
  it('[SL1] is what a clock there shows', () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const { date, hour, minute, second } = localTimeOf(instant);
        expect({ date, minutes: hour * 60 + minute }).toEqual(wallClock(instant));
        expect(second).toBe(Number(instant.slice(17, 19)));
        expect(localDateOf(instant)).toBe(date);
      }),
    );
  });

  it('[SL1] a time of the wall clock is found again', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 4 * 60, max: 23 * 60 + 59 }), (date, minutes) => {
        expect(wallClock(instantAtLocal(date, minutes))).toEqual({ date, minutes });
      }),
    );
  });

  it('[SL1] midnight is the first instant of a day', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const start = startOfDay(date);
        expect(localDateOf(start)).toBe(date);
        expect(localDateOf(addMilliseconds(start, -1))).toBe(addDays(date, -1));
      }),
    );
  });

  const years = [2002, 2010, 2019, 2024, 2025, 2026, 2027, 2030, 2036];

  it.each(years)('[SL1] in %i the hour that is skipped in spring lies behind the change', (year) => {
    const change = changesIn(year).find(({ forward }) => forward);
    if (change === undefined) throw new Error('no change in spring');
    const date = localDateOf(change.at);
    expect(localTimeOf(change.at)).toMatchObject({ hour: 4, minute: 0 });
    for (const minutes of [0, 1, 30, 59]) {
      expect(instantAtLocal(date, 3 * 60 + minutes)).toBe(addMilliseconds(change.at, minutes * 60_000));
    }
    expect(instantAtLocal(date, 2 * 60 + 59)).toBe(addMilliseconds(change.at, -60_000));
    expect(instantAtLocal(date, 4 * 60)).toBe(change.at);
  });

  it.each(years)('[SL1] in %i the hour that is repeated in autumn is the first of the two', (year) => {
    const change = changesIn(year).find(({ forward }) => !forward);
    if (change === undefined) throw new Error('no change in autumn');
    const date = localDateOf(change.at);
    expect(localTimeOf(change.at)).toMatchObject({ hour: 3, minute: 0 });
    for (const minutes of [0, 1, 30, 59]) {
      const first = instantAtLocal(date, 3 * 60 + minutes);
      expect(first).toBe(addMilliseconds(change.at, minutes * 60_000 - HOUR));
      expect(localTimeOf(addMilliseconds(first, HOUR))).toEqual(localTimeOf(first));
    }
    expect(instantAtLocal(date, 4 * 60)).toBe(addMilliseconds(change.at, HOUR));
  });

  it('[SL1] a day has 23, 24 or 25 hours', () => {
    const lengths = new Map<number, number>();
    const first = toDayNumber(localDateOf(instantOf(Date.UTC(2026, 0, 1))));
    for (let day = first; day < first + 365; day += 1) {
      const start = startOfDay(fromDayNumber(day));
      const hours = (millisecondsOf(startOfDay(fromDayNumber(day + 1))) - millisecondsOf(start)) / HOUR;
      lengths.set(hours, (lengths.get(hours) ?? 0) + 1);
    }
    expect(Object.fromEntries(lengths)).toEqual({ 23: 1, 24: 363, 25: 1 });
  });
});
