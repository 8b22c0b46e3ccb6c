import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerPull } from '#central/cases/answer-pull.ts';
import type { CasePorts } from '#central/cases/case-ports.ts';
import { receivePush } from '#central/cases/receive-push.ts';
import { pgCaseStore } from '#central/database/pg-case-store.ts';
import type { ReplicaId } from '#shared/kernel/identifier.ts';
import { officeSpace, PullAnswer, type PullRequest, replicaSpace } from '#shared/protocol/pull.ts';
import { OfficeId } from '#shared/service-level/office.ts';
import { demoCasePorts, OpenDirectory } from '#test/support/case-world.ts';
import { MADE_OFFICE, type MadeOperation, OperationMaker, readMade } from '#test/support/operation-maker.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';

let database: TestDatabase;
let ports: CasePorts;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => {
  const store = pgCaseStore({ connection: database.connection, institution: `test-${randomUUID()}` });
  ports = demoCasePorts(store, new OpenDirectory(MADE_OFFICE));
});
afterAll(() => database.drop());

const OWN_SPACE = officeSpace(MADE_OFFICE);

function requestOf(replica: ReplicaId, change: Partial<PullRequest> = {}): PullRequest {
  const report = {
    unsent: 0,
    oldestUnsentAt: null,
    needsAttention: 0,
    storage: 'full',
    clockOffsetMilliseconds: null,
    program: 'test',
  } as const;
  return { protocol: 1, replica, epoch: null, cursors: {}, limit: 100, report, ...change };
}

async function push(...operations: readonly MadeOperation[]): Promise<void> {
  const [first] = operations;
  if (first !== undefined) await receivePush(ports, first.header.replica, await readMade(operations));
}

describe('a pull', () => {
  it('[PR22] brings what is new in the own office, as it travels, and then nothing', async () => {
    const maker = new OperationMaker();
    const registration = await maker.register();
    const { caseId, reference } = registration.header;
    await push(registration, await maker.note(caseId));
    const answer = await answerPull(ports, MADE_OFFICE, requestOf(maker.replica));
    expect(PullAnswer.parse(JSON.parse(JSON.stringify(answer)))).toEqual(answer);
    expect(answer).toMatchObject({
      rewound: false,
      verdicts: [],
      spaces: [
        {
          space: OWN_SPACE,
          cursor: 1,
          more: false,
          changes: [{ kind: 'case', caseId, reference, version: 2 }],
        },
        { space: replicaSpace(maker.replica), cursor: 0, more: false, changes: [] },
      ],
    });
    const { epoch } = answer;
    const cursors = { [OWN_SPACE]: 1 };
    const again = await answerPull(ports, MADE_OFFICE, requestOf(maker.replica, { epoch, cursors }));
    expect(again.spaces.map(({ changes }) => changes)).toEqual([[], []]);
    expect(again.rewound).toBe(false);
  });

  it('[PR21] brings nothing of another office, whatever it asks for', async () => {
    const maker = new OperationMaker();
    await push(await maker.register());
    const cursors = { [OWN_SPACE]: 0 };
    const answer = await answerPull(ports, OfficeId.parse('auce'), requestOf(maker.replica, { cursors }));
    expect(answer.spaces.map(({ space }) => space)).toEqual(['office:auce', replicaSpace(maker.replica)]);
    expect(answer.spaces.flatMap(({ changes }) => changes)).toEqual([]);
  });

  it('[PR15] brings the own verdicts that changed since they were told', async () => {
    const maker = new OperationMaker();
    const registration = await maker.register();
    const dependsOn = [registration.header.opId];
    const note = await maker.note(registration.header.caseId, 'x', { dependsOn });
    await push(note);
    await push(registration);
    const answer = await answerPull(ports, MADE_OFFICE, requestOf(maker.replica));
    expect(answer.verdicts).toMatchObject([{ opId: note.header.opId, verdict: { outcome: 'applied' } }]);
    expect(answer.spaces[1]).toMatchObject({ cursor: 1, more: false });
    const other = await answerPull(ports, MADE_OFFICE, requestOf(new OperationMaker().replica));
    expect(other.verdicts).toEqual([]);
  });

  it('[PR25] notices a cursor that the feed has not reached', async () => {
    const maker = new OperationMaker();
    await push(await maker.register());
    const { epoch } = await answerPull(ports, MADE_OFFICE, requestOf(maker.replica));
    for (const space of [OWN_SPACE, replicaSpace(maker.replica)]) {
      const request = requestOf(maker.replica, { epoch, cursors: { [space]: 7 } });
      expect(await answerPull(ports, MADE_OFFICE, request)).toMatchObject({ epoch, rewound: true });
    }
  });

  it('[PR24] begins anew with cursors of another life of the database', async () => {
    const maker = new OperationMaker();
    await push(await maker.register());
    const request = requestOf(maker.replica, { epoch: randomUUID(), cursors: { [OWN_SPACE]: 7 } });
    const answer = await answerPull(ports, MADE_OFFICE, request);
    expect(answer.rewound).toBe(false);
    expect(answer.spaces[0]?.changes).toHaveLength(1);
  });

  it('[PR60] notices a number that was given again after the database was put back', async () => {
    const maker = new OperationMaker();
    for (let count = 0; count < 3; count += 1) await push(await maker.register());
    const { epoch, spaces } = await answerPull(ports, MADE_OFFICE, requestOf(maker.replica));
    const lines = { [OWN_SPACE]: spaces[0]?.line ?? expect.fail('no line') };
    const ask = (cursor: number, told: Record<string, string> = lines) =>
      answerPull(
        ports,
        MADE_OFFICE,
        requestOf(maker.replica, { epoch, cursors: { [OWN_SPACE]: cursor }, lines: told }),
      );
    expect((await ask(3)).rewound).toBe(false);
    // The server was started again: what it gives from now on is another line, and the old numbers stay what they were.
    const restart = () =>
      database.connection.pool.query("update space_counter set line_of = line_of + interval '1 second'");
    await restart();
    await push(await maker.register());
    expect((await ask(3)).rewound).toBe(false);
    expect((await ask(4)).rewound).toBe(true);
    const [{ line = null } = {}] = (await ask(3)).spaces;
    expect((await ask(4, { [OWN_SPACE]: line ?? '' })).rewound).toBe(false);
    expect((await ask(4, { [OWN_SPACE]: randomUUID() })).rewound).toBe(true);
    expect((await ask(4, {})).rewound).toBe(false);
  });
});

