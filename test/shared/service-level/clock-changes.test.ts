import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, millisecondsOf } from '#shared/kernel/instant.ts';
import { localDateOf, localTimeOf, startOfDay } from '#shared/kernel/local-time.ts';
import { addDays } from '#shared/kernel/plain-date.ts';
import { clockOf } from '#shared/service-level/clock.ts';
import { deadlineInstant } from '#shared/service-level/due.ts';
import type { Pause } from '#shared/service-level/pause.ts';
import { TimeUnit } from '#shared/service-level/time-rule.ts';
import { urgencyOf } from '#shared/service-level/urgency.ts';
import { demoOfficeCalendar } from './demo-files.ts';

const calendar = demoOfficeCalendar('VAR');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The instants at which the clocks of Latvia are put forward or back, 2025 to 2028. */
const CHANGES = [
  Date.UTC(2025, 2, 30, 1),
  Date.UTC(2025, 9, 26, 1),
  Date.UTC(2026, 2, 29, 1),
  Date.UTC(2026, 9, 25, 1),
  Date.UTC(2027, 2, 28, 1),
  Date.UTC(2027, 9, 31, 1),
  Date.UTC(2028, 2, 26, 1),
  Date.UTC(2028, 9, 29, 1),
];

/** Within six hours of a change, to the millisecond. */
const nearChange = fc
  .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -6 * HOUR, max: 6 * HOUR }))
  .map(([change, off]) => change + off);

/** Pauses near a change, in order; the last one may be open. */
const pauses = fc
  .tuple(fc.array(fc.integer({ min: 0, max: 5 * HOUR }), { maxLength: 7 }), fc.constantFrom(...CHANGES))
  .map(([offs, change]): readonly Pause[] => {
    const ends = offs.toSorted((a, b) => a - b).map((off) => instantOf(change - 2 * HOUR + off));
    return ends.flatMap((pausedAt, place) =>
      place % 2 === 0 ? [{ pausedAt, resumedAt: ends[place + 1] ?? null }] : [],
    );
  });

/** How long the clock ran from `from` to `to`, millisecond by millisecond in thought. */
function ran(from: number, to: number, stops: readonly Pause[]): number {
  let stood = 0;
  for (const { pausedAt, resumedAt } of stops) {
    const begin = Math.max(millisecondsOf(pausedAt), from);
    const end = Math.min(resumedAt === null ? to : millisecondsOf(resumedAt), to);
    stood += Math.max(end - begin, 0);
  }
  return to - from - stood;
}

describe('the days on which the clocks change', () => {
  it('[SL5] [SL38] minutes are what a stopwatch counts, through every change and with any pauses', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(nearChange, fc.integer({ min: 0, max: 600 }), pauses, (start, value, stops) => {
        const terms = {
          rule: { value, unit: 'minute' as const },
          startedAt: instantOf(start),
          pauses: stops,
          extension: null,
        };
        const clock = clockOf(terms, calendar);
        kinds.add(clock.kind);
        if (clock.kind === 'paused') {
          const left = value * MINUTE - ran(start, Math.max(millisecondsOf(clock.pausedAt), start), stops);
          expect(clock.left).toEqual({ value: Math.max(Math.ceil(left / MINUTE), 0), unit: 'minute' });
          return;
        }
        if (clock.due.kind !== 'instant') throw new Error('minutes end at an instant');
        const end = millisecondsOf(clock.due.dueAt);
        // At the end every minute has run, and a millisecond before it not yet.
        expect(ran(start, end, stops)).toBe(value * MINUTE);
        if (value > 0) expect(ran(start, end - 1, stops)).toBeLessThanOrEqual(value * MINUTE);
      }),
      { numRuns: 600 },
    );
    expect(kinds).toEqual(new Set(['running', 'paused']));
  });

  it('[SL1] [SL3] a time in days ends at a local midnight, whether the day before it had 23, 24 or 25 hours', () => {
    const lengths = new Set<number>();
    for (const change of CHANGES) {
      for (const days of [-2, -1, 0, 1, 2]) {
        const startedAt = instantOf(change + days * 24 * HOUR);
        const dayEnds = startOfDay(addDays(localDateOf(startedAt), 1));
        lengths.add((millisecondsOf(dayEnds) - millisecondsOf(startOfDay(localDateOf(startedAt)))) / HOUR);
        const terms = { startedAt, pauses: [], extension: null };
        const clock = clockOf({ rule: { value: 0, unit: 'calendar-day' }, ...terms }, calendar);
        if (clock.kind !== 'running') throw new Error('it runs');
        const tooLateAt = deadlineInstant(clock.due);
        expect(localTimeOf(tooLateAt)).toMatchObject({ hour: 0, minute: 0, second: 0 });
        expect(tooLateAt >= dayEnds).toBe(true);
      }
    }
    expect([...lengths].toSorted((a, b) => a - b)).toEqual([23, 24, 25]);
  });

  it('[SL40] what is left is never less than nothing, in any unit, however long a clock was past its time', () => {
    const units = fc.constantFrom(...TimeUnit.options);
    let past = 0;
    fc.assert(
      fc.property(
        nearChange,
        units,
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: -40, max: 400 }),
        (start, unit, value, daysLater) => {
          const pausedAt = instantOf(start + daysLater * 24 * HOUR);
          const startedAt = instantOf(start);
          const open = [{ pausedAt, resumedAt: null }];
          const terms = { rule: { value, unit }, startedAt, extension: null };
          const clock = clockOf({ ...terms, pauses: open }, calendar);
          if (clock.kind !== 'paused') throw new Error('an open pause stops the clock');
          expect(clock.left.value).toBeGreaterThanOrEqual(0);
          expect(Number.isInteger(clock.left.value)).toBe(true);
          const running = clockOf({ ...terms, pauses: [] }, calendar);
          if (running.kind !== 'running') throw new Error('it runs');
          if (pausedAt < deadlineInstant(running.due)) return;
          past += 1;
          expect(clock.left.value).toBe(0);
          const urgency = urgencyOf(running.due, pausedAt, calendar);
          if (urgency.kind !== 'overdue') throw new Error('it is past');
          expect(urgency.daysLate).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 600 },
    );
    expect(past).toBeGreaterThan(50);
  });
});
