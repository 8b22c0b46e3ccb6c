import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMilliseconds, instantOf, millisecondsOf } from '#shared/kernel/instant.ts';
import { localDateOf, localTimeOf } from '#shared/kernel/local-time.ts';
import { addDays, type PlainDate } from '#shared/kernel/plain-date.ts';
import { Due, deadlineInstant, dueOf } from '#shared/service-level/due.ts';
import { officeCalendarOf } from '#shared/service-level/office-calendar.ts';
import { TimeRule, TimeUnit } from '#shared/service-level/time-rule.ts';
import { isWorkingDay, workingDayOnOrAfter } from '#shared/service-level/working-days.ts';
import { at, demoCalendar, demoOfficeCalendar, on, utc } from './demo-files.ts';

const following = demoOfficeCalendar('SMI');
const notFollowing = demoOfficeCalendar('VAR');

const rule = (value: number, unit: TimeUnit): TimeRule => TimeRule.parse({ value, unit });
const confirmed = (dueOn: string): Due => ({ kind: 'date', dueOn: on(dueOn), confirmed: 'confirmed' });

const starts = fc
  .integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2032, 0, 1) })
  .map((milliseconds) => instantOf(milliseconds));
const rules = fc.record({
  value: fc.integer({ min: 0, max: 400 }),
  unit: fc.constantFrom(...TimeUnit.options),
});
const calendars = fc.constantFrom(following, notFollowing);

/** Month addition by the platform's Date, another way than the program's. */
function monthsLater(date: PlainDate, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  if (lastOfMonth.getUTCDate() > day) lastOfMonth.setUTCDate(day);
  return lastOfMonth.toISOString().slice(0, 10);
}

