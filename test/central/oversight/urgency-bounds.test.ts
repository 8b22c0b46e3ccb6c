import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urgencyBounds, urgencyExpression } from '#central/oversight/urgency-bounds.ts';
import type { QueueUrgency } from '#shared/case/queue-urgency.ts';
import { instantOf, millisecondsOf } from '#shared/kernel/instant.ts';
import { startOfDay } from '#shared/kernel/local-time.ts';
import { addDays, type PlainDate } from '#shared/kernel/plain-date.ts';
import { parseHolidayCsv } from '#shared/service-level/calendar-file.ts';
import { type Due, deadlineInstant } from '#shared/service-level/due.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import { officeCalendarOf } from '#shared/service-level/office-calendar.ts';
import { urgencyOf } from '#shared/service-level/urgency.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';

const read = parseHolidayCsv(
  readFileSync(new URL('../../../central/demo/holidays-lv.csv', import.meta.url), 'utf8'),
);
if (!read.ok) throw new Error('the calendar is without a fault');
const calendars = new Map([
  ['follows' as OfficeId, officeCalendarOf(read.value, true)],
  ['plain' as OfficeId, officeCalendarOf(read.value, false)],
]);

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.drop());

interface Question {
  readonly due: Due;
  readonly office: OfficeId;
}

/** What the database says of each. */
async function asked(questions: readonly Question[], nowAt: number): Promise<readonly QueueUrgency[]> {
  const expression = urgencyExpression(urgencyBounds(instantOf(nowAt), calendars));
  const dueAt = questions.map(({ due }) => deadlineInstant(due));
  const offices = questions.map(({ office }) => office);
  const { rows } = await sql<{ urgency: QueueUrgency }>`
    select ${expression} as urgency
    from unnest(${dueAt}::timestamptz[], ${offices}::text[]) with ordinality as given (due_at, office, place),
      (values ('running')) as fixed (clock)
    order by place`.execute(opened.connection.kysely);
  return rows.map(({ urgency }) => urgency);
}

function expected({ due, office }: Question, nowAt: number): QueueUrgency {
  const calendar = calendars.get(office);
  if (calendar === undefined) throw new Error('an office of this test');
  return urgencyOf(due, instantOf(nowAt), calendar).kind;
}

const DAY = 86_400_000;
const FIRST = millisecondsOf(startOfDay('2025-01-01' as PlainDate));
const question = (nowAt: number): fc.Arbitrary<Question> =>
  fc.record({
    office: fc.constantFrom(...calendars.keys()),
    due: fc.oneof(
      fc.integer({ min: -12, max: 12 }).map((days): Due => {
        const dueOn = addDays(instantOf(nowAt).slice(0, 10) as PlainDate, days);
        return { kind: 'date', dueOn, confirmed: 'confirmed' };
      }),
      fc
        .integer({ min: -5 * DAY, max: 12 * DAY })
        .map((offset): Due => ({ kind: 'instant', dueAt: instantOf(nowAt + offset) })),
    ),
  });
const scene = fc.integer({ min: 0, max: 4 * 365 * DAY }).chain((offset) => {
  const nowAt = FIRST + offset;
  return fc.tuple(fc.constant(nowAt), fc.array(question(nowAt), { minLength: 40, maxLength: 40 }));
});

describe('urgency in the database', () => {
  it('[SL24] to [SL27] is that of `urgencyOf`, at any moment, by any calendar', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(scene, async ([nowAt, questions]) => {
        const answers = await asked(questions, nowAt);
        expect(answers).toEqual(questions.map((one) => expected(one, nowAt)));
        for (const answer of answers) seen.add(answer);
      }),
      { numRuns: 150 },
    );
    expect([...seen].sort()).toEqual(['due-soon', 'due-today', 'in-time', 'overdue']);
  });

  it('[SL24] to [SL27] is that of `urgencyOf` at the edges of days, also of those when the clock changes', async () => {
    const days = ['2026-03-28', '2026-10-24', '2026-06-22', '2026-12-31', '2025-11-15'] as PlainDate[];
    for (const today of days) {
      const edges = [startOfDay(today), startOfDay(addDays(today, 1)), startOfDay(addDays(today, 2))];
      for (const nowAt of edges.flatMap((edge) => [-1, 0, 1].map((off) => millisecondsOf(edge) + off))) {
        const questions = [...calendars.keys()].flatMap((office) => [
          ...Array.from(
            { length: 10 },
            (_, ahead): Question => ({
              office,
              due: { kind: 'date', dueOn: addDays(today, ahead - 2), confirmed: 'confirmed' },
            }),
          ),
          ...edges.flatMap((edge) =>
            [-1, 0, 1].map(
              (off): Question => ({
                office,
                due: { kind: 'instant', dueAt: instantOf(millisecondsOf(edge) + off) },
              }),
            ),
          ),
        ]);
        expect(await asked(questions, nowAt)).toEqual(questions.map((one) => expected(one, nowAt)));
      }
    }
  });

  it('has a word for a clock that does not run, and none is soon without a calendar', async () => {
    const bounds = urgencyBounds(instantOf(FIRST), calendars);
    const { rows } = await sql<{ urgency: string }>`
      select ${urgencyExpression(bounds)} as urgency
      from (values (null::timestamptz, 'not-started', 'plain'), ${sql`(${instantOf(FIRST + 2 * DAY)}::timestamptz, 'running', 'closed')`})
      as given (due_at, clock, office)`.execute(opened.connection.kysely);
    expect(rows.map(({ urgency }) => urgency)).toEqual(['not-started', 'in-time']);
  });
});
