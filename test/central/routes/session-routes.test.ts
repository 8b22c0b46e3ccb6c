import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '#central/demo/demo-accounts.ts';
import type { Timers } from '#shared/kernel/ports.ts';
import { stationCodeOf, stationIndexOf } from '#shared/kernel/reference.ts';
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
    const again = { ...request, deviceToken: first.deviceToken };
    const second = EnrolAnswer.parse((await centre.post('/api/devices', again, token)).json());
    expect(second.station).toBe(first.station);
    expect(second.deviceToken).not.toBe(first.deviceToken);
    expect(first.reference).toEqual((await centre.get('/api/reference', second.deviceToken)).json());
    expectProblem(await centre.get('/api/reference', first.deviceToken), 'not-signed-in');
  });

  it('[PR36] again is not for a colleague who does not know the token, and the device keeps it', async () => {
    const replica = randomUUID();
    const admin = await centre.signIn('admin');
    const request = { replica, office: 'smiltene', counter: null };
    const { deviceToken } = EnrolAnswer.parse((await centre.post('/api/devices', request, admin)).json());
    const clerk = await centre.signIn('clerk');
    for (const shown of [undefined, 'kld_guessed']) {
      const taking = { ...request, ...(shown === undefined ? {} : { deviceToken: shown }) };
      expectProblem(await centre.post('/api/devices', taking, clerk), 'not-permitted', ['kld_guessed']);
    }
    expect((await centre.get('/api/reference', deviceToken)).statusCode).toBe(200);
    expect((await centre.post('/api/devices', request, admin)).statusCode).toBe(200);
    expectProblem(await centre.get('/api/reference', deviceToken), 'not-signed-in');
  });

  it('[PR35] takes the station that a journal owns, and says when it cannot be', async () => {
    const token = await centre.signIn('clerk');
    const enrol = (more: object) =>
      centre.post(
        '/api/devices',
        { replica: randomUUID(), office: 'smiltene', counter: null, ...more },
        token,
      );
    const { station } = EnrolAnswer.parse((await enrol({})).json());
    const owned = stationCodeOf(stationIndexOf(station) + 3);
    expect(EnrolAnswer.parse((await enrol({ station: owned })).json()).station).toBe(owned);
    expectProblem(await enrol({ station: owned }), 'station-taken', [owned]);
    expectProblem(await enrol({ station: 'ZZZ' }), 'station-taken', ['ZZZ']);
    expectProblem(await enrol({ station: 'zzz' }), 'invalid-request', ['zzz']);
    expect(EnrolAnswer.parse((await enrol({})).json()).station).toBe(
      stationCodeOf(stationIndexOf(station) + 4),
    );
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
  /** The waiting between attempts is not what is tested here. */
  const noWaiting: Timers = { sleep: async () => undefined };

  it('[PR41] of one address are refused beyond 600 a minute, right or wrong, with the time to wait', async () => {
    const own = await openTestCentre();
    const attempt = () =>
      own.app.inject({ method: 'POST', url: '/api/session', remoteAddress: '192.0.2.9', payload: {} });
    for (let count = 0; count < 600; count += 1) {
      if ((await attempt()).statusCode !== 400) throw new Error('refused too early');
    }
    const refused = await attempt();
    expectProblem(refused, 'too-many-requests');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await own.get('/healthz')).statusCode).toBe(200);
    await own.close();
  });

  it('[PR41] close a login at an address, and nothing else', async () => {
    const own = await openTestCentre({ timers: noWaiting });
    const attempt = (login: string, password: string, address: string) =>
      own.app.inject({
        method: 'POST',
        url: '/api/session',
        remoteAddress: address,
        payload: { login, password },
      });
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
      await own.close();
    }
  });

  it('[PR41] at once are not more than one after the other, and others from there are not refused', async () => {
    const slept: number[] = [];
    const sleep: Timers['sleep'] = async (milliseconds) => void slept.push(milliseconds);
    const own = await openTestCentre({ timers: { sleep } });
    try {
      const attempt = (login: string, password: string) => own.post('/api/session', { login, password });
      const guesses = await Promise.all(Array.from({ length: 60 }, () => attempt('clerk2', 'wrong')));
      const looked = guesses.filter(({ statusCode }) => statusCode === 401);
      expect(looked).toHaveLength(10);
      expect(guesses.filter(({ statusCode }) => statusCode === 429)).toHaveLength(50);
      // As many failures of the address as an hour of guessing makes.
      for (let index = 0; index < 200; index += 1)
        own.centre.signInGuard.admit(`nobody-${index}`, '127.0.0.1');
      slept.length = 0;
      expect((await attempt('provider', DEMO_PASSWORD)).statusCode).toBe(200);
      expect(slept).toEqual([5_000]);
    } finally {
      await own.close();
    }
  });

  it('[PR42] are counted by the connection, whatever a header says, unless a proxy was set', async () => {
    for (const isBehindProxy of [false, true]) {
      const own = await openTestCentre({ isBehindProxy, timers: noWaiting });
      try {
        const attempt = (address: string) =>
          own.app.inject({
            method: 'POST',
            url: '/api/session',
            headers: { 'x-forwarded-for': address },
            payload: { login: 'clerk', password: 'wrong' },
          });
        for (let index = 0; index < 10; index += 1) await attempt(`203.0.113.${index}`);
        expect((await attempt('203.0.113.99')).statusCode).toBe(isBehindProxy ? 401 : 429);
      } finally {
        await own.close();
      }
    }
  });
});