describe('dueOf', () => {
  it('[SL4] at once is due at the start', () => {
    const startAt = at('2026-10-09', '10:41');
    expect(dueOf(rule(0, 'immediate'), startAt, following)).toEqual({ kind: 'instant', dueAt: startAt });
  });

  it.each([
    ['an ordinary day', '2026-10-09T07:41:00.000Z', 30, '2026-10-09T08:11:00.000Z'],
    ['the hour that the spring change skips', '2026-03-29T00:50:00.000Z', 30, '2026-03-29T01:20:00.000Z'],
    ['the hour that the autumn change repeats', '2026-10-25T00:30:00.000Z', 90, '2026-10-25T02:00:00.000Z'],
    ['midnight', '2026-06-23T20:59:59.999Z', 1, '2026-06-23T21:00:59.999Z'],
  ])('[SL5] minutes are elapsed time over %s', (_, start, minutes, end) => {
    const due = dueOf(rule(minutes, 'minute'), utc(start), following);
    expect(due).toEqual({ kind: 'instant', dueAt: end });
  });

  it.each([
    ['in the middle of the day', at('2026-10-07', '10:00'), '2026-10-08'],
    ['after closing time', at('2026-10-07', '19:30'), '2026-10-08'],
    ['in the last minute of the day', at('2026-10-07', '23:59'), '2026-10-08'],
    ['in the first minute, still yesterday in Greenwich', utc('2026-10-06T21:00:00.000Z'), '2026-10-08'],
    ['a millisecond earlier', utc('2026-10-06T20:59:59.999Z'), '2026-10-07'],
  ])('[SL1] [SL2] a start %s counts from its local date', (_, startAt, dueOn) => {
    expect(dueOf(rule(1, 'working-day'), startAt, following)).toEqual(confirmed(dueOn));
    expect(dueOf(rule(1, 'calendar-day'), startAt, following)).toEqual(confirmed(dueOn));
  });

  it('[SL2] a start on a day off counts from that date', () => {
    const sunday = at('2026-10-11', '12:00');
    expect(dueOf(rule(1, 'working-day'), sunday, following)).toEqual(confirmed('2026-10-12'));
    expect(dueOf(rule(14, 'calendar-day'), sunday, following)).toEqual(confirmed('2026-10-26'));
    expect(dueOf(rule(1, 'month'), sunday, following)).toEqual(confirmed('2026-11-11'));
  });

  it.each([
    [following, '2026-06-08', 14, '2026-06-25'],
    [notFollowing, '2026-06-08', 14, '2026-06-22'],
    [following, '2026-06-13', 14, '2026-06-27'],
    [notFollowing, '2026-06-13', 14, '2026-06-29'],
    [following, '2025-12-19', 14, '2026-01-05'],
    [notFollowing, '2025-12-19', 14, '2026-01-02'],
    [following, '2026-01-03', 14, '2026-01-17'],
    [notFollowing, '2026-01-03', 14, '2026-01-19'],
    [following, '2026-10-09', 0, '2026-10-09'],
    [following, '2026-10-10', 0, '2026-10-12'],
  ])(
    '[SL6] calendar days that end on a day off end on the next working day (%#)',
    (calendar, date, days, dueOn) => {
      expect(dueOf(rule(days, 'calendar-day'), at(date, '10:00'), calendar)).toEqual(confirmed(dueOn));
    },
  );

  it.each([
    ['2025-01-31', 1, '2025-02-28'],
    ['2025-01-31', 2, '2025-03-31'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2027-01-31', 1, '2027-03-01'],
    ['2026-03-31', 1, '2026-04-30'],
    ['2026-10-31', 1, '2026-11-30'],
    ['2026-12-31', 2, '2027-03-01'],
    ['2027-02-28', 1, '2027-03-30'],
    ['2026-05-18', 6, '2026-11-19'],
    ['2026-09-24', 3, '2026-12-28'],
    ['2026-07-08', 0, '2026-07-08'],
  ])('[SL7] %s and %i months are due on %s', (date, months, dueOn) => {
    expect(dueOf(rule(months, 'month'), at(date, '10:00'), following)).toEqual(confirmed(dueOn));
  });

  it('[SL13] zero working days from a day off are the next working day', () => {
    const startAt = at('2026-06-21', '10:00');
    expect(dueOf(rule(0, 'working-day'), startAt, following)).toEqual(confirmed('2026-06-25'));
    expect(dueOf(rule(0, 'working-day'), startAt, notFollowing)).toEqual(confirmed('2026-06-22'));
    expect(dueOf(rule(0, 'working-day'), at('2026-06-19', '23:00'), following)).toEqual(
      confirmed('2026-06-19'),
    );
  });

  it.each([
    [10, '2026-06-16', '2026-07-02', '2026-07-02'],
    [6, '2026-06-16', '2026-06-27', '2026-06-26'],
    [10, '2026-01-05', '2026-01-17', '2026-01-19'],
    [5, '2025-11-12', '2025-11-21', '2025-11-20'],
    [18, '2025-12-15', '2026-01-16', '2026-01-15'],
    [20, '2025-12-15', '2026-01-19', '2026-01-19'],
    [15, '2027-12-20', '2028-01-12', '2028-01-12'],
  ])(
    '[SL12] %i working days from %s are %s where moved days are followed and %s where not',
    (days, date, a, b) => {
      const startAt = at(date, '16:55');
      expect(dueOf(rule(days, 'working-day'), startAt, following)).toEqual(confirmed(a));
      expect(dueOf(rule(days, 'working-day'), startAt, notFollowing)).toEqual(confirmed(b));
    },
  );

  it.each([
    ['working-day', '2028-12-28', 1, '2028-12-29', 'confirmed'],
    ['working-day', '2028-12-28', 2, '2029-01-02', 'calendar-not-confirmed'],
    ['calendar-day', '2028-12-15', 14, '2028-12-29', 'confirmed'],
    ['calendar-day', '2028-12-15', 15, '2029-01-02', 'calendar-not-confirmed'],
    ['month', '2028-12-01', 1, '2029-01-02', 'calendar-not-confirmed'],
    ['month', '2024-12-10', 1, '2025-01-10', 'confirmed'],
    ['working-day', '2024-12-30', 1, '2025-01-02', 'calendar-not-confirmed'],
    ['working-day', '2024-12-31', 1, '2025-01-02', 'confirmed'],
  ] as const)('[SL16] %s from %s: %i are %s, %s', (unit, date, value, dueOn, mark) => {
    const due = dueOf(rule(value, unit), at(date, '10:00'), following);
    expect(due).toEqual({ kind: 'date', dueOn, confirmed: mark });
  });

  it.each([
    ['working-day', '2028-07-06', 1, '2028-07-07', 'confirmed'],
    ['working-day', '2028-07-06', 2, '2028-07-11', 'planned-day'],
    ['working-day', '2028-07-10', 1, '2028-07-11', 'confirmed'],
    ['working-day', '2028-07-10', 0, '2028-07-11', 'planned-day'],
    ['calendar-day', '2028-06-26', 14, '2028-07-11', 'planned-day'],
    ['calendar-day', '2028-06-26', 13, '2028-07-11', 'planned-day'],
    ['calendar-day', '2028-06-26', 15, '2028-07-11', 'confirmed'],
    ['month', '2028-06-10', 1, '2028-07-11', 'planned-day'],
  ] as const)('[SL17] [SL18] %s from %s: %i are %s, %s', (unit, date, value, dueOn, mark) => {
    const due = dueOf(rule(value, unit), at(date, '10:00'), notFollowing);
    expect(due).toEqual({ kind: 'date', dueOn, confirmed: mark });
  });

  it('[SL17] a planned move marks only where moved days are followed', () => {
    const { firstYear, lastYear, days } = demoCalendar();
    const facts = { name: { lv: 'Plānota diena', en: 'Planned day' }, status: 'planned' } as const;
    const calendar = {
      firstYear,
      lastYear,
      days: [
        ...days,
        { type: 'moved-off', date: on('2027-06-25'), movedTo: on('2027-06-19'), ...facts } as const,
        { type: 'moved-work', date: on('2027-06-19'), movedFrom: on('2027-06-25'), ...facts } as const,
      ],
    };
    const startAt = at('2027-06-18', '10:00');
    expect(dueOf(rule(1, 'working-day'), startAt, officeCalendarOf(calendar, true))).toEqual({
      kind: 'date',
      dueOn: '2027-06-19',
      confirmed: 'planned-day',
    });
    const elsewhere = dueOf(rule(1, 'working-day'), startAt, officeCalendarOf(calendar, false));
    expect(elsewhere).toEqual(confirmed('2027-06-21'));
  });

  it('[SL7] months agree with the platform, then move to a working day', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 0, max: 60 }), calendars, (startAt, months, calendar) => {
        const due = dueOf(rule(months, 'month'), startAt, calendar);
        const endOn = on(monthsLater(localDateOf(startAt), months));
        expect(due).toMatchObject({ kind: 'date', dueOn: workingDayOnOrAfter(endOn, calendar) });
      }),
    );
  });

  it('[SL6] [SL12] a due date is a working day, and no time is over before it starts', () => {
    fc.assert(
      fc.property(rules, starts, calendars, (timeRule, startAt, calendar) => {
        const due = dueOf(timeRule, startAt, calendar);
        expect(Due.parse(due)).toEqual(due);
        expect(deadlineInstant(due) > startAt).toBe(true);
        if (due.kind === 'instant') return;
        expect(due.dueOn >= localDateOf(startAt)).toBe(true);
        expect(isWorkingDay(due.dueOn, calendar)).toBe(true);
      }),
    );
  });

  it('[SL12] a later start or a longer time is never due earlier', () => {
    const value = fc.integer({ min: 0, max: 400 });
    const unit = fc.constantFrom(...TimeUnit.options);
    fc.assert(
      fc.property(unit, value, value, starts, starts, calendars, (timeUnit, a, b, x, y, calendar) => {
        const earlier = dueOf(rule(Math.min(a, b), timeUnit), x < y ? x : y, calendar);
        const later = dueOf(rule(Math.max(a, b), timeUnit), x < y ? y : x, calendar);
        expect(deadlineInstant(later) >= deadlineInstant(earlier)).toBe(true);
      }),
    );
  });

  it('[SL7] the longest time that a rule may name still has a due date', () => {
    for (const unit of TimeUnit.options) {
      expect(Due.safeParse(dueOf(rule(50_000, unit), at('2199-12-31', '10:00'), following)).success).toBe(
        true,
      );
    }
    expect(TimeRule.safeParse({ value: 50_001, unit: 'month' }).success).toBe(false);
  });
});

