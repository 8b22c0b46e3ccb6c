import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { realRandom } from '#central/settings/real-ports.ts';
import { ReplicaId } from '#shared/kernel/identifier.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import { expectProblem, openTestCentre, type TestCentre } from './test-centre.ts';

let centre: TestCentre;
let device: string;
let elsewhere: string;

const enrolled = async (office: string): Promise<string> =>
  (await centre.enrol(ReplicaId.parse(realRandom.uuid()), office as OfficeId)).deviceToken;

beforeAll(async () => {
  centre = await openTestCentre();
  device = await enrolled('smiltene');
  elsewhere = await enrolled('ludza');
});
afterAll(() => centre.close());
beforeEach(async () => {
  await centre.centre.database.kysely.deleteFrom('satisfaction_answer').execute();
});

const answer = (change: Readonly<Record<string, unknown>> = {}) => ({
  token: realRandom.uuid(),
  service: 'pase-un-eid',
  week: '2026-W48',
  scale: [1, 5],
  score: 4,
  needMet: null,
  ...change,
});

const bring = (answers: readonly unknown[], token = device) =>
  centre.post('/api/satisfaction', { answers }, token);
const read = async (login: string) => centre.get('/api/oversight/satisfaction', await centre.signIn(login));
const kept = () => centre.centre.database.kysely.selectFrom('satisfaction_answer').selectAll().execute();

describe('bringing answers', () => {
  it('[SA6] keeps each token once, under the office of the device, and no time', async () => {
    const [first, second] = [answer({ needMet: 'yes' }), answer({ score: 1 })];
    expect((await bring([first, second])).json()).toEqual({ taken: 2 });
    // The answer was lost on the way, and something was added since.
    expect((await bring([first, second, answer()])).json()).toEqual({ taken: 3 });
    const rows = await kept();
    expect(rows).toHaveLength(3);
    expect(rows.find(({ token }) => token === first.token)).toEqual({
      institution: 'demo',
      token: first.token,
      office: 'smiltene',
      service: 'pase-un-eid',
      week: '2026-W48',
      lowest: 1,
      highest: 5,
      score: 4,
      need_met: 'yes',
    });
  });

  it.each([
    ['none', []],
    ['too many', Array.from({ length: 201 }, () => answer())],
    ['a mark that is not on the scale', [answer(), answer({ score: 6 })]],
    ['a week that is none', [answer({ week: '2026-11-23' })]],
    ['a token that is none', [answer({ token: 'case-1' })]],
  ])('[SA7] refuses %s', async (_what, answers) => {
    expectProblem(await bring(answers), 'invalid-request');
    expect(await kept()).toEqual([]);
  });

  it('[SA7] takes them of devices only', async () => {
    expectProblem(await bring([answer()], await centre.signIn('clerk')), 'not-signed-in');
  });
});

describe('reading what was said', () => {
  it('[SA8] tells number, average and need from five answers on, by service and scale', async () => {
    const needs = ['yes', 'yes', 'partly', 'no', null];
    await bring(needs.map((needMet, place) => answer({ score: place + 1, needMet })));
    await bring([answer({ score: 9, scale: [0, 10] }), answer({ service: 'gmi-pabalsts' })]);
    const figures = (await read('portfolio-manager')).json();
    expect(figures).toEqual({
      fewest: 5,
      services: [
        { kind: 'too-few', service: 'gmi-pabalsts', scale: [1, 5] },
        { kind: 'too-few', service: 'pase-un-eid', scale: [0, 10] },
        {
          kind: 'told',
          service: 'pase-un-eid',
          scale: [1, 5],
          count: 5,
          average: 3,
          needMet: { yes: 2, partly: 1, no: 1, unsaid: 1 },
        },
      ],
    });
    await bring(
      Array.from({ length: 4 }, () => answer({ service: 'gmi-pabalsts' })),
      elsewhere,
    );
    expect((await read('service-manager')).json().services[0]).toMatchObject({ kind: 'told', count: 5 });
  });

  it('[SA8] tells those who watch over an office or a service of theirs alone, and nobody else', async () => {
    expectProblem(await read('clerk'), 'not-permitted');
    await bring(Array.from({ length: 5 }, () => answer()));
    await bring(
      Array.from({ length: 5 }, () => answer({ service: 'gmi-pabalsts' })),
      elsewhere,
    );
    const { kysely, institution } = centre.centre.database;
    await kysely
      .insertInto('person_grant')
      .values({
        institution,
        person_id: 'clerk2' as never,
        right_name: 'office-oversight',
        scope_kind: 'office',
        scope_id: 'ludza',
        valid_from: '2026-01-01T00:00:00.000Z' as never,
        valid_to: null,
      })
      .execute();
    const { services } = (await read('clerk2')).json();
    expect(services.map(({ service }: { service: string }) => service)).toEqual(['gmi-pabalsts']);
  });
});