describe('a device that has nothing yet', () => {
  /** Pulls until there is nothing more, as a counter does, and gives every page. */
  async function follow(replica: ReplicaId, limit: number, between: (page: number) => Promise<void>) {
    const pages: PullAnswer[] = [];
    let standing: Partial<PullRequest> = { fills: {} };
    for (;;) {
      const answer = await answerPull(ports, MADE_OFFICE, requestOf(replica, { ...standing, limit }));
      expect(PullAnswer.parse(JSON.parse(JSON.stringify(answer)))).toEqual(answer);
      pages.push(answer);
      const [news] = answer.spaces;
      if (news === undefined || !news.more) return pages;
      const { space, cursor, line, fill } = news;
      standing = {
        epoch: answer.epoch,
        cursors: { [space]: cursor },
        fills: fill === undefined ? {} : { [space]: fill },
        lines: typeof line === 'string' ? { [space]: line } : {},
      };
      await between(pages.length);
    }
  }

  const idsOf = (pages: readonly PullAnswer[]) =>
    pages.flatMap(({ spaces }) => spaces.flatMap(({ changes }) => changes.map(({ caseId }) => caseId)));
  const close = (caseIds: readonly string[]) =>
    database.connection.pool.query(
      'update service_case set closed_at = now() where case_id = any($1::uuid[])',
      [caseIds],
    );

  it('[PR61] gets the open cases first, and then the closed ones, each once', async () => {
    const maker = new OperationMaker();
    const made: MadeOperation[] = [];
    for (let count = 0; count < 9; count += 1) {
      const one = await maker.register();
      await push(one);
      made.push(one);
    }
    const ids = made.map(({ header }) => header.caseId);
    const closed = ids.filter((_, index) => index % 3 === 0);
    await close(closed);
    const told = idsOf(await follow(maker.replica, 2, async () => undefined));
    expect(told).toEqual([...ids.filter((id) => !closed.includes(id)), ...closed]);
  });

  it('[PR61] misses nothing and gets nothing old, whatever changes between the parts', async () => {
    const maker = new OperationMaker();
    const made: MadeOperation[] = [];
    for (let count = 0; count < 12; count += 1) {
      const one = await maker.register();
      await push(one);
      made.push(one);
    }
    const ids = made.map(({ header }) => header.caseId);
    await close(ids.slice(0, 6));
    const added: string[] = [];
    const pages = await follow(maker.replica, 2, async (page) => {
      if (page > 6) return;
      // One that was told, one that was not, an open one that closes, a closed one that opens, and a new one.
      const other = new OperationMaker();
      const fresh = await other.register();
      added.push(fresh.header.caseId);
      await push(fresh);
      for (const index of [page, 6 + page - 1]) {
        const caseId = ids[index] ?? expect.fail('no case');
        const { header } = await other.note(caseId);
        await push(await new OperationMaker().note(header.caseId));
      }
    });
    const latest = new Map<string, number>();
    for (const { spaces } of pages) {
      for (const change of spaces.flatMap(({ changes }) => changes)) {
        if (change.kind === 'case') latest.set(change.caseId, change.version);
      }
    }
    const stored = await database.connection.kysely
      .selectFrom('service_case')
      .select(['case_id', 'version'])
      .where('case_id', 'in', [...ids, ...added] as never[])
      .execute();
    expect(stored).toHaveLength(ids.length + added.length);
    expect(latest).toEqual(new Map(stored.map((row) => [row.case_id, row.version])));
    expect(added.length).toBeGreaterThan(4);
  });

  it('[PR25] [PR60] begins anew when the centre was restored between the parts', async () => {
    const maker = new OperationMaker();
    for (let count = 0; count < 3; count += 1) await push(await maker.register());
    const first = await answerPull(ports, MADE_OFFICE, requestOf(maker.replica, { fills: {}, limit: 1 }));
    const fill = first.spaces[0]?.fill ?? expect.fail('no parts');
    expect(fill).toMatchObject({ part: 'open', after: 1, upTo: 3 });
    const ask = (change: Partial<typeof fill>) => {
      const fills = { [OWN_SPACE]: { ...fill, ...change } };
      return answerPull(
        ports,
        MADE_OFFICE,
        requestOf(maker.replica, { epoch: first.epoch, fills, limit: 1 }),
      );
    };
    expect((await ask({})).rewound).toBe(false);
    expect((await ask({ upTo: 7 })).rewound).toBe(true);
    expect((await ask({ line: randomUUID() })).rewound).toBe(true);
  });
});
