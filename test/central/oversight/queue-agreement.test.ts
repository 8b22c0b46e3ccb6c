import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseColumns } from '#central/database/case-columns.ts';
import { deadlineOrder, urgencyBounds, urgencyExpression } from '#central/oversight/urgency-bounds.ts';
import { dueRange } from '#renderer/features/queue/due-range.ts';
import { dueKeyOf } from '#renderer/store/case-row.ts';
import { deadlineOf, metNow, paused, resumed } from '#shared/case/case-clock.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import type { CaseClock } from '#shared/case/clock-facts.ts';
import { QueueUrgency, queueUrgencyOf } from '#shared/case/queue-urgency.ts';
import { addMilliseconds, type Instant, instantOf } from '#shared/kernel/instant.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import type { TimeRule } from '#shared/service-level/time-rule.ts';
import { Story } from '#test/shared/case/case-story.ts';
import { catalogue, originOf } from '#test/shared/case/demo-case.ts';
import { demoOfficeCalendar } from '#test/shared/service-level/demo-files.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';

const calendars = new Map([
  ['follows' as OfficeId, demoOfficeCalendar('SMI')],
  ['plain' as OfficeId, demoOfficeCalendar('VAR')],
]);

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.drop());

/** The rest of a case; the clock is put into it. */
const { state: sample, service, today } = new Story();

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Around the end of summer time, with a weekend, and holidays not far. */
const FROM = Date.UTC(2026, 9, 20);

const RULES: readonly TimeRule[] = [
  { value: 0, unit: 'immediate' },
  { value: 30, unit: 'minute' },
  { value: 1500, unit: 'minute' },
  { value: 2, unit: 'calendar-day' },
  { value: 0, unit: 'working-day' },
  { value: 3, unit: 'working-day' },
  { value: 10, unit: 'working-day' },
  { value: 1, unit: 'month' },
];

interface Given {
  readonly office: OfficeId;
  readonly calendar: OfficeCalendar;
  readonly state: CaseState;
}

const given: fc.Arbitrary<Given> = fc
  .record({
    office: fc.constantFrom(...calendars.keys()),
    rule: fc.constantFrom(...RULES),
    startedAt: fc.integer({ min: -12 * DAY, max: 8 * DAY }),
    pausedAfter: fc.option(fc.integer({ min: 0, max: 5 * DAY })),
    resumedAfter: fc.option(fc.integer({ min: 0, max: 5 * DAY })),
    end: fc.constantFrom('open', 'open', 'open', 'met', 'not-started'),
  })
  .map(({ office, rule, startedAt, pausedAfter, resumedAfter, end }) => {
    const calendar = calendars.get(office) ?? expect.fail('an office of this test');
    const start = instantOf(FROM + startedAt);
    let clock: CaseClock = { startedAt: end === 'not-started' ? null : start, pauses: [], extension: null };
    if (pausedAfter !== null) clock = paused(clock, addMilliseconds(start, pausedAfter));
    if (pausedAfter !== null && resumedAfter !== null) {
      clock = resumed(clock, addMilliseconds(start, pausedAfter + resumedAfter));
    }
    const open = { ...sample, clock, deadline: deadlineOf(clock, rule, calendar) };
    if (end !== 'met') return { office, calendar, state: open };
    const serviceLevel = { ...service.serviceLevel, decision: rule };
    const deadline = metNow(open, {
      calendar,
      service: { ...service, variants: [], serviceLevel },
      origin: originOf({ at: addMilliseconds(start, 12 * DAY) }),
      catalogue,
      today,
    });
    return { office, calendar, state: { ...open, deadline } };
  });

/** What the centre's database says of the cases, and their places in its order. */
async function atTheCentre(
  cases: readonly Given[],
  nowAt: Instant,
): Promise<readonly { readonly urgency: QueueUrgency; readonly place: number }[]> {
  const columns = cases.map(({ state }) => caseColumns(state));
  const { rows } = await sql<{ urgency: QueueUrgency; place: number }>`
    select ${urgencyExpression(urgencyBounds(nowAt, calendars))} as urgency,
           dense_rank() over (order by ${deadlineOrder('asc')})::int as place
    from unnest(
      ${columns.map(({ due_at }) => due_at)}::timestamptz[],
      ${columns.map(({ clock }) => clock)}::text[],
      ${cases.map(({ office }) => office)}::text[]
    ) with ordinality as given (due_at, clock, office, row)
    order by row`.execute(opened.connection.kysely);
  return rows;
}

/** The one filter of the counter's queue that gives the case. */
function atTheCounter({ state, calendar }: Given, nowAt: Instant): QueueUrgency {
  const key = dueKeyOf(state);
  const found = QueueUrgency.options.filter((filter) => {
    const { from, before } = dueRange(filter, nowAt, calendar);
    return from <= key && key < before;
  });
  expect(found).toHaveLength(1);
  return found[0] ?? expect.fail('no filter');
}

const scene = fc.record({
  nowAt: fc.integer({ min: -2 * DAY, max: 8 * DAY }).map((off) => instantOf(FROM + off)),
  cases: fc.array(given, { minLength: 30, maxLength: 30 }),
});

describe('a case in the queue of its counter and in that of the centre', () => {
  it('[SL52] [SL53] stands alike in both, in words and in order, whatever its clock does', async () => {
    const seen = new Map<QueueUrgency, number>();
    await fc.assert(
      fc.asyncProperty(scene, async ({ nowAt, cases }) => {
        const centre = await atTheCentre(cases, nowAt);
        const keys = cases.map(({ state }) => dueKeyOf(state));
        const order = [...new Set(keys)].toSorted((a, b) => (a < b ? -1 : 1));
        for (const [index, one] of cases.entries()) {
          const urgency = queueUrgencyOf(one.state, nowAt, one.calendar);
          expect(atTheCounter(one, nowAt)).toBe(urgency);
          expect(centre[index]).toEqual({ urgency, place: order.indexOf(keys[index] ?? '') + 1 });
          seen.set(urgency, (seen.get(urgency) ?? 0) + 1);
        }
      }),
      { numRuns: 100 },
    );
    expect([...seen.keys()].toSorted()).toEqual([...QueueUrgency.options].toSorted());
    for (const [urgency, count] of seen) expect(count, urgency).toBeGreaterThan(10);
  });
});
