import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { dueRange } from '#renderer/features/queue/due-range.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { QueueOrder, type QueueQuery } from '#renderer/store/queue-query.ts';
import { type CaseRow, STOPPED_KEYS, type SyncMark } from '#renderer/store/rows.ts';
import type { CaseDeadline } from '#shared/case/case-deadline.ts';
import { CaseStatus } from '#shared/case/case-status.ts';
import { QueueUrgency, queueUrgencyOf } from '#shared/case/queue-urgency.ts';
import { addMilliseconds, type Instant } from '#shared/kernel/instant.ts';
import { startOfDay } from '#shared/kernel/local-time.ts';
import { addDays, PlainDate } from '#shared/kernel/plain-date.ts';
import type { Due } from '#shared/service-level/due.ts';
import { officeCalendarOf } from '#shared/service-level/office-calendar.ts';
import { caseChange, minute, pulled, registered } from '#test/support/sample-cases.ts';
import { eventsUntil, LATER_STATUSES } from '#test/support/sample-courses.ts';
import { SeededRandom } from '#test/support/seeded-random.ts';
import { casesOf, operation, take, verdict } from './counter-store-support.ts';

const CASES = 90;
/** What an index sorts by; names are sorted in memory. */
const INDEXED = QueueOrder.options.filter((order) => order !== 'applicant');
const SERVICES = ['deklaresana', 'izsoles', 'konsultacija'];
const MARKS: readonly SyncMark[] = ['saved-here', 'received', 'needs-attention', 'accepted'];

