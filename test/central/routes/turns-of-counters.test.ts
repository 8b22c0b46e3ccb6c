import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import { PullAnswer } from '#shared/protocol/pull.ts';
import { enrolOne, type LoadedDevice, openTestCentre, REPORT, type TestCentre } from './test-centre.ts';

let centre: TestCentre;
beforeAll(async () => {
  centre = await openTestCentre();
});
afterAll(() => centre.close());

/** Runs `work` while a row of the database is locked by somebody else. */
async function whileLocked(
  statement: string,
  work: (unlock: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const client = await centre.database.connection.pool.connect();
  try {
    await client.query('begin');
    await client.query(statement);
    await work(async () => void (await client.query('commit')));
  } finally {
    client.release();
  }
}

/** Whether such a statement waits for a lock. */
async function isHeldUp(statement: string): Promise<boolean> {
  const { rows } = await centre.database.connection.pool.query(
    "select 1 from pg_stat_activity where wait_event_type = 'Lock' and starts_with(query, $1)",
    [statement],
  );
  return rows.length > 0;
}

/** What has been answered by now, of answers with names. */
function following(answers: Readonly<Record<string, Promise<{ statusCode: number }>>>) {
  const done: string[] = [];
  for (const [name, answer] of Object.entries(answers)) void answer.then(() => done.push(name));
  return done;
}

describe('large work', () => {
  it('[PR63] waits its turn, one push of an office at a time, while small pushes are taken at once', async () => {
    const [one, two, three] = await Promise.all([
      enrolOne(centre, 200, 'one'),
      enrolOne(centre, 199, 'two'),
      enrolOne(centre, 3, 'three'),
    ]);
    const push = ({ token, replica, operations }: LoadedDevice, from: number, to: number) =>
      centre.push(token, replica, operations.slice(from, to));
    expect((await push(one, 0, 1)).statusCode).toBe(200);
    const lock = `select 1 from replica_log where replica = '${one.replica}' for update`;
    await whileLocked(lock, async (unlock) => {
      const held = push(one, 1, 200);
      await expect.poll(() => isHeldUp('select 1 from replica_log')).toBe(true);
      const waiting = push(two, 0, 199);
      const small = push(three, 0, 1);
      const done = following({ held, waiting, small });
      expect((await small).statusCode).toBe(200);
      await expect.poll(() => done).toEqual(['small']);
      expect((await push(three, 1, 2)).statusCode).toBe(200);
      expect(done).toEqual(['small']);
      await unlock();
      expect([(await held).statusCode, (await waiting).statusCode]).toEqual([200, 200]);
    });
  });

  it('[PR64] of pulls goes likewise, but for the first page of each', async () => {
    const [one, two, three] = await Promise.all([
      enrolOne(centre, 1, 'first'),
      enrolOne(centre, 1, 'second'),
      enrolOne(centre, 1, 'third'),
    ]);
    const pull = ({ token, replica }: LoadedDevice, cursor: number) => {
      const cursors = { 'office:smiltene': cursor };
      const body = { protocol: PROTOCOL_VERSION, replica, epoch: null, cursors, limit: 1, report: REPORT };
      return centre.post('/api/sync/pull', body, token);
    };
    for (const device of [one, two]) {
      expect(PullAnswer.parse((await pull(device, 0)).json()).spaces[0]?.more).toBe(true);
    }
    const lock = `select 1 from device where replica = '${one.replica}' for update`;
    await whileLocked(lock, async (unlock) => {
      const held = pull(one, 1);
      await expect.poll(() => isHeldUp('update "device"')).toBe(true);
      const waiting = pull(two, 1);
      const done = following({ held, waiting });
      expect((await pull(three, 0)).statusCode).toBe(200);
      expect(done).toEqual([]);
      await unlock();
      expect([(await held).statusCode, (await waiting).statusCode]).toEqual([200, 200]);
    });
  });
});
