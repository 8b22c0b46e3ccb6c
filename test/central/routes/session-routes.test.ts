import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '#central/demo/demo-accounts.ts';
import { EnrolAnswer, SignInAnswer } from '#shared/protocol/session.ts';
import { expectProblem, openTestCentre, type TestCentre } from './test-centre.ts';

let centre: TestCentre;
beforeAll(async () => {
  centre = await openTestCentre();
});
afterAll(() => centre.close());

describe('signing in', () => {
  it('gives a token, who one is and what one may do, whatever the case of the login', async () => {
    const answer = await centre.post('/api/session', { login: ' CLERK ', password: DEMO_PASSWORD });
    expect(answer.statusCode).toBe(200);
    const { token, person } = SignInAnswer.parse(answer.json());
    expect(person).toEqual({
      id: 'clerk',
      login: 'clerk',
      name: 'Anna Paraudziņa',
      grants: [{ right: 'provider-counter', scope: { kind: 'office', office: 'smiltene' } }],
    });
    expect(answer.headers['cache-control']).toBe('no-store');
    const me = await centre.get('/api/session', token);
    expect(me.json()).toEqual({ expiresAt: expect.any(String), person });
  });

  it('ends by signing out, for that token only', async () => {
    const token = await centre.signIn('provider');
    const other = await centre.signIn('provider');
    const out = await centre.app.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(out.statusCode).toBe(204);
    expect(out.body).toBe('');
    expectProblem(await centre.get('/api/session', token), 'not-signed-in');
    expect((await centre.get('/api/session', other)).statusCode).toBe(200);
  });

  it('says the same to an unknown login, a wrong password and an account without one', async () => {
    const answers = [];
    for (const login of ['nobody', 'clerk2', 'clerk-ludza', 'x\0y', "' or 1=1 --"]) {
      answers.push(await centre.post('/api/session', { login, password: 'not-this-one' }));
    }
    for (const answer of answers) {
      expectProblem(answer, 'wrong-credentials', ['nobody', 'clerk', 'not-this-one']);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
      expect(answer.body).toBe(answers[0]?.body);
    }
  });

  it('reads what is sent strictly', async () => {
    for (const body of [
      {},
      { login: 'clerk' },
      { login: '', password: 'x' },
      { login: 1, password: 'x' },
      [],
    ]) {
      expectProblem(await centre.post('/api/session', body), 'invalid-request');
    }
    const long = { login: 'clerk', password: 'p'.repeat(257) };
    const problem = expectProblem(await centre.post('/api/session', long), 'invalid-request', ['ppp']);
    expect(problem.errors).toEqual([
      { pointer: '/password', detail: 'This is too large; at most 256 is allowed.' },
    ]);
    const huge = { login: 'clerk', password: 'p'.repeat(5_000) };
    expectProblem(await centre.post('/api/session', huge), 'body-too-large');
  });

  it('takes only a whole token of ours', async () => {
    const token = await centre.signIn('clerk');
    for (const authorization of [
      '',
      'Bearer',
      `Basic ${token}`,
      `Bearer ${token}x`,
      `Bearer ${token.slice(1)}`,
    ]) {
      const answer = await centre.app.inject({ url: '/api/session', headers: { authorization } });
      expectProblem(answer, 'not-signed-in', [token.slice(4)]);
    }
  });
});

describe('enrolling', () => {
  it('[PR32] gives a station, a token and the versions to work by, and the same station again', async () => {
    const token = await centre.signIn('clerk');
    const request = { replica: randomUUID(), office: 'smiltene', counter: 'SMI-1' };
    const first = EnrolAnswer.parse((await centre.post('/api/devices', request, token)).json());
    const second = EnrolAnswer.parse((await centre.post('/api/devices', request, token)).json());
    expect(second.station).toBe(first.station);
    expect(second.deviceToken).not.toBe(first.deviceToken);
    expect(first.reference).toEqual((await centre.get('/api/reference', second.deviceToken)).json());
    expectProblem(await centre.get('/api/reference', first.deviceToken), 'not-signed-in');
  });

  it('is for who serves at the office or administers', async () => {
    const request = { replica: randomUUID(), office: 'ludza', counter: null };
    for (const login of ['clerk', 'provider', 'service-manager', 'portfolio-manager']) {
      const token = await centre.signIn(login);
      expectProblem(await centre.post('/api/devices', request, token), 'not-permitted');
    }
    const admin = await centre.signIn('admin');
    expect((await centre.post('/api/devices', request, admin)).statusCode).toBe(200);
    expectProblem(await centre.post('/api/devices', request), 'not-signed-in');
  });

  it('knows the offices and their counters', async () => {
    const token = await centre.signIn('admin');
    const enrol = (office: string, counter: string | null) =>
      centre.post('/api/devices', { replica: randomUUID(), office, counter }, token);
    const nowhere = expectProblem(await enrol('nowhere', null), 'invalid-request', ['nowhere']);
    expect(nowhere.errors?.[0]?.pointer).toBe('/office');
    const foreign = expectProblem(await enrol('smiltene', 'LUD-1'), 'invalid-request', ['LUD-1']);
    expect(foreign.errors?.[0]?.pointer).toBe('/counter');
  });

  it('does not move a replica to another office, or take a revoked one back', async () => {
    const token = await centre.signIn('admin');
    const replica = randomUUID();
    const enrol = (office: string) => centre.post('/api/devices', { replica, office, counter: null }, token);
    expect((await enrol('smiltene')).statusCode).toBe(200);
    expectProblem(await enrol('ludza'), 'not-permitted');
    await centre.database.connection.kysely
      .updateTable('device')
      .set({ revoked_at: new Date().toISOString() as never })
      .where('replica', '=', replica as never)
      .execute();
    expectProblem(await enrol('smiltene'), 'not-permitted');
  });
});

describe('too many attempts', () => {
  it('of one address are refused, right or wrong, with the time to wait', async () => {
    const own = await openTestCentre();
    const attempt = () =>
      own.app.inject({ method: 'POST', url: '/api/session', remoteAddress: '192.0.2.9', payload: {} });
    for (let count = 0; count < 120; count += 1) {
      if ((await attempt()).statusCode !== 400) throw new Error('refused too early');
    }
    const refused = await attempt();
    expectProblem(refused, 'too-many-requests');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await own.get('/healthz')).statusCode).toBe(200);
    await own.close();
  });

  it('close a login at an address, and nothing else', async () => {
    const own = await openTestCentre();
    const attempt = (login: string, password: string, address: string) =>
      own.app.inject({
        method: 'POST',
        url: '/api/session',
        remoteAddress: address,
        payload: { login, password },
      });
    // The waiting between attempts is not what is tested here.
    const slow = own.centre.timers as { sleep: unknown };
    const { sleep } = slow;
    slow.sleep = async () => undefined;
    try {
      for (let count = 0; count < 10; count += 1) {
        expectProblem(await attempt('clerk', 'wrong', '192.0.2.1'), 'wrong-credentials');
      }
      const refused = await attempt('clerk', DEMO_PASSWORD, '192.0.2.1');
      expectProblem(refused, 'too-many-requests');
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect((await attempt('clerk', DEMO_PASSWORD, '192.0.2.2')).statusCode).toBe(200);
      expect((await attempt('provider', DEMO_PASSWORD, '192.0.2.1')).statusCode).toBe(200);
    } finally {
      slow.sleep = sleep;
      await own.close();
    }
  });
});
