import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '#central/demo/demo-accounts.ts';
import type { HttpAnswer } from '#renderer/sync/http.ts';
import { CounterWorld } from '#test/support/counter-world.ts';
import { openListeningCentre } from '#test/support/listening-centre.ts';
import { jsonAnswer, pageAnswer, problemAnswer } from '#test/support/tiny-centre.ts';

let centre: Awaited<ReturnType<typeof openListeningCentre>>;
beforeAll(async () => {
  centre = await openListeningCentre();
});
afterAll(() => centre.close());

/** A computer on which the clerk has signed in once. */
let world: CounterWorld;
beforeEach(async () => {
  world = new CounterWorld(centre.origin);
  await world.start();
  expect(await world.signIn()).toMatchObject({
    outcome: 'signed-in',
    session: { token: expect.any(String) },
  });
});
afterEach(() => world.end());

const DAY = 24 * 3_600_000;
const withoutCentre = { outcome: 'signed-in', session: { person: { id: 'clerk' }, token: null } };
const wrong = { outcome: 'wrong-credentials' };
const outOfReach = { outcome: 'centre-unreachable' };

describe('signing in while the centre is out of reach', () => {
  it('[ST31] lets in who was confirmed here, also after a start, however the login is typed', async () => {
    world.http.cut();
    expect(await world.signIn()).toMatchObject(withoutCentre);
    await world.restart();
    expect(await world.signIn(' CLERK ')).toMatchObject(withoutCentre);
  });

  it('[ST31] also who is quicker than the journal', async () => {
    const other = new CounterWorld(centre.origin);
    const started = other.start();
    expect(await other.signIn()).toMatchObject({ outcome: 'signed-in' });
    await started;
    other.http.cut();
    expect(await other.signIn()).toMatchObject(withoutCentre);
    other.end();
    const startedAgain = other.start();
    expect(await other.signIn()).toMatchObject(withoutCentre);
    await startedAgain;
    other.end();
  });

  it('[ST31] lets nobody else in', async () => {
    world.http.cut();
    for (const password of ['', 'wrong', DEMO_PASSWORD.toUpperCase(), `${DEMO_PASSWORD} `]) {
      expect(await world.signIn('clerk', password)).toEqual(wrong);
    }
    // This person has the same password and never signed in here.
    expect(await world.signIn('clerk2')).toEqual(outOfReach);
    const other = new CounterWorld(centre.origin);
    await other.start();
    other.http.cut();
    expect(await other.signIn()).toEqual(outOfReach);
    other.end();
  });

  it('[ST31] keeps people apart, and of each the last that the centre confirmed', async () => {
    await world.signIn('clerk2');
    await world.signIn('clerk');
    world.http.cut();
    expect(await world.signIn('clerk2')).toMatchObject({ session: { person: { id: 'clerk2' } } });
    expect(await world.signIn('clerk')).toMatchObject(withoutCentre);
    expect(JSON.parse((await world.sideFile('people.json')) ?? '').people).toHaveLength(2);
  });

  it('[ST31] a refused password is not kept', async () => {
    expect(await world.signIn('clerk', 'wrong')).toEqual(wrong);
    world.http.cut();
    expect(await world.signIn('clerk', 'wrong')).toEqual(wrong);
    expect(await world.signIn()).toMatchObject(withoutCentre);
  });

  it('[ST43] lets nobody in whose password the centre has refused since', async () => {
    world.http.fault = () => problemAnswer('wrong-credentials');
    expect(await world.signIn()).toEqual(wrong);
    world.http.cut();
    expect(await world.signIn()).toEqual(outOfReach);
    expect(await world.sideFile('people.json')).not.toContain('"login":"clerk"');
    world.http.mend();
    await world.signIn();
    world.http.cut();
    expect(await world.signIn()).toMatchObject(withoutCentre);
  });

  it('[ST43] one that was mistyped costs nobody the way in', async () => {
    expect(await world.signIn('clerk', 'wrong')).toEqual(wrong);
    world.http.cut();
    expect(await world.signIn()).toMatchObject(withoutCentre);
  });

  it('[ST43] lets in for 14 days after the centre’s last confirmation, whatever was used since', async () => {
    world.http.cut();
    for (const days of [1, 7, 13.99]) {
      world.clockOffsetMilliseconds = days * DAY;
      expect(await world.signIn(), `${days}`).toMatchObject(withoutCentre);
    }
    world.clockOffsetMilliseconds = 14 * DAY + 1;
    expect(await world.signIn()).toEqual(outOfReach);
    world.http.mend();
    expect(await world.signIn()).toMatchObject({ outcome: 'signed-in' });
    world.http.cut();
    world.clockOffsetMilliseconds = 27 * DAY;
    expect(await world.signIn()).toMatchObject(withoutCentre);
  });

  it('[ST43] a clock that went back keeps nobody out and prolongs nothing', async () => {
    world.http.cut();
    for (const days of [-400, 13, 9]) {
      world.clockOffsetMilliseconds = days * DAY;
      expect(await world.signIn(), `${days}`).toMatchObject(withoutCentre);
    }
    for (const days of [15, 11]) {
      world.clockOffsetMilliseconds = days * DAY;
      expect(await world.signIn(), `${days}`).toEqual(outOfReach);
    }
  });

  it('[ST43] on a disk that takes no writes too', async () => {
    world.http.cut();
    world.disk.isReadOnly = true;
    expect(await world.signIn()).toMatchObject(withoutCentre);
    world.clockOffsetMilliseconds = 15 * DAY;
    expect(await world.signIn()).toEqual(outOfReach);
  });

  it('[ST24] [ST31] what is kept stands beside the journal and does not hold the password', async () => {
    const kept = (await world.sideFile('people.json')) ?? '';
    expect(kept).toContain('"login":"clerk"');
    expect(kept).not.toContain(DEMO_PASSWORD);
    expect(JSON.parse(kept).people[0].verifier).toEqual({
      salt: expect.stringMatching(/^[0-9a-f]{32}$/),
      rounds: expect.any(Number),
      made: 'derived',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('[ST31] without a journal nobody is known, and the centre still lets in whom it knows', async () => {
    world.end();
    await world.start({ kind: 'held-elsewhere' });
    expect(await world.signIn()).toMatchObject({ outcome: 'signed-in' });
    world.http.cut();
    expect(await world.signIn()).toEqual(outOfReach);
  });

  it('whom the centre knows comes in although nothing can be kept', async () => {
    world.disk.isReadOnly = true;
    expect(await world.signIn('clerk2')).toMatchObject({ outcome: 'signed-in' });
    expect(world.defects).toHaveLength(1);
  });
});

describe('what comes back', () => {
  const foreign: readonly (readonly [string, HttpAnswer | 'no-connection' | 'answer-lost'])[] = [
    ['nothing', 'no-connection'],
    ['an answer that was cut off', 'answer-lost'],
    ...[200, 302, 400, 401, 403, 404, 429, 502, 511].map(
      (status) => [`a page with ${status}`, pageAnswer(status)] as const,
    ),
    ['401 in JSON of a proxy', jsonAnswer(401, { message: 'sign in to the network' })],
    ['200 in JSON of a proxy', jsonAnswer(200, { token: 'x' })],
    [
      'a problem that is none of the centre’s',
      { ...problemAnswer('wrong-credentials'), text: '{"type":"about:blank","title":"No","status":401}' },
    ],
    ['a problem that was cut off', { ...problemAnswer('wrong-credentials'), text: '{"type":"/pro' }],
    ['a centre without its database', problemAnswer('database-unavailable')],
    ['a centre with a defect', problemAnswer('defect')],
  ];

  it.each(foreign)('[ST32] %s counts as the centre being out of reach', async (_what, answer) => {
    world.http.fault = () => answer;
    expect(await world.signIn()).toMatchObject(withoutCentre);
    expect(await world.signIn('clerk2')).toEqual(outOfReach);
  });

  it('[ST32] is the centre’s own word: wrong', async () => {
    expect(await world.signIn('clerk', 'wrong')).toEqual(wrong);
    expect(await world.signIn('nobody')).toEqual(wrong);
    expect(await world.signIn('', '')).toEqual(wrong);
    expect(world.http.sentTo('/api/session')).toHaveLength(4);
  });

  it('[ST32] is the centre’s own word about who was known here', async () => {
    world.http.fault = () => problemAnswer('wrong-credentials');
    expect(await world.signIn()).toEqual(wrong);
  });

  it('[ST32] is the centre’s own word: to wait', async () => {
    world.http.fault = () => problemAnswer('too-many-requests', { retryAfterSeconds: 7 });
    expect(await world.signIn()).toEqual({ outcome: 'wait', seconds: 7 });
    world.http.fault = () => problemAnswer('too-many-requests');
    expect(await world.signIn()).toEqual({ outcome: 'wait', seconds: 30 });
  });
});

describe('signing out', () => {
  const tokenOf = async (): Promise<string> => {
    const outcome = await world.signIn();
    return (outcome.outcome === 'signed-in' && outcome.session.token) || expect.fail(outcome.outcome);
  };
  const isKnown = async (token: string): Promise<boolean> => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${centre.origin}/api/session`, { headers })).status === 200;
  };

  it('[ST44] ends the session at the centre and here', async () => {
    const token = await tokenOf();
    expect(await isKnown(token)).toBe(true);
    await world.counter.signOut();
    await expect(world.counter.saveDraft(world.idOf(1), 'typed')).rejects.toThrow();
    await expect.poll(() => isKnown(token)).toBe(false);
  });

  it('[ST44] waits for no centre and asks none without a token', async () => {
    await tokenOf();
    world.http.fault = () => 'no-connection';
    await world.counter.signOut();
    expect(await world.signIn()).toMatchObject(withoutCentre);
    const asked = world.http.sent.length;
    await world.counter.signOut();
    await world.counter.signOut();
    expect(world.http.sent).toHaveLength(asked);
    await expect(world.counter.saveDraft(world.idOf(1), 'typed')).rejects.toThrow();
  });
});
