import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '#central/demo/demo-accounts.ts';
import { hashPassword } from '#central/directory/password.ts';
import { addPeople } from '#central/directory/people.ts';
import { realClock, realRandom } from '#central/settings/real-ports.ts';
import { QueueUrgency } from '#shared/case/queue-urgency.ts';
import type { PersonId } from '#shared/kernel/identifier.ts';
import {
  CounterHealths,
  OversightCase,
  OversightCounts,
  OversightPage,
  type OversightRow,
} from '#shared/protocol/oversight.ts';
import type { Grant } from '#shared/protocol/session.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import {
  enrolWithOperations,
  expectProblem,
  type LoadedDevice,
  openTestCentre,
  type TestCentre,
} from './test-centre.ts';

const CASES = 180;

let centre: TestCentre;
let devices: readonly LoadedDevice[];
let all: readonly OversightRow[];

beforeAll(async () => {
  centre = await openTestCentre();
  devices = await enrolWithOperations(centre, { cases: CASES, seed: 'oversight', offices: 4 });
  for (const device of devices) {
    const answer = await centre.push(device.token, device.replica, device.operations);
    expect(answer.statusCode).toBe(200);
  }
  await addWatcher('service-watch', { kind: 'service', service: 'gmi-pabalsts' }, 'service-manager');
  await addWatcher('office-watch', { kind: 'office', office: 'auce' as OfficeId }, 'office-oversight');
  all = await listAll(await centre.signIn('portfolio-manager'));
});
afterAll(() => centre.close());

async function addWatcher(login: string, scope: Grant['scope'], right: Grant['right']): Promise<void> {
  const member = { id: login as PersonId, login, name: 'Zane Testētāja', grants: [{ right, scope }] };
  const passwordHash = await hashPassword(DEMO_PASSWORD, realRandom);
  const database = { kysely: centre.database.connection.kysely, institution: 'demo' };
  await addPeople(database, [{ member, passwordHash }], realClock.now());
}

async function list(token: string, query = ''): Promise<OversightPage> {
  const answer = await centre.get(`/api/oversight/cases?${query}`, token);
  expect(answer.statusCode).toBe(200);
  return OversightPage.parse(answer.json());
}

/** Every row, page after page. */
async function listAll(token: string, query = ''): Promise<readonly OversightRow[]> {
  const rows: OversightRow[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await list(token, `${query}&page=${page}`);
    rows.push(...answer.rows);
    if (answer.rows.length < answer.pageRows) {
      expect(answer.total).toBe(rows.length);
      return rows;
    }
  }
}

async function count(token: string, query = ''): Promise<OversightCounts> {
  return OversightCounts.parse((await centre.get(`/api/oversight/counts?${query}`, token)).json());
}

function tally(rows: readonly OversightRow[], of: (row: OversightRow) => string) {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(of(row), (counts.get(of(row)) ?? 0) + 1);
  return [...counts].map(([value, number]) => ({ value, count: number })).sort(byValue);
}

const byValue = (a: { value: string }, b: { value: string }): number => (a.value < b.value ? -1 : 1);

