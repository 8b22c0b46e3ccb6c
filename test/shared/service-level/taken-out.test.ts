import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMilliseconds, instantOf } from '#shared/kernel/instant.ts';
import { daysBetween } from '#shared/kernel/plain-date.ts';
import { clockOf } from '#shared/service-level/clock.ts';
import { type Due, deadlineInstant, dueOf, isUnsure } from '#shared/service-level/due.ts';
import { leftUntil } from '#shared/service-level/left-until.ts';
import { takenOutOf } from '#shared/service-level/taken-out.ts';
import { TimeUnit } from '#shared/service-level/time-rule.ts';
import { workingDaysBetween } from '#shared/service-level/working-days.ts';
import { plainTerms } from './arbitrary-terms.ts';
import { at, demoOfficeCalendar, on } from './demo-files.ts';

const calendar = demoOfficeCalendar('VAR');
const late = at('2028-01-01', '12:00');

describe('what pauses take out', () => {
  it.each([
    ['working-day', '2026-10-12 16:00', '2026-10-14 09:00', { value: 2, unit: 'working-day' }],
    ['working-day', '2026-10-09 16:00', '2026-10-12 09:00', { value: 1, unit: 'working-day' }],
    ['working-day', '2026-10-07 15:00', '2026-10-09 09:00', { value: 1, unit: 'working-day' }],
    ['working-day', '2026-10-22 15:00', '2026-10-29 09:00', { value: 0, unit: 'working-day' }],
    ['calendar-day', '2026-10-09 16:00', '2026-10-12 09:00', { value: 3, unit: 'calendar-day' }],
    ['month', '2026-10-09 09:00', '2026-10-09 16:00', { value: 0, unit: 'calendar-day' }],
  ] as const)('[SL58] %s from %s to %s', (unit, from, to, expected) => {
    const instant = (text: string) => at(text.slice(0, 10), text.slice(11));
    const value = unit === 'month' ? 1 : unit === 'calendar-day' ? 14 : 10;
    const terms = {
      rule: { value, unit },
      startedAt: at('2026-10-07', '10:00'),
      pauses: [{ pausedAt: instant(from), resumedAt: instant(to) }],
      extension: null,
    };
    expect(takenOutOf(terms, late, calendar)).toEqual([expected]);
  });

  it('[SL58] together they are by how much a time in working days, and one in minutes, ends later', () => {
    let moved = 0;
    fc.assert(
      fc.property(plainTerms, (terms) => {
        const { unit, value } = terms.rule;
        if ((unit !== 'working-day' && unit !== 'minute') || value === 0) return;
        const level = clockOf(terms, calendar);
        const plain = dueOf(terms.rule, terms.startedAt, calendar);
        if (level.kind !== 'running') throw new Error('it runs');
        const sum = takenOutOf(terms, late, calendar).reduce((total, one) => total + one.value, 0);
        if (sum > 0) moved += 1;
        if (level.due.kind === 'date' && plain.kind === 'date') {
          expect(workingDaysBetween(plain.dueOn, level.due.dueOn, calendar)).toBe(sum);
        } else if (level.due.kind === 'instant' && plain.kind === 'instant') {
          const later = Date.parse(level.due.dueAt) - Date.parse(plain.dueAt);
          // Each pause is told in whole minutes.
          expect(Math.abs(later / 60_000 - sum)).toBeLessThan(terms.pauses.length + 1);
        }
      }),
      { numRuns: 600 },
    );
    expect(moved).toBeGreaterThan(20);
  });

  it('[SL58] of an extended time it is calendar days, and an open pause has taken out what it has so far', () => {
    const terms = {
      rule: { value: 10, unit: 'working-day' as const },
      startedAt: at('2026-10-07', '10:00'),
      pauses: [{ pausedAt: at('2026-10-30', '10:00'), resumedAt: null }],
      extension: { extendedAt: at('2026-10-15', '10:00'), extendedTo: on('2026-11-30') },
    };
    expect(takenOutOf(terms, at('2026-11-03', '09:00'), calendar)).toEqual([
      { value: daysBetween(on('2026-10-30'), on('2026-11-03')), unit: 'calendar-day' },
    ]);
    expect(takenOutOf(terms, at('2026-10-01', '09:00'), calendar)).toEqual([
      { value: 0, unit: 'calendar-day' },
    ]);
    const atOnce = { ...terms, rule: { value: 0, unit: 'immediate' as const }, extension: null };
    expect(takenOutOf(atOnce, late, calendar)).toEqual([{ value: 0, unit: 'immediate' }]);
  });
});

describe('what is left of a clock that runs', () => {
  const dueOn: Due = { kind: 'date', dueOn: on('2026-10-21'), confirmed: 'confirmed' };

  it.each([
    ['2026-10-07 10:00', { value: 10, unit: 'working-day' }],
    ['2026-10-18 23:59', { value: 3, unit: 'working-day' }],
    ['2026-10-21 23:59', { value: 0, unit: 'working-day' }],
    ['2026-10-22 00:00', undefined],
    ['2027-10-22 00:00', undefined],
  ])('[SL57] of a date, seen on %s', (now, expected) => {
    expect(leftUntil(dueOn, at(now.slice(0, 10), now.slice(11)), calendar)).toEqual(expected);
  });

  it('[SL57] of an instant it is minutes on its day, never less than none, also when the clocks change', () => {
    const due: Due = { kind: 'instant', dueAt: at('2026-10-25', '05:00') };
    expect(leftUntil(due, at('2026-10-25', '00:00'), calendar)).toEqual({ value: 360, unit: 'minute' });
    expect(leftUntil(due, at('2026-10-23', '05:00'), calendar)).toEqual({ value: 0, unit: 'working-day' });
    fc.assert(
      fc.property(fc.integer({ min: -4e8, max: 4e8 }), fc.constantFrom(...TimeUnit.options), (off, unit) => {
        const start = instantOf(Date.UTC(2026, 9, 24, 12));
        const one = dueOf({ value: 1, unit }, start, calendar);
        const now = addMilliseconds(start, off);
        const left = leftUntil(one, now, calendar);
        expect(left === undefined).toBe(now >= deadlineInstant(one));
        expect(left?.value ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('[SL16] [SL17] a day that rests on a planned row, or on no file, is unsure', () => {
    expect(isUnsure(dueOn)).toBe(false);
    expect(isUnsure({ ...dueOn, confirmed: 'planned-day' })).toBe(true);
    expect(isUnsure({ ...dueOn, confirmed: 'calendar-not-confirmed' })).toBe(true);
  });
});
