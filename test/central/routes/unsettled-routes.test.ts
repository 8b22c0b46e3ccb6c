import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD, demoClerkOf } from '#central/demo/demo-accounts.ts';
import { hashPassword } from '#central/directory/password.ts';
import { addPeople } from '#central/directory/people.ts';
import { realClock, realRandom } from '#central/settings/real-ports.ts';
import type { CaseCommand } from '#shared/case/case-command.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { type CaseId, OperationId, PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import { OversightPage } from '#shared/protocol/oversight.ts';
import type { Grant } from '#shared/protocol/session.ts';
import { ResolutionAnswer, UnsettledList, UnsettledOperation } from '#shared/protocol/unsettled.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import { type MadeOperation, OperationMaker } from '#test/support/operation-maker.ts';
import { enrolWithOperations, expectProblem, openTestCentre, type TestCentre } from './test-centre.ts';

let centre: TestCentre;
let caseId: CaseId;
let state: CaseState;
let office: OfficeId;
let mine: MadeOperation;
let supervisor: string;

/** A counter of the office that knows the case as it was registered, and gives its applicant another name. */
async function correctFrom(givenName: string, note?: string): Promise<MadeOperation> {
  const replica = ReplicaId.parse(randomUUID());
  const { deviceToken, reference } = await centre.enrol(replica, office);
  const { roster: _roster, ...versions } = reference;
  const header = {
    author: demoClerkOf(office),
    office,
    counter: null,
    ...versions,
    catalogue: state.catalogue,
  };
  const maker = new OperationMaker({ replica, header });
  const base = state.request.applicant.kind === 'resident' ? state.request.applicant.givenName : null;
  const command: CaseCommand = {
    kind: 'correct-request',
    changes: [{ field: '/applicant/givenName', base, value: givenName }],
    reason: 'Tā rakstīts pasē',
  };
  const seen = { caseId, baseVersion: 1, confirmedVersion: 1 };
  const made = await maker.seal(command.kind, JSON.stringify(command), seen);
  const behind =
    note === undefined ? [] : [await maker.note(caseId, note, { dependsOn: [made.header.opId] })];
  const answer = await centre.push(
    deviceToken,
    replica,
    [made, ...behind].map(({ wire }) => wire),
  );
  expect(answer.statusCode).toBe(200);
  return made;
}

async function addWatcher(login: string, right: Grant['right'], of: string): Promise<string> {
  const scope = { kind: 'office', office: of as OfficeId } as const;
  const member = { id: PersonId.parse(login), login, name: 'Zane Testētāja', grants: [{ right, scope }] };
  const passwordHash = await hashPassword(DEMO_PASSWORD, realRandom);
  const database = { kysely: centre.database.connection.kysely, institution: 'demo' };
  await addPeople(database, [{ member, passwordHash }], realClock.now());
  return centre.signIn(login);
}

beforeAll(async () => {
  centre = await openTestCentre();
  const [device] = await enrolWithOperations(centre, { cases: 40, seed: 'unsettled' });
  if (device === undefined) throw new Error('no office was open');
  office = device.office;
  await centre.push(device.token, device.replica, device.operations);
  supervisor = await centre.signIn('portfolio-manager');
  const { rows } = OversightPage.parse((await centre.get('/api/oversight/cases', supervisor)).json());
  const ofResident = rows.find(({ applicant, version }) => applicant?.kind === 'resident' && version === 1);
  caseId = ofResident?.caseId ?? expect.fail('no case of a resident');
  state = (await centre.get(`/api/oversight/cases/${caseId}`, supervisor)).json().state;
  await correctFrom('Dace');
  mine = await correctFrom('Zane', 'Aiz tā');
});
afterAll(() => centre.close());

const listFor = async (token: string) =>
  UnsettledList.parse((await centre.get('/api/oversight/unsettled', token)).json()).rows;

describe('what waits for a person', () => {
  it('[CF14] is listed with whose it is and how many wait behind it, without what was written', async () => {
    const answer = await centre.get('/api/oversight/unsettled', supervisor);
    expect(answer.body).not.toMatch(/Zane|Dace|Aiz tā/);
    expect(await listFor(supervisor)).toMatchObject([
      {
        opId: mine.header.opId,
        outcome: 'parked',
        ground: 'changed-meanwhile',
        author: demoClerkOf(office),
        office,
        behind: 1,
        canChoose: true,
      },
      { kind: 'add-note', outcome: 'waiting', behind: 0, canChoose: false },
    ]);
  });

  it('[CF14] is shown one by one with both versions, and to nobody else', async () => {
    const url = `/api/oversight/unsettled/${mine.header.opId}`;
    const shown = UnsettledOperation.parse((await centre.get(url, supervisor)).json());
    expect(shown.conflict?.fields).toMatchObject([
      { field: '/applicant/givenName', mine: 'Zane', theirs: 'Dace' },
    ]);
    const elsewhere = await addWatcher('other-office', 'office-oversight', 'cita-vieta');
    expect(await listFor(elsewhere)).toEqual([]);
    expectProblem(await centre.get(url, elsewhere), 'not-found');
    const clerk = await centre.signIn('clerk');
    expectProblem(await centre.get('/api/oversight/unsettled', clerk), 'not-permitted');
    expectProblem(await centre.get(url), 'not-signed-in');
  });

  it('[CF15] is chosen about at the centre, once, within the own scope', async () => {
    const change = { field: '/applicant/givenName', base: 'Dace', value: 'Zane Dace' };
    const body = {
      opId: OperationId.parse(randomUUID()),
      operation: mine.header.opId,
      choice: { take: 'each', changes: [change] },
      reason: 'Pārbaudīts pasē',
    };
    const elsewhere = await addWatcher('another-office', 'office-oversight', 'cita-vieta');
    expectProblem(await centre.post('/api/oversight/resolutions', body, elsewhere), 'not-found');
    const here = await addWatcher('this-office', 'office-oversight', office);
    for (const _twice of [1, 2]) {
      const answer = await centre.post('/api/oversight/resolutions', body, here);
      expect(ResolutionAnswer.parse(answer.json()).verdict).toMatchObject({ outcome: 'applied' });
    }
    const late = { ...body, opId: OperationId.parse(randomUUID()), choice: { take: 'theirs' } };
    expect((await centre.post('/api/oversight/resolutions', late, here)).json().verdict).toMatchObject({
      outcome: 'rejected',
      grounds: { code: 'resolved-already' },
    });
    const { state: now, events } = (await centre.get(`/api/oversight/cases/${caseId}`, supervisor)).json();
    expect(now.request.applicant.givenName).toBe('Zane Dace');
    expect(now.notes).toMatchObject([{ text: 'Aiz tā' }]);
    const resolved = events.find(({ kind }: { kind: string }) => kind === 'conflict-resolved');
    expect(resolved).toMatchObject({ origin: { by: 'this-office' }, of: demoClerkOf(office), took: 'each' });
    expect((await listFor(here)).filter(({ outcome }) => outcome !== 'rejected')).toEqual([]);
  });
});