describe('deadlineInstant', () => {
  it.each([
    ['winter', '2026-01-05', '2026-01-05T22:00:00.000Z'],
    ['summer', '2026-07-06', '2026-07-06T21:00:00.000Z'],
    ['the Friday before the spring change', '2026-03-27', '2026-03-27T22:00:00.000Z'],
    ['the day of the spring change', '2026-03-29', '2026-03-29T21:00:00.000Z'],
    ['the day of the autumn change', '2026-10-25', '2026-10-25T22:00:00.000Z'],
    ['the last day of a year', '2026-12-31', '2026-12-31T22:00:00.000Z'],
  ])('[SL3] a due date in %s ends with its local day', (_, dueOn, instant) => {
    expect(deadlineInstant(confirmed(dueOn))).toBe(instant);
  });

  it('[SL3] is the first instant of the next local day', () => {
    fc.assert(
      fc.property(starts, (startAt) => {
        const dueOn = localDateOf(startAt);
        const end = deadlineInstant({ kind: 'date', dueOn, confirmed: 'confirmed' });
        expect(localTimeOf(end)).toEqual({ date: addDays(dueOn, 1), hour: 0, minute: 0, second: 0 });
        expect(localDateOf(addMilliseconds(end, -1))).toBe(dueOn);
      }),
    );
  });

  it('[SL3] an instant is kept at that instant and missed after it', () => {
    const dueAt = utc('2026-10-09T08:11:00.000Z');
    expect(millisecondsOf(deadlineInstant({ kind: 'instant', dueAt })) - millisecondsOf(dueAt)).toBe(1);
  });
});

describe('TimeRule', () => {
  it('[SL8] a rule without startsAt is a rule, and any other start is not', () => {
    expect(TimeRule.parse({ value: 1, unit: 'month' }).startsAt).toBeUndefined();
    expect(TimeRule.safeParse({ value: 1, unit: 'month', startsAt: 'payment' }).success).toBe(false);
  });
});