describe('the queue', () => {
  it('shows each case once, on pages of fifty', async () => {
    const token = await centre.signIn('portfolio-manager');
    const first = await list(token);
    expect(first.rows).toHaveLength(50);
    expect(first.total).toBe(CASES);
    expect(all).toHaveLength(CASES);
    expect(new Set(all.map(({ caseId }) => caseId)).size).toBe(CASES);
    expect((await list(token, 'page=99')).rows).toEqual([]);
  });

  it('shows the name of every applicant who has one', () => {
    for (const { applicant } of all) {
      if (applicant?.kind === 'society') expect(applicant?.name).toBeNull();
      else expect(applicant?.name).toMatch(/\S/);
    }
    expect(new Set(all.map(({ applicant }) => applicant?.kind)).size).toBeGreaterThan(2);
  });

  it('narrows by office, service, status and urgency, each alone and all together', async () => {
    const token = await centre.signIn('portfolio-manager');
    const fits = async (query: string, condition: (row: OversightRow) => boolean): Promise<void> => {
      const rows = await listAll(token, query);
      const expected = all.filter(condition).map(({ caseId }) => caseId);
      expect(rows.map(({ caseId }) => caseId).sort()).toEqual([...expected].sort());
    };
    await fits('office=auce', ({ office }) => office === 'auce');
    await fits('office=auce,ludza', ({ office }) => office === 'auce' || office === 'ludza');
    await fits('service=gmi-pabalsts', ({ service }) => service === 'gmi-pabalsts');
    await fits('status=waiting-for-applicant', ({ status }) => status === 'waiting-for-applicant');
    for (const urgency of QueueUrgency.options) {
      await fits(`urgency=${urgency}`, (row) => row.urgency === urgency);
    }
    await fits(
      'office=smiltene&status=registered&urgency=overdue,in-time&service=gmi-pabalsts,nin-atvieglojums',
      (row) =>
        row.office === 'smiltene' &&
        row.status === 'registered' &&
        (row.urgency === 'overdue' || row.urgency === 'in-time') &&
        (row.service === 'gmi-pabalsts' || row.service === 'nin-atvieglojums'),
    );
    await fits('office=nowhere', () => false);
  });

  it('says of a clock that does not run that it has not started', () => {
    for (const { deadline, urgency } of all) {
      expect(urgency === 'not-started').toBe(deadline.kind === 'waits-for-complete-request');
    }
    expect(all.some(({ urgency }) => urgency === 'not-started')).toBe(true);
    expect(all.some(({ urgency }) => urgency === 'overdue')).toBe(true);
  });

  it('finds a reference as it is typed, whole or in part', async () => {
    const token = await centre.signIn('portfolio-manager');
    const [wanted] = all;
    if (wanted === undefined) throw new Error('no case');
    const { reference } = wanted;
    const find = async (typed: string): Promise<readonly string[]> =>
      (await list(token, `reference=${encodeURIComponent(typed)}`)).rows.map((row) => row.reference);
    expect(await find(reference)).toEqual([reference]);
    expect(await find(` ${reference.toLowerCase().replaceAll('-', ' ')} `)).toEqual([reference]);
    expect(await find(reference.replaceAll('0', 'O'))).toEqual([reference]);
    expect(await find(reference.slice(0, 12))).toContain(reference);
    expect(await find('%')).toEqual([]);
    expect(await find('\u0000')).toHaveLength(50);
  });

  it('[SL53] sorts by each column in both directions, cases whose clock does not run last or first', async () => {
    const token = await centre.signIn('portfolio-manager');
    const keys = {
      receivedAt: (row: OversightRow) => row.receivedAt,
      office: (row: OversightRow) => row.office,
      service: (row: OversightRow) => row.service,
      status: (row: OversightRow) => row.status,
    };
    for (const [sort, key] of Object.entries(keys)) {
      const up = (await listAll(token, `sort=${sort}&direction=asc`)).map(key);
      const down = (await listAll(token, `sort=${sort}&direction=desc`)).map(key);
      expect(up).toEqual([...up].sort());
      expect(down).toEqual([...down].sort().reverse());
    }
    for (const direction of ['asc', 'desc']) {
      const rows = await listAll(token, `sort=deadline&direction=${direction}`);
      const kinds = rows.map(({ deadline }) => deadline.kind);
      const inOrder = direction === 'asc' ? kinds : kinds.toReversed();
      expect(inOrder.lastIndexOf('running')).toBe(inOrder.filter((kind) => kind === 'running').length - 1);
      expect(new Set(inOrder)).toContain('waits-for-complete-request');
    }
  });

  it('reads its query strictly, and repeats none of it', async () => {
    const token = await centre.signIn('portfolio-manager');
    for (const query of [
      'page=0',
      'page=x',
      'sort=secret',
      'status=secret',
      'urgency=secret',
      'office=Secret!',
      'direction=up',
      `reference=${'9'.repeat(61)}`,
    ]) {
      expectProblem(await centre.get(`/api/oversight/cases?${query}`, token), 'invalid-request', ['ecret']);
    }
  });
});

describe('the counts', () => {
  it('are those of the rows behind them, under every filter', async () => {
    const token = await centre.signIn('portfolio-manager');
    for (const query of [
      '',
      'office=auce',
      'urgency=overdue',
      'status=registered&service=gmi-pabalsts',
      'office=nowhere',
    ]) {
      const rows = await listAll(token, query);
      const counts = await count(token, query);
      expect(counts.total).toBe(rows.length);
      expect([...counts.offices].sort(byValue)).toEqual(tally(rows, ({ office }) => office));
      expect([...counts.services].sort(byValue)).toEqual(tally(rows, ({ service }) => service));
      expect([...counts.statuses].sort(byValue)).toEqual(tally(rows, ({ status }) => status));
      expect([...counts.urgencies].sort(byValue)).toEqual(tally(rows, ({ urgency }) => urgency));
    }
  });
});

