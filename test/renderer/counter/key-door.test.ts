import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '#central/demo/demo-accounts.ts';
import { secretsOf } from '#renderer/counter/person-secrets.ts';
import { passwordHash } from '#renderer/platform/web-password.ts';
import { CounterWorld, SMILTENE_CHOICE } from '#test/support/counter-world.ts';
import { openListeningCentre } from '#test/support/listening-centre.ts';
import { cryptography, MemoryKeeper } from '#test/support/sample-keys.ts';
import { jsonAnswer, problemAnswer } from '#test/support/tiny-centre.ts';

let centre: Awaited<ReturnType<typeof openListeningCentre>>;
beforeAll(async () => {
  centre = await openListeningCentre();
});
afterAll(() => centre.close());

/** A counter in a browser, whose key people's passwords open. */
let keeper: MemoryKeeper;
let world: CounterWorld;
beforeEach(() => {
  keeper = new MemoryKeeper();
  world = new CounterWorld(centre.origin, { opener: { kind: 'passwords', keeper } });
});
afterEach(() => world.end());

const signedIn = { outcome: 'signed-in' };

/** The browser was closed and is opened again. */
async function openAnew(): Promise<void> {
  keeper.forget();
  await world.restart();
}

/** The centre knows a person by another password than before. */
function changePassword(login: string, password: string): void {
  world.http.fault = (request) => {
    const body = request.body as { login: string; password: string } | undefined;
    if (request.path !== '/api/session' || request.method !== 'POST' || body?.login !== login)
      return undefined;
    if (body.password !== password) return undefined;
    return jsonAnswer(200, sessionOf(login));
  };
}

function sessionOf(login: string): unknown {
  return {
    token: 'a'.repeat(43),
    expiresAt: '2099-01-01T00:00:00.000Z',
    person: { id: login, login, name: login, grants: [] },
  };
}

describe('a counter in a browser', () => {
  it('[KE8] [KE16] works from the first sign-in on, and says before that there is nothing to open yet', async () => {
    await world.start();
    expect(world.status.journal).toEqual({ kind: 'locked', cause: 'nobody-yet' });
    await world.signIn();
    expect(world.status.journal).toMatchObject({ kind: 'open' });
    expect(await world.counter.enrol(SMILTENE_CHOICE)).toEqual({ outcome: 'enrolled' });
    await world.exchanged();
    expect((await world.register(1)).outcome).toBe('saved');
    await world.exchanged();
  });

  it('[KE16] waits after it was opened anew, takes and sends nothing, and goes on when somebody signs in', async () => {
    await world.open();
    world.http.cut();
    await world.register(1);
    await openAnew();
    world.http.mend();
    expect(world.status.journal).toEqual({ kind: 'locked', cause: 'waits' });
    expect(world.status.device).toBeNull();
    expect(await world.register(2)).toEqual({ outcome: 'not-saved', cause: 'not-ready' });
    await expect(world.counter.saveDraft(world.idOf(3), '{}')).rejects.toThrow();
    const pushes = world.http.sentTo('/api/sync/push').length;
    world.counter.syncNow();
    expect(world.http.sentTo('/api/sync/push')).toHaveLength(pushes);
    expect(await world.signIn()).toMatchObject(signedIn);
    await world.exchanged();
    expect(await world.journalled()).toHaveLength(1);
    expect((await world.register(2)).outcome).toBe('saved');
  });

  it('[KE9] [KE11] opens without the centre by the same password, and a reload needs none', async () => {
    await world.open();
    await openAnew();
    world.http.cut();
    expect(await world.signIn('clerk', 'not this one')).toEqual({ outcome: 'wrong-credentials' });
    expect(world.status.journal.kind).toBe('locked');
    expect(await world.signIn()).toMatchObject({ outcome: 'signed-in', session: { token: null } });
    expect(world.status.journal.kind).toBe('open');
    await world.restart();
    expect(world.status.journal.kind).toBe('open');
  });

  it('[KE10] a colleague who has signed in here opens it, and one who has not does not', async () => {
    await world.open();
    await world.signIn('clerk2');
    await openAnew();
    expect(await world.signIn('admin')).toMatchObject(signedIn);
    expect(world.status.journal).toEqual({ kind: 'locked', cause: 'other-password' });
    expect(await world.counter.openWith('nobody', DEMO_PASSWORD)).toEqual({ outcome: 'not-known-here' });
    expect(await world.counter.openWith('clerk2', 'wrong')).toEqual({ outcome: 'wrong-credentials' });
    expect(await world.counter.openWith(' Clerk2 ', DEMO_PASSWORD)).toEqual({ outcome: 'opened' });
    expect(world.status.journal.kind).toBe('open');
    // From now on the password that could not open it does.
    await openAnew();
    expect(await world.counter.openWith('admin', DEMO_PASSWORD)).toEqual({ outcome: 'opened' });
  });

  it('[KE10] [KE17] after a changed password the earlier one opens it, once, and then the new one', async () => {
    await world.open();
    await openAnew();
    const changed = 'another-long-password';
    changePassword('clerk', changed);
    expect(await world.signIn('clerk', changed)).toMatchObject(signedIn);
    expect(world.status.journal).toEqual({ kind: 'locked', cause: 'other-password' });
    expect(await world.counter.openWith('clerk', DEMO_PASSWORD)).toEqual({ outcome: 'opened' });
    await openAnew();
    expect(await world.signIn('clerk', changed)).toMatchObject(signedIn);
    expect(world.status.journal.kind).toBe('open');
  });

  it('[KE17] a password that the centre refuses opens it and signs nobody in', async () => {
    await world.open();
    await openAnew();
    world.http.fault = ({ path }) =>
      path === '/api/session' ? problemAnswer('wrong-credentials') : undefined;
    expect(await world.signIn()).toEqual({ outcome: 'wrong-credentials' });
    expect(world.status.journal.kind).toBe('open');
    world.http.cut();
    // ST43: who was refused does not come in without the centre either.
    expect(await world.signIn()).toEqual({ outcome: 'centre-unreachable' });
  });

  it('[KE15] a short password signs in and seals nothing', async () => {
    const short = 'short';
    changePassword('clerk', short);
    await world.start();
    expect(await world.signIn('clerk', short)).toMatchObject(signedIn);
    expect(world.status.journal).toEqual({ kind: 'locked', cause: 'password-too-short' });
    world.http.mend();
    await world.signIn('clerk2');
    expect(world.status.journal.kind).toBe('open');
    changePassword('clerk', short);
    expect(await world.signIn('clerk', short)).toMatchObject(signedIn);
    await openAnew();
    expect(await world.counter.openWith('clerk', short)).toEqual({ outcome: 'not-known-here' });
  });
});

describe('the two secrets of a password', () => {
  it('[KE14] come from one stretching and tell nothing of each other', async () => {
    let stretched = '';
    const counting = {
      cryptography,
      passwordHash: async (...parameters: Parameters<typeof passwordHash>) => {
        expect(stretched).toBe('');
        stretched = await passwordHash(...parameters);
        return stretched;
      },
    };
    const secrets = await secretsOf(counting, 'password', { salt: 'ab', rounds: 10 });
    expect(new Set([stretched, secrets.verifier, secrets.wrapping]).size).toBe(3);
    expect(secrets.verifier).toMatch(/^[0-9a-f]{64}$/);
  });
});
