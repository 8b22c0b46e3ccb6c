import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, millisecondsOf } from '#shared/kernel/instant.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { addDays } from '#shared/kernel/plain-date.ts';
import { clockOf, LevelClock } from '#shared/service-level/clock.ts';
import type { ClockTerms } from '#shared/service-level/clock-terms.ts';
import { type Due, deadlineInstant } from '#shared/service-level/due.ts';
import type { TimeLeft } from '#shared/service-level/time-left.ts';
import { TimeUnit } from '#shared/service-level/time-rule.ts';
import { addWorkingDays, isWorkingDay, workingDayOnOrAfter } from '#shared/service-level/working-days.ts';
import { type EndedTerms, endedTerms, plainTerms, withOpenPause } from './arbitrary-terms.ts';
import { modelClock } from './clock-model.ts';
import { at, demoOfficeCalendar } from './demo-files.ts';

const following = demoOfficeCalendar('SMI');
const notFollowing = demoOfficeCalendar('VAR');
const calendarFor = (follows: boolean) => (follows ? following : notFollowing);
const ratio = fc.double({ min: 0, max: 1, noNaN: true });

function dueIn(terms: ClockTerms, follows: boolean): Due {
  const clock = clockOf(terms, calendarFor(follows));
  invariant(clock.kind === 'running', 'the clock stands');
  return clock.due;
}

function leftIn(terms: ClockTerms, follows: boolean): TimeLeft {
  const clock = clockOf(terms, calendarFor(follows));
  invariant(clock.kind === 'paused', 'the clock runs');
  return clock.left;
}

const endIn = (terms: ClockTerms, follows: boolean): number =>
  millisecondsOf(deadlineInstant(dueIn(terms, follows)));

const lastPauseOf = ({ pauses }: EndedTerms) => {
  const last = pauses.at(-1);
  invariant(last !== undefined, 'terms without a pause');
  return last;
};
const withPause = (terms: fc.Arbitrary<EndedTerms>): fc.Arbitrary<EndedTerms> =>
  terms.filter(({ pauses }) => pauses.length > 0);

