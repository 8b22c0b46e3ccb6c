import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMilliseconds, instantOf } from '#shared/kernel/instant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { addDays } from '#shared/kernel/plain-date.ts';
import { type Due, deadlineInstant, dueOf } from '#shared/service-level/due.ts';
import { TimeUnit } from '#shared/service-level/time-rule.ts';
import { type Urgency, urgencyOf } from '#shared/service-level/urgency.ts';
import { at, demoOfficeCalendar, on } from './demo-files.ts';

const following = demoOfficeCalendar('SMI');
const notFollowing = demoOfficeCalendar('VAR');
const dueDate = (dueOn: string): Due => ({ kind: 'date', dueOn: on(dueOn), confirmed: 'confirmed' });
const soon = (workingDaysLeft: number): Urgency => ({ kind: 'due-soon', workingDaysLeft });

describe('urgencyOf', () => {
  it.each([
    ['2026-10-06', '12:00', { kind: 'in-time' }],
    ['2026-10-07', '00:00', soon(2)],
    ['2026-10-08', '23:59', soon(1)],
    ['2026-10-09', '00:00', { kind: 'due-today' }],
    ['2026-10-09', '23:59', { kind: 'due-today' }],
    ['2026-10-10', '00:00', { kind: 'overdue', daysLate: 1 }],
    ['2026-10-12', '10:00', { kind: 'overdue', daysLate: 3 }],
  ] satisfies [string, string, Urgency][])(
    '[SL25] [SL26] [SL27] Friday 9 October 2026 seen on %s at %s',
    (date, time, urgency) => {
      expect(urgencyOf(dueDate('2026-10-09'), at(date, time), following)).toEqual(urgency);
    },
  );

  it('[SL27] a weekend before the due date does not make it less pressing', () => {
    expect(urgencyOf(dueDate('2026-10-12'), at('2026-10-10', '12:00'), following)).toEqual(soon(1));
    expect(urgencyOf(dueDate('2026-10-12'), at('2026-10-08', '12:00'), following)).toEqual(soon(2));
  });

  it('[SL10] [SL27] days left are counted by the calendar of the office', () => {
    const seenAt = at('2026-06-19', '12:00');
    expect(urgencyOf(dueDate('2026-06-26'), seenAt, following)).toEqual(soon(2));
    expect(urgencyOf(dueDate('2026-06-26'), seenAt, notFollowing)).toEqual({ kind: 'in-time' });
  });

  it('[SL3] [SL25] a time of minutes is overdue after its instant, first by 0 days', () => {
    const due = dueOf({ value: 30, unit: 'minute' }, at('2026-10-09', '10:00'), following);
    const end = at('2026-10-09', '10:30');
    expect(urgencyOf(due, end, following)).toEqual({ kind: 'due-today' });
    expect(urgencyOf(due, addMilliseconds(end, 1), following)).toEqual({ kind: 'overdue', daysLate: 0 });
    expect(urgencyOf(due, at('2026-10-10', '00:00'), following)).toEqual({ kind: 'overdue', daysLate: 1 });
  });

  it('[SL27] an instant on a day off may have no working day left', () => {
    const due: Due = { kind: 'instant', dueAt: at('2026-10-11', '10:00') };
    expect(urgencyOf(due, at('2026-10-09', '10:00'), following)).toEqual(soon(0));
  });

  it('[SL24] [SL25] overdue begins exactly at the first instant that is too late', () => {
    const starts = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2031, 0, 1) }).map(instantOf);
    const unit = fc.constantFrom(...TimeUnit.options);
    fc.assert(
      fc.property(starts, unit, fc.integer({ min: 0, max: 60 }), (startAt, timeUnit, value) => {
        const due = dueOf({ value, unit: timeUnit }, startAt, following);
        const tooLateAt = deadlineInstant(due);
        expect(urgencyOf(due, tooLateAt, following).kind).toBe('overdue');
        expect(urgencyOf(due, addMilliseconds(tooLateAt, -1), following).kind).toBe('due-today');
      }),
    );
  });

  it('[SL27] the nearer the day, the more pressing', () => {
    const rank = { 'in-time': 0, 'due-soon': 1, 'due-today': 2, overdue: 3 } satisfies Record<
      Urgency['kind'],
      number
    >;
    const moments = fc.integer({ min: Date.UTC(2025, 11, 1), max: Date.UTC(2026, 6, 31) }).map(instantOf);
    fc.assert(
      fc.property(moments, moments, fc.constantFrom(following, notFollowing), (x, y, calendar) => {
        const [earlier, later] = x < y ? [x, y] : [y, x];
        const due = dueOf({ value: 10, unit: 'working-day' }, at('2026-03-01', '10:00'), calendar);
        const before = urgencyOf(due, earlier, calendar);
        const after = urgencyOf(due, later, calendar);
        expect(rank[after.kind]).toBeGreaterThanOrEqual(rank[before.kind]);
        if (after.kind === 'overdue' && due.kind === 'date') {
          expect(addDays(due.dueOn, after.daysLate)).toBe(localDateOf(later));
        }
      }),
    );
  });
});
