import { readFileSync } from 'node:fs';
import { type AddressInfo, connect as connectSocket, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { StoreUnavailable } from '#central/cases/store-unavailable.ts';
import { connect } from '#central/database/connect.ts';
import { isDatabaseUnavailable } from '#central/plugins/database-unavailable.ts';
import { problemOf } from '#central/plugins/problem-answers.ts';
import { PROBLEM_TEXTS } from '#central/plugins/problem-texts.ts';
import { Defect } from '#shared/kernel/invariant.ts';
import { PROBLEM_TYPES, type ProblemType } from '#shared/protocol/problem.ts';
import { expectProblem, openTestCentre, type TestCentre } from './test-centre.ts';

let centre: TestCentre;
beforeAll(async () => {
  centre = await openTestCentre();
});
afterAll(() => centre.close());

const document = readFileSync(new URL('../../../docs/problems.md', import.meta.url), 'utf8');

/** The rows of the table, by name. */
const rows = new Map(
  document
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.slice(2, -2).split(' | '))
    .map(([name = '', ...cells]) => [name.replaceAll('`', '').trim(), cells]),
);

describe('the list of problems', () => {
  it('is the same in the document, in the program and on the page that a type leads to', async () => {
    expect([...rows.keys()].sort()).toEqual(Object.keys(PROBLEM_TYPES).sort());
    for (const name of Object.keys(PROBLEM_TYPES) as ProblemType[]) {
      const { title, meaning, retry, action } = PROBLEM_TEXTS[name];
      expect(rows.get(name)).toEqual([String(PROBLEM_TYPES[name]), title, meaning, retry, action]);
      const page = await centre.get(`/problems/${name}`);
      expect(page.headers['content-type']).toBe('text/plain; charset=utf-8');
      for (const text of [name, title, meaning, retry, action]) expect(page.body).toContain(text);
    }
  });

  it('has no page for what is not on it', async () => {
    for (const name of ['unknown', 'constructor', '__proto__']) {
      expectProblem(await centre.get(`/problems/${name}`), 'not-found');
    }
  });
});

describe('an answer that is a problem', () => {
  it('is given for every address that does not exist, and repeats nothing of it', async () => {
    for (const url of ['/api/secret', '/api/sync/push', '/secret.php', '/api/oversight/secret?q=secret']) {
      expectProblem(await centre.get(url), 'not-found', ['secret', 'push']);
    }
    expectProblem(await centre.get('/%E0%A4%A'), 'invalid-request', ['%E0']);
    expectProblem(await centre.get(`/api/reference/roster/${'s'.repeat(500)}`), 'invalid-request', ['sss']);
  });

  it('is a defect for what nobody foresaw, without a word of what happened', () => {
    const problem = problemOf(new Error('Anna Paraudziņa cannot be stored'));
    expect(problem.type).toBe('defect');
    expect(JSON.stringify(problem.document())).not.toContain('Anna');
    expect(problemOf(new Defect('a defect')).type).toBe('defect');
    expect(problemOf('text').type).toBe('defect');
  });

  it('is about the database when that cannot be reached', async () => {
    expect(problemOf(new StoreUnavailable('away')).type).toBe('database-unavailable');
    const nobody = connect({ connectionString: 'postgres://x:y@127.0.0.1:1/z' });
    const failure = await nobody.kysely
      .selectFrom('institution')
      .selectAll()
      .execute()
      .catch((error) => error);
    expect(isDatabaseUnavailable(failure)).toBe(true);
    expect(isDatabaseUnavailable(new Error('something else'))).toBe(false);
    const badQuery = await centre.database.connection.pool.query('select nonsense').catch((error) => error);
    expect(isDatabaseUnavailable(badQuery)).toBe(false);
    await nobody.close();
  });
});

/** A way to a database that can be cut. */
async function openWay(connectionString: string) {
  const address = new URL(connectionString);
  const target = { host: address.hostname, port: Number(address.port || 5432) };
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connectSocket(target);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    near.pipe(far).pipe(near);
  });
  const open = (port: number): Promise<void> =>
    new Promise((resolve) => server.listen({ host: '127.0.0.1', port }, resolve));
  await open(0);
  const { port } = server.address() as AddressInfo;
  address.host = `127.0.0.1:${port}`;
  return {
    connectionString: address.href,
    cut: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    mend: () => open(port),
  };
}

describe('a centre whose database goes away', () => {
  it('says so on every route, and goes on by itself once the database is back', async () => {
    const way = await openWay(inject('databaseUrl'));
    const own = await openTestCentre({ connectionString: way.connectionString });
    const token = await own.signIn('portfolio-manager');
    await way.cut();
    for (const url of ['/healthz', '/api/session', '/api/oversight/cases', '/api/reference']) {
      const answer = await own.get(url, token);
      expectProblem(answer, 'database-unavailable');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    await way.mend();
    expect((await own.get('/healthz')).statusCode).toBe(200);
    expect((await own.get('/api/oversight/cases', token)).statusCode).toBe(200);
    await own.close();
    await way.cut();
  });
});
