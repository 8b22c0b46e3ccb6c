import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listen } from '#central/server.ts';
import { CaseCommand } from '#shared/case/case-command.ts';
import { SatisfactionRequest } from '#shared/protocol/satisfaction.ts';
import { openTestCentre, type TestCentre } from '#test/central/routes/test-centre.ts';
import { CounterWorld, savedOf } from '#test/support/counter-world.ts';
import { pageAnswer } from '#test/support/tiny-centre.ts';

let centre: TestCentre;
let origin: string;
let world: CounterWorld;

beforeAll(async () => {
  centre = await openTestCentre();
  origin = (await listen(centre.app, 0)).replace(/\/$/, '');
});
afterAll(() => centre.close());
beforeEach(async () => {
  await centre.centre.database.kysely.deleteFrom('satisfaction_answer').execute();
  world = new CounterWorld(origin);
  await world.open();
});
afterEach(() => world.end());

const DAY = 86_400_000;
/** The day by the clock of the device. */
const dayHere = (): string =>
  new Date(Date.now() + world.clockOffsetMilliseconds).toLocaleDateString('sv-SE', {
    timeZone: 'Europe/Riga',
  });
const met = (...ids: readonly string[]) =>
  Object.fromEntries(ids.map((id) => [id, { isMet: true, evidence: [] }]));

/** Everything from the assessment to the evaluation, with what the recipient said. */
async function finish(index: number, ease: number) {
  const catalogue = (await world.counter.readReference())?.catalogue;
  const service = catalogue?.services.find(({ id }) => id === 'e-pakalpojumu-konsultacija');
  const today = dayHere();
  const [first] = service?.outcomes ?? [];
  const conditions = service?.eligibility.map(({ id }) => id) ?? [];
  const handedOut = { to: 'applicant', channel: 'counter', on: today };
  const command = CaseCommand.parse({
    kind: 'finish-at-once',
    steps: [
      { kind: 'assess-conformity', findings: met('complete', 'signed', 'within-competence') },
      {
        kind: 'assess-justification',
        findings: met(...(conditions.length === 0 ? ['grounds'] : conditions)),
      },
      { kind: 'take-decision', decision: { decision: 'provide' } },
      {
        kind: 'inform',
        subject: 'decision',
        channel: 'counter',
        sentOn: today,
        proof: { kind: 'handed-over' },
      },
      { kind: 'choose-way', way: 'at-counter-now' },
      { kind: 'prepare', items: [] },
      { kind: 'perform', actions: [{ text: 'Atbildēts', isDone: true }] },
      { kind: 'record-result', outcome: first?.id, what: 'Atbildēts', documents: [], handedOut },
      { kind: 'record-satisfaction', satisfaction: { kind: 'answered', ease, needMet: 'partly' } },
      // Needed on a day on which the office is closed.
      { kind: 'review-provision', needMet: 'yes', correctiveNote: 'Brīvdienā' },
    ],
  });
  return world.act(index + 1000, index, command);
}

/** The `index`-th visitor, who says how easy it was. */
async function served(index: number, ease: number): Promise<void> {
  savedOf(await world.register(index));
  savedOf(await finish(index, ease));
}

const kept = () => centre.centre.database.kysely.selectFrom('satisfaction_answer').selectAll().execute();
const box = async () =>
  JSON.parse((await world.sideFile('satisfaction.json')) ?? '{"pending":[],"answers":[]}');
const brought = () =>
  world.http.sentTo('/api/satisfaction').map(({ body }) => SatisfactionRequest.parse(body));

describe('what a recipient said', () => {
  it('[SA1] [SA2] is neither in the journal nor in what the centre has of the case, but by itself', async () => {
    await served(1, 4);
    await world.exchanged();
    const records = JSON.stringify(await world.journalled());
    expect(records).toContain('answered-apart');
    expect(records).not.toMatch(/\\?"ease\\?"/);
    const inbox = await centre.centre.database.kysely
      .selectFrom('operation_inbox')
      .select('payload')
      .execute();
    expect(inbox.length).toBeGreaterThan(1);
    expect(inbox.filter(({ payload }) => payload.includes('"ease"'))).toEqual([]);

    const { pending, answers } = await box();
    expect(pending).toEqual([]);
    expect(answers).toEqual([
      {
        token: expect.stringMatching(/^[0-9a-f-]{36}$/),
        service: 'e-pakalpojumu-konsultacija',
        week: expect.stringMatching(/^\d{4}-W\d{2}$/),
        scale: [1, 5],
        score: 4,
        needMet: 'partly',
      },
    ]);
    const text = JSON.stringify(answers);
    for (const id of [world.idOf(1), world.idOf(1001)]) expect(text).not.toContain(id);
  });

  it('[SA4] leaves with four others in the order of their tokens, and counts once when the answer was lost', async () => {
    const marks = [5, 3, 4, 2];
    for (const [index, mark] of marks.entries()) await served(index, mark);
    await world.exchanged();
    expect(brought()).toEqual([]);
    world.http.fault = (request) => (request.path === '/api/satisfaction' ? 'answer-lost' : undefined);
    await served(4, 1);
    await world.exchanged();
    await expect.poll(async () => (await kept()).length).toBe(5);
    world.http.mend();
    await world.exchanged();
    await expect.poll(async () => (await box()).answers).toEqual([]);
    expect(await kept()).toHaveLength(5);
    expect((await kept()).map(({ score }) => score).toSorted()).toEqual([1, 2, 3, 4, 5]);
    for (const { answers } of brought()) {
      const tokens = answers.map(({ token }) => token);
      expect(tokens).toEqual(tokens.toSorted());
    }
  });

  it('[SA4] leaves alone when its week is over', async () => {
    // Eight days ago, without a network; an exchange still under way would measure the clock that is set back.
    world.http.cut();
    world.counter.syncNow();
    await expect.poll(() => world.status.sync.failing).not.toBeNull();
    world.clockOffsetMilliseconds = -8 * DAY;
    await served(1, 4);
    world.clockOffsetMilliseconds = 0;
    world.http.mend();
    await world.exchanged();
    await expect.poll(async () => (await kept()).length).toBe(1);
    expect((await box()).answers).toEqual([]);
  });

  it('[SA5] stays here while the centre does not take it, and holds nothing up', async () => {
    world.http.fault = (request) => (request.path === '/api/satisfaction' ? pageAnswer(502) : undefined);
    for (const index of [0, 1, 2, 3, 4]) await served(index, 5);
    await world.exchanged();
    expect((await box()).answers).toHaveLength(5);
    expect((await world.caseOf(0))?.row.sync).toBe('accepted');
    expect(world.defects).toEqual([]);
    world.http.mend();
    await world.exchanged();
    await expect.poll(async () => (await kept()).length).toBe(5);
  });

  it('[SA3] is not kept when the command is refused, and once when it is given again', async () => {
    savedOf(await world.register(1));
    expect((await finish(1, 9)).outcome).toBe('invalid');
    expect(await box()).toEqual({ pending: [], answers: [] });
    savedOf(await finish(1, 4));
    expect(savedOf(await finish(1, 4)).editedSince).toBe(false);
    expect((await box()).answers).toHaveLength(1);
  });
});