describe('the clock', () => {
  it('[SL34] [SL35] [SL36] [SL37] [SL38] [SL45] agrees with counting day by day', () => {
    fc.assert(
      fc.property(endedTerms, fc.boolean(), (terms, follows) => {
        const due = dueIn(terms, follows);
        expect(due.kind === 'date' ? due.dueOn : due.dueAt).toBe(modelClock(terms, follows));
      }),
      { numRuns: 2_000 },
    );
  });

  it('[SL40] says what is left as counting day by day does', () => {
    fc.assert(
      fc.property(withPause(endedTerms), fc.boolean(), (ended, follows) => {
        const terms = withOpenPause(ended);
        const { value, unit } = leftIn(terms, follows);
        expect(`left ${value} ${unit}`).toBe(modelClock(terms, follows));
      }),
      { numRuns: 2_000 },
    );
  });

  it('[SL34] one pause more is never due earlier', () => {
    fc.assert(
      fc.property(withPause(endedTerms), fc.nat(), fc.boolean(), (terms, which, follows) => {
        const fewer = terms.pauses.toSpliced(which % terms.pauses.length, 1);
        expect(endIn(terms, follows)).toBeGreaterThanOrEqual(endIn({ ...terms, pauses: fewer }, follows));
      }),
    );
  });

  it('[SL34] a longer pause is never due earlier, and none earlier than no pause', () => {
    fc.assert(
      fc.property(
        withPause(endedTerms),
        fc.nat({ max: 60 * 24 * 40 }),
        fc.boolean(),
        (terms, more, follows) => {
          const { pausedAt, resumedAt } = lastPauseOf(terms);
          const longer = { pausedAt, resumedAt: instantOf(millisecondsOf(resumedAt) + more * 60_000) };
          const end = endIn(terms, follows);
          expect(endIn({ ...terms, pauses: terms.pauses.with(-1, longer) }, follows)).toBeGreaterThanOrEqual(
            end,
          );
          expect(end).toBeGreaterThanOrEqual(endIn({ ...terms, pauses: [] }, follows));
        },
      ),
    );
  });

  it('[SL41] a pause cut in two at any instant changes nothing', () => {
    fc.assert(
      fc.property(withPause(endedTerms), fc.nat(), ratio, fc.boolean(), (terms, which, share, follows) => {
        const index = which % terms.pauses.length;
        const pause = terms.pauses[index];
        invariant(pause !== undefined, 'no such pause');
        const [from, to] = [millisecondsOf(pause.pausedAt), millisecondsOf(pause.resumedAt)];
        const cutAt = instantOf(from + Math.round((to - from) * share));
        const pauses = terms.pauses.toSpliced(
          index,
          1,
          { pausedAt: pause.pausedAt, resumedAt: cutAt },
          { pausedAt: cutAt, resumedAt: pause.resumedAt },
        );
        const cut = { ...terms, pauses };
        expect(clockOf(cut, calendarFor(follows))).toEqual(clockOf(terms, calendarFor(follows)));
        expect(leftIn(withOpenPause({ ...terms, pauses: pauses.slice(0, index + 1) }), follows)).toEqual(
          leftIn(withOpenPause({ ...terms, pauses: terms.pauses.slice(0, index + 1) }), follows),
        );
      }),
    );
  });

  it('[SL40] what is left is never less than nothing nor more than the whole', () => {
    fc.assert(
      fc.property(withPause(plainTerms), fc.boolean(), (ended, follows) => {
        const terms = withOpenPause(ended);
        const { value, unit } = leftIn(terms, follows);
        const before = { pausedAt: at('2024-12-01', '10:00'), resumedAt: null };
        const whole = leftIn({ ...terms, pauses: [before] }, follows);
        expect(unit).toBe(whole.unit);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(whole.value);
        if (ended.rule.unit !== 'month') expect(whole).toEqual(ended.rule);
      }),
    );
  });

  it('[SL40] what was left when it stopped is left when it runs again', () => {
    let looked = 0;
    fc.assert(
      fc.property(withPause(plainTerms), fc.boolean(), (ended, follows) => {
        const { value, unit } = leftIn(withOpenPause(ended), follows);
        if (value === 0) return;
        const { resumedAt } = lastPauseOf(ended);
        const due = dueIn(ended, follows);
        looked += 1;
        if (due.kind === 'instant') {
          const from = resumedAt > ended.startedAt ? resumedAt : ended.startedAt;
          const runs = (millisecondsOf(due.dueAt) - millisecondsOf(from)) / 60_000;
          expect(Math.ceil(runs)).toBe(value);
          return;
        }
        // The day on which it runs again is the first that counts, unless it is the day of the start or before it.
        const startOn = localDateOf(ended.startedAt);
        const resumedOn = localDateOf(resumedAt);
        const before = resumedOn > startOn ? addDays(resumedOn, -1) : startOn;
        const calendar = calendarFor(follows);
        const expected =
          unit === 'working-day'
            ? addWorkingDays(before, value, calendar)
            : workingDayOnOrAfter(addDays(before, value), calendar);
        expect(due.dueOn).toBe(expected);
      }),
    );
    expect(looked).toBeGreaterThan(20);
  });

  it('[SL39] stopped in time it runs again in time, and stopped too late it changes nothing', () => {
    const seen = { inTime: 0, tooLate: 0 };
    fc.assert(
      fc.property(withPause(endedTerms), fc.boolean(), (terms, follows) => {
        const { pausedAt, resumedAt } = lastPauseOf(terms);
        const before = endIn({ ...terms, pauses: terms.pauses.slice(0, -1) }, follows);
        const after = endIn(terms, follows);
        if (terms.rule.unit === 'immediate' && terms.extension === null) return;
        if (millisecondsOf(pausedAt) < before) {
          seen.inTime += 1;
          if (pausedAt >= terms.startedAt) expect(after).toBeGreaterThan(millisecondsOf(resumedAt));
        } else {
          seen.tooLate += 1;
          expect(after).toBe(before);
        }
      }),
      { numRuns: 500 },
    );
    expect(seen.inTime).toBeGreaterThan(50);
    expect(seen.tooLate).toBeGreaterThan(50);
  });

  it('[SL37] is due on a working day at whose end it runs', () => {
    fc.assert(
      fc.property(endedTerms, fc.boolean(), (terms, follows) => {
        const due = dueIn(terms, follows);
        if (due.kind === 'instant') return;
        expect(isWorkingDay(due.dueOn, calendarFor(follows))).toBe(true);
        expect(due.dueOn >= localDateOf(terms.startedAt)).toBe(true);
        const end = deadlineInstant(due);
        expect(terms.pauses.some(({ pausedAt, resumedAt }) => pausedAt < end && end <= resumedAt)).toBe(
          false,
        );
      }),
    );
  });

  it('[SL45] an extension is never due earlier', () => {
    fc.assert(
      fc.property(endedTerms, fc.boolean(), (terms, follows) => {
        const own = endIn({ ...terms, extension: null }, follows);
        expect(endIn(terms, follows)).toBeGreaterThanOrEqual(own);
      }),
    );
  });

  it('[SL40] the longest times that a rule may name have a clock too', () => {
    const startedAt = at('2199-12-31', '10:00');
    const pause = { pausedAt: at('2200-02-01', '10:00'), resumedAt: at('2260-01-01', '10:00') };
    for (const unit of TimeUnit.options) {
      const terms = { rule: { value: 50_000, unit }, startedAt, pauses: [pause], extension: null };
      const open = { ...terms, pauses: [pause, { pausedAt: at('2270-01-01', '10:00'), resumedAt: null }] };
      for (const clock of [clockOf(terms, following), clockOf(open, following)]) {
        expect(LevelClock.safeParse(clock).success).toBe(true);
      }
    }
  });
});
