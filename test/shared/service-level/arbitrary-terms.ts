import fc from 'fast-check';
import { addMilliseconds, type Instant, instantOf } from '#shared/kernel/instant.ts';
import { startOfDay } from '#shared/kernel/local-time.ts';
import { addDays, fromDayNumber, toDayNumber } from '#shared/kernel/plain-date.ts';
import type { ClockTerms, Extension } from '#shared/service-level/clock-terms.ts';
import type { EndedPause } from '#shared/service-level/pause.ts';
import type { TimeRule } from '#shared/service-level/time-rule.ts';
import { on } from './demo-files.ts';

// Terms of clocks that end within the calendar file. Instants lie close together and often at midnight, since that is
// where the rules meet.

const firstDay = toDayNumber(on('2025-01-02'));
const lastDay = toDayNumber(on('2027-03-31'));

/** Rules of every unit. */
export const rules: fc.Arbitrary<TimeRule> = fc.oneof(
  fc.constant<TimeRule>({ value: 0, unit: 'immediate' }),
  fc.record({ value: fc.nat({ max: 6_000 }), unit: fc.constant('minute' as const) }),
  fc.record({ value: fc.nat({ max: 40 }), unit: fc.constant('calendar-day' as const) }),
  fc.record({ value: fc.nat({ max: 25 }), unit: fc.constant('working-day' as const) }),
  fc.record({ value: fc.nat({ max: 3 }), unit: fc.constant('month' as const) }),
);

const minutesOfDay = fc.oneof(
  fc.constantFrom(0, 1, 539, 540, 1_080, 1_379),
  fc.integer({ min: 0, max: 1_379 }),
);

/** An instant at most so many days after `day` (a day number), or as many milliseconds before a midnight. */
function instantAfter(day: number, days: number): fc.Arbitrary<Instant> {
  return fc
    .tuple(fc.nat({ max: days }), minutesOfDay, fc.constantFrom(0, 0, 0, -1, 30_000))
    .map(([after, minutes, more]) =>
      addMilliseconds(startOfDay(addDays(fromDayNumber(day), after)), minutes * 60_000 + more),
    );
}

/** Pauses in order that have ended, some touching, some without length, some before `day`. */
function pausesAround(day: number): fc.Arbitrary<readonly EndedPause[]> {
  return fc.array(instantAfter(day - 3, 60), { maxLength: 8 }).map((instants) => {
    const sorted = instants.toSorted();
    return Array.from({ length: Math.floor(sorted.length / 2) }, (_, index) => ({
      pausedAt: sorted[index * 2] ?? instantOf(0),
      resumedAt: sorted[index * 2 + 1] ?? instantOf(0),
    }));
  });
}

/** Terms whose pauses have all ended. */
export interface EndedTerms extends ClockTerms {
  readonly pauses: readonly EndedPause[];
}

const startDays = fc.integer({ min: firstDay, max: lastDay });

function extensionsAfter(day: number): fc.Arbitrary<Extension> {
  return fc.record({
    extendedAt: instantAfter(day, 20),
    extendedTo: fc.nat({ max: 120 }).map((days) => fromDayNumber(day + days)),
  });
}

/** Terms of a clock that runs, without an extension. */
export const plainTerms: fc.Arbitrary<EndedTerms> = startDays.chain((day) =>
  fc.record({
    rule: rules,
    startedAt: instantAfter(day, 0),
    pauses: pausesAround(day),
    extension: fc.constant(null),
  }),
);

/** Terms of a clock that runs, extended or not. */
export const endedTerms: fc.Arbitrary<EndedTerms> = startDays.chain((day) =>
  fc.record({
    rule: rules,
    startedAt: instantAfter(day, 0),
    pauses: pausesAround(day),
    extension: fc.option(extensionsAfter(day), { nil: null }),
  }),
);

/** The same terms with the last pause open; without pauses, as they are. */
export function withOpenPause(terms: EndedTerms): ClockTerms {
  const last = terms.pauses.at(-1);
  if (last === undefined) return terms;
  return { ...terms, pauses: [...terms.pauses.slice(0, -1), { pausedAt: last.pausedAt, resumedAt: null }] };
}
