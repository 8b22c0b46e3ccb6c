import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '#central/server.ts';
import { PULL_LIMIT, PullRequest } from '#shared/protocol/pull.ts';
import { enrolOne, openTestCentre, type TestCentre } from '#test/central/routes/test-centre.ts';
import { CounterWorld, SMILTENE_CHOICE, savedOf } from '#test/support/counter-world.ts';

/** More than two pages, and more than one of them closed. */
const CASES = 2 * PULL_LIMIT + 150;
const CLOSED = PULL_LIMIT + 100;
const OPEN = CASES - CLOSED;

let centre: TestCentre;
let origin: string;
beforeAll(async () => {
  centre = await openTestCentre();
  origin = (await listen(centre.app, 0)).replace(/\/$/, '');
  const device = await enrolOne(centre, CASES, 'fresh');
  for (let start = 0; start < CASES; start += 200) {
    const operations = device.operations.slice(start, start + 200);
    expect((await centre.push(device.token, device.replica, operations)).statusCode).toBe(200);
  }
  // The oldest ones, which a feed in the order of changes would tell first.
  await centre.database.connection.pool.query(
    `update service_case set closed_at = now() where case_id in
       (select case_id from feed where space = 'office:smiltene' order by sequence, case_id limit ${CLOSED})`,
  );
});
afterAll(() => centre.close());

describe('a counter that has nothing yet', () => {
  it('[PR61] [PR62] is of use after the first part, and goes on after a break where it was', async () => {
    const counter = new CounterWorld(origin);
    await counter.start();
    expect(await counter.signIn()).toMatchObject({ outcome: 'signed-in' });
    let pulls = 0;
    counter.http.fault = ({ path }) => {
      pulls += path === '/api/sync/pull' ? 1 : 0;
      return pulls > 1 ? 'no-connection' : undefined;
    };
    expect(await counter.counter.enrol(SMILTENE_CHOICE)).toEqual({ outcome: 'enrolled' });
    await expect.poll(() => counter.status.sync.failing?.name, { timeout: 10_000 }).toBe('unreachable');
    const first = await counter.casesShown();
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThanOrEqual(OPEN);
    // It takes registrations already.
    savedOf(await counter.register(1));

    counter.http.mend();
    const before = counter.http.sentTo('/api/sync/pull').length;
    await counter.restart();
    await counter.exchanged();
    await expect.poll(() => counter.casesShown(), { timeout: 10_000 }).toBe(CASES + 1);
    const requests = counter.http.sentTo('/api/sync/pull').map(({ body }) => PullRequest.parse(body));
    const next = requests[before];
    expect(next?.fills).toEqual({
      'office:smiltene': {
        part: 'open',
        after: expect.any(Number),
        upTo: expect.any(Number),
        line: expect.any(String),
      },
    });
    expect(next?.fills?.['office:smiltene' as never]).toMatchObject({
      after: expect.toSatisfy((after) => after > 0),
    });
    // As many pages as the parts need, and one for what came since: nothing is told twice.
    expect(requests.length - before).toBeLessThanOrEqual(Math.ceil(CASES / PULL_LIMIT) + 4);
    counter.end();
  });
});