/** Cases with every combination of columns, many of them alike. */
async function fill(store: CounterStore): Promise<void> {
  const random = new SeededRandom(20_261_009);
  for (let index = 1; index <= CASES; index += 1) {
    const deadline: CaseDeadline = random.chance(0.2)
      ? { kind: 'waits-for-complete-request' }
      : {
          kind: 'running',
          startedAt: minute(0),
          due: { kind: 'instant', dueAt: minute(random.below(8) * 60) },
        };
    const isMissing = random.chance(0.3);
    const registration = registered(index, {
      service: random.pick(SERVICES),
      missing: isMissing ? ['evidence'] : [],
      receivedAt: minute(random.below(20)),
      deadline,
    });
    const status = isMissing ? 'registered' : random.pick(LATER_STATUSES);
    const events = [registration, ...eventsUntil(status, index, deadline)];
    const mark = random.pick(MARKS);
    if (mark === 'accepted') await store.applyPull(pulled(index, [caseChange(index, events)]));
    else await take(store, [operation(index, events)]);
    if (mark === 'received') await take(store, [verdict(index, 'waiting')]);
    if (mark === 'needs-attention') await take(store, [verdict(index, 'parked')]);
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The queue as one would read it without any index. */
function oracle(rows: readonly CaseRow[], query: QueueQuery): CaseRow[] {
  const { status, service, sync, due, reference, descending } = query;
  const order = query.order as Exclude<QueueOrder, 'applicant'>;
  const isGroup = order === 'status' || order === 'service' || order === 'sync';
  const sorted = rows
    .filter((row) => status === undefined || row.status === status)
    .filter((row) => service === undefined || row.service === service)
    .filter((row) => sync === undefined || row.sync === sync)
    .filter((row) => due === undefined || (row.dueKey >= due.from && row.dueKey < due.before))
    .filter((row) => reference === undefined || row.reference.includes(reference))
    .sort(
      (a, b) =>
        compare(a[order], b[order]) ||
        (isGroup ? compare(a.dueKey, b.dueKey) : 0) ||
        compare(a.caseId, b.caseId),
    );
  return descending ? sorted.reverse() : sorted;
}

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const dueKey = fc.oneof(
  fc.integer({ min: -1, max: 9 }).map((hour) => minute(hour * 60) as string),
  fc.constantFrom('', ...Object.values(STOPPED_KEYS), `${STOPPED_KEYS.met}\uffff`),
);
const queries = fc.record({
  status: maybe(fc.constantFrom(...CaseStatus.options)),
  service: maybe(fc.constantFrom(...SERVICES, 'nothing')),
  sync: maybe(fc.constantFrom(...MARKS)),
  due: maybe(
    fc.tuple(dueKey, dueKey).map((ends) => {
      const [from = '', before = ''] = ends.toSorted(compare);
      return { from, before };
    }),
  ),
  reference: maybe(fc.constantFrom('SMI', '7K2-00001', '-00004', '9', 'CES')),
  order: fc.constantFrom(...INDEXED),
  descending: fc.boolean(),
  offset: fc.integer({ min: 0, max: 40 }),
  limit: fc.integer({ min: 1, max: 100 }),
});

/** Pages of the queue against a naive reading of all rows. */
export function queueContract(store: () => CounterStore): void {
  describe('the queue', () => {
    beforeAll(() => fill(store()));

    it('[ST21] has every mark, status and service to choose from', async () => {
      const rows = await casesOf(store());
      expect(rows).toHaveLength(CASES);
      expect(new Set(rows.map(({ sync }) => sync))).toEqual(new Set(MARKS));
      expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(CaseStatus.options));
      expect(new Set(rows.map(({ service }) => service))).toEqual(new Set(SERVICES));
      expect(new Set(rows.map((row) => row.dueKey)).size).toBeGreaterThan(5);
    });

    it('[ST21] is what a naive reading of all rows gives, for every order and filter', async () => {
      const rows = await casesOf(store());
      const agree = async (asked: QueueQuery): Promise<number> => {
        const expected = oracle(rows, asked);
        const page = await store().lookup.readQueue(asked);
        expect(page.rows.map(({ caseId }) => caseId)).toEqual(
          expected.slice(asked.offset, asked.offset + asked.limit).map(({ caseId }) => caseId),
        );
        expect(page).toMatchObject({ matching: expected.length, total: CASES });
        return page.rows.length;
      };
      // Most random filters leave little, so every order is also asked for without one.
      for (const order of INDEXED) {
        for (const descending of [false, true]) {
          expect(await agree({ order, descending, offset: 3, limit: 50 })).toBe(50);
        }
      }
      await fc.assert(
        fc.asyncProperty(queries, async (query) => {
          await agree(query as QueueQuery);
        }),
        { numRuns: 400 },
      );
    });

    it('[ST21] pages together are the whole, without a gap or a repeat', async () => {
      for (const order of QueueOrder.options) {
        const found: string[] = [];
        for (let offset = 0; offset < CASES; offset += 7) {
          const page = await store().lookup.readQueue({ order, descending: true, offset, limit: 7 });
          found.push(...page.rows.map(({ caseId }) => caseId));
        }
        expect(found, order).toHaveLength(CASES);
        expect(new Set(found).size, order).toBe(CASES);
      }
    });
  });
}

/** The law's holidays and no moved days: a calendar that needs no file. */
const CALENDAR = officeCalendarOf({ firstYear: 2026, lastYear: 2026, days: [] }, false);

/** Days before a weekend, a holiday, the end of the year, and either change of the clock. */
const DAYS = ['2026-03-27', '2026-04-30', '2026-06-22', '2026-10-23', '2026-12-30'].map((day) =>
  PlainDate.parse(day),
);

/** Deadlines around `today`: by the end of each day near it, and to the instants where days begin. */
function duesAround(today: PlainDate): readonly Due[] {
  const days = Array.from({ length: 13 }, (_, place) => addDays(today, place - 3));
  return days.flatMap((day): Due[] => [
    { kind: 'date', dueOn: day, confirmed: 'confirmed' },
    ...[-1, 0, 1, 36_000_000].map(
      (off): Due => ({ kind: 'instant', dueAt: addMilliseconds(startOfDay(day), off) }),
    ),
  ]);
}

/** What the clock shows on `today`: where the day begins and ends, and in its middle. */
function momentsOf(today: PlainDate): readonly Instant[] {
  const [begin, end] = [startOfDay(today), startOfDay(addDays(today, 1))];
  return [...[-1, 0, 1, 36_000_000].map((off) => addMilliseconds(begin, off)), addMilliseconds(end, -1)];
}

/** The queue's filter of deadlines against `queueUrgencyOf`. */
export function dueFilterContract(store: () => CounterStore): void {
  /** What each filter gives at `now`, and what `queueUrgencyOf` says of the same cases. */
  async function compareAt(now: Instant, rows: readonly CaseRow[]): Promise<void> {
    for (const filter of QueueUrgency.options) {
      const page = await store().lookup.readQueue({
        due: dueRange(filter, now, CALENDAR),
        order: 'dueKey',
        descending: false,
        offset: 0,
        limit: 500,
      });
      const expected = rows.filter(({ shown }) => queueUrgencyOf(shown, now, CALENDAR) === filter);
      const found = page.rows.map(({ caseId }) => caseId);
      expect(new Set(found), `${filter} at ${now}`).toEqual(new Set(expected.map(({ caseId }) => caseId)));
      expect(found).toHaveLength(expected.length);
      expect(found.length, `${filter} at ${now}`).toBeGreaterThan(0);
    }
  }

  describe('the filter of deadlines', () => {
    it.each(DAYS)(
      '[ST22] [SL52] gives the cases of which `queueUrgencyOf` says the same, on %s',
      async (today) => {
        const deadlines: CaseDeadline[] = duesAround(today).map((due) => ({
          kind: 'running',
          startedAt: minute(0),
          due,
        }));
        deadlines.push(
          { kind: 'waits-for-complete-request' },
          {
            kind: 'paused',
            startedAt: minute(0),
            pausedAt: minute(0),
            left: { value: 1, unit: 'working-day' },
          },
          {
            kind: 'met',
            startedAt: minute(0),
            due: { kind: 'instant', dueAt: minute(0) },
            metAt: minute(0),
            isInTime: true,
          },
        );
        const changes = deadlines.map((deadline, place) =>
          caseChange(place + 1, [registered(place + 1, { deadline })]),
        );
        await store().applyPull(pulled(1, changes));
        const rows = await casesOf(store());
        expect(rows).toHaveLength(deadlines.length);
        for (const now of momentsOf(today)) await compareAt(now, rows);
      },
    );
  });
}
