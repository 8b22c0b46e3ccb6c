import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CasePorts } from '#central/cases/case-ports.ts';
import { receivePush } from '#central/cases/receive-push.ts';
import { pgCaseStore } from '#central/database/pg-case-store.ts';
import { ensureOwnReplica } from '#central/directory/own-replica.ts';
import { recountDeadlines } from '#central/references/recount-deadlines.ts';
import { realRandom } from '#central/settings/real-ports.ts';
import { CaseEvent } from '#shared/case/case-event.ts';
import { type CaseId, Digest, type OperationId } from '#shared/kernel/identifier.ts';
import { referenceOf } from '#shared/kernel/reference.ts';
import { officeCalendarOf } from '#shared/service-level/office-calendar.ts';
import { draftOf } from '#test/shared/case/demo-case.ts';
import { demoCalendar, on } from '#test/shared/service-level/demo-files.ts';
import { demoCasePorts, demoReferences, OpenDirectory } from '#test/support/case-world.ts';
import {
  MADE_OFFICE,
  MADE_VERSIONS,
  OperationMaker,
  readMade,
  stationOfMade,
} from '#test/support/operation-maker.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';

let opened: TestDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.drop());

const NEWER = Digest.parse('d'.repeat(64));
const old = demoCalendar();
/** The demonstration's calendar with one more day off, on the day on which a month from the receipt ends. */
const withDayOff = officeCalendarOf(
  {
    ...old,
    days: [
      ...old.days,
      {
        type: 'holiday' as const,
        date: on('2026-11-09'),
        name: { lv: 'Brīvs', en: 'Off' },
        status: 'confirmed' as const,
      },
    ].toSorted((a, b) => (a.date < b.date ? -1 : 1)),
  },
  true,
);

async function openWorld() {
  const institution = `recount-${randomUUID()}`;
  const { kysely } = opened.connection;
  const database = { kysely, institution };
  const replica = await ensureOwnReplica(database, realRandom);
  const open = new OpenDirectory(MADE_OFFICE);
  let current: Digest = MADE_VERSIONS.calendar;
  const cases: CasePorts = {
    ...demoCasePorts(pgCaseStore({ connection: opened.connection, institution }), {
      findReplica: async (asked) => (asked === replica ? 'own' : open.findReplica(asked)),
      findScopes: (person) => open.findScopes(person),
    }),
    references: {
      currentVersions: async () => ({ ...(await demoReferences.currentVersions()), calendar: current }),
      findWorkedBy: async (versions, office) => {
        const calendar = versions.calendar === NEWER ? MADE_VERSIONS.calendar : versions.calendar;
        const known = await demoReferences.findWorkedBy({ ...versions, calendar }, office);
        return known === undefined || versions.calendar !== NEWER
          ? known
          : { ...known, officeCalendar: withDayOff };
      },
    },
  };
  const maker = new OperationMaker();
  let count = 0;
  const register = async (service: string): Promise<CaseId> => {
    count += 1;
    const opId = randomUUID() as OperationId;
    const command = { kind: 'register-request', request: draftOf({ service }) };
    const made = await maker.seal('register-request', JSON.stringify(command), {
      opId,
      caseId: String(opId) as CaseId,
      reference: referenceOf('SMI', stationOfMade(maker.replica), count),
    });
    const { verdicts } = await receivePush(cases, maker.replica, await readMade([made]));
    expect(verdicts.map(({ verdict }) => verdict)).toMatchObject([{ outcome: 'applied' }]);
    return made.header.caseId;
  };
  return {
    register,
    cases,
    maker,
    recount: () => recountDeadlines(database, { cases, replica, random: realRandom }),
    bring: () => {
      current = NEWER;
    },
    stateOf: async (caseId: CaseId) =>
      (await cases.store.transaction((tx) => tx.lockCases([caseId]))).get(caseId)?.state,
    eventsOf: async (caseId: CaseId) => {
      const rows = await kysely
        .selectFrom('case_event')
        .select('event')
        .where('institution', '=', institution)
        .where('case_id', '=', caseId)
        .orderBy('version')
        .execute();
      return rows.map(({ event }) => CaseEvent.parse(JSON.parse(event)));
    },
  };
}

describe('a new version of the calendar', () => {
  it('[CL78] counts anew what it changes, and nothing else, once', async () => {
    const world = await openWorld();
    const monthly = await world.register('nin-atvieglojums');
    const other = await world.register('stavvietas-karte');
    expect(await world.recount()).toMatchObject({ looked: 2, changed: 0, changedSpaces: [] });
    world.bring();
    const before = await world.stateOf(monthly);
    const done = await world.recount();
    expect(done).toMatchObject({ looked: 2, changed: 1 });
    expect(done.changedSpaces).toContain(`office:${MADE_OFFICE}`);
    const after = await world.stateOf(monthly);
    expect(before?.deadline).toMatchObject({ due: { dueOn: '2026-11-09' } });
    expect(after).toMatchObject({
      calendar: NEWER,
      deadline: { kind: 'running', due: { dueOn: '2026-11-10' } },
      touches: before?.touches,
      responsible: before?.responsible,
    });
    expect((await world.eventsOf(monthly)).at(-1)).toMatchObject({
      kind: 'deadline-recounted',
      calendar: NEWER,
      before: { calendar: MADE_VERSIONS.calendar, deadline: before?.deadline },
      origin: { automatic: true },
    });
    expect(await world.eventsOf(other)).toHaveLength(1);
    expect(await world.recount()).toMatchObject({ changed: 0 });
  });

  it('[CL78] is nothing that a counter can give', async () => {
    const world = await openWorld();
    const caseId = await world.register('nin-atvieglojums');
    const command = { kind: 'recount-deadline', calendar: NEWER };
    const made = await world.maker.seal(command.kind, JSON.stringify(command), { caseId, baseVersion: 1 });
    const { verdicts } = await receivePush(world.cases, world.maker.replica, await readMade([made]));
    expect(verdicts.map(({ verdict }) => verdict)).toMatchObject([
      { outcome: 'held', grounds: { code: 'author-without-right' } },
    ]);
  });
});
