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
});