describe('the scope of a grant', () => {
  it('of a service shows that service, of an office that office, of the institution all', async () => {
    const seen = async (login: string) => {
      const token = await centre.signIn(login);
      const rows = await listAll(token);
      expect((await count(token)).total).toBe(rows.length);
      return rows;
    };
    expect(await seen('admin')).toHaveLength(CASES);
    expect(await seen('service-manager')).toHaveLength(CASES);
    const service = await seen('service-watch');
    expect(service.length).toBe(all.filter((row) => row.service === 'gmi-pabalsts').length);
    expect(service.every((row) => row.service === 'gmi-pabalsts')).toBe(true);
    const office = await seen('office-watch');
    expect(office.length).toBe(all.filter((row) => row.office === 'auce').length);
    expect(office.every((row) => row.office === 'auce')).toBe(true);
  });

  it('is not widened by a filter', async () => {
    const token = await centre.signIn('office-watch');
    expect(await listAll(token, 'office=smiltene')).toEqual([]);
    expect((await count(token, 'office=smiltene')).total).toBe(0);
  });

  it('hides a case outside it as if there were none', async () => {
    const inside = all.find((row) => row.office === 'auce');
    const outside = all.find((row) => row.office === 'smiltene');
    const token = await centre.signIn('office-watch');
    expect((await centre.get(`/api/oversight/cases/${inside?.caseId}`, token)).statusCode).toBe(200);
    expectProblem(await centre.get(`/api/oversight/cases/${outside?.caseId}`, token), 'not-found');
  });

  it('shows counters of the office in scope, and all to who watches over a service', async () => {
    const offices = async (login: string): Promise<readonly string[]> => {
      const answer = await centre.get('/api/oversight/counters', await centre.signIn(login));
      return [...new Set(CounterHealths.parse(answer.json()).counters.map(({ office }) => office))].sort();
    };
    const every = devices.map(({ office }) => office).sort();
    expect(await offices('office-watch')).toEqual(['auce']);
    expect(await offices('service-watch')).toEqual(every);
    expect(await offices('portfolio-manager')).toEqual(every);
  });

  it('keeps out devices, clerks and strangers', async () => {
    const clerk = await centre.signIn('clerk');
    const provider = await centre.signIn('provider');
    for (const url of ['cases', 'counts', 'counters', `cases/${all[0]?.caseId}`]) {
      expectProblem(await centre.get(`/api/oversight/${url}`, clerk), 'not-permitted');
      expectProblem(await centre.get(`/api/oversight/${url}`, provider), 'not-permitted');
      expectProblem(await centre.get(`/api/oversight/${url}`, devices[0]?.token), 'not-signed-in');
      expectProblem(await centre.get(`/api/oversight/${url}`), 'not-signed-in');
    }
  });
});

describe('a case with its course', () => {
  it('is told as its events make it', async () => {
    const token = await centre.signIn('portfolio-manager');
    const [row] = all;
    const answer = await centre.get(`/api/oversight/cases/${row?.caseId}`, token);
    const found = OversightCase.parse(answer.json());
    expect(found).toMatchObject({ caseId: row?.caseId, version: 1 });
    expect(found.state).toMatchObject({ reference: row?.reference, status: row?.status });
    expect(found.events).toHaveLength(1);
    expect(found.events[0]).toMatchObject({ kind: 'registered', reference: row?.reference });
  });

  it('is not found when there is none', async () => {
    const token = await centre.signIn('portfolio-manager');
    expectProblem(await centre.get(`/api/oversight/cases/${crypto.randomUUID()}`, token), 'not-found');
    expectProblem(await centre.get('/api/oversight/cases/x', token), 'invalid-request');
  });
});

describe('the health of counters', () => {
  it('tells of each device when it was heard from, what it said and what the centre has', async () => {
    const token = await centre.signIn('portfolio-manager');
    const { deviceToken } = await centre.enrol(crypto.randomUUID() as never, 'ludza' as OfficeId);
    expect(deviceToken).toMatch(/^kld_/);
    const answer = await centre.get('/api/oversight/counters', token);
    const { counters } = CounterHealths.parse(answer.json());
    expect(answer.body).not.toContain('kld_');
    for (const device of devices) {
      const counter = counters.find(({ replica }) => replica === device.replica);
      expect(counter).toMatchObject({
        office: device.office,
        isRevoked: false,
        report: { unsent: 0, storage: 'full', program: 'test' },
        received: { contiguousN: device.operations.length, gaps: [] },
      });
      expect(counter?.lastContactAt).not.toBeNull();
    }
    const silent = counters.find(({ lastContactAt }) => lastContactAt === null);
    expect(silent).toMatchObject({ office: 'ludza', report: null, received: { contiguousN: 0, gaps: [] } });
  });
});
