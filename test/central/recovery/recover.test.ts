import 'fake-indexeddb/auto';
import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '#central/demo/demo-accounts.ts';
import { keepRecoveryKey } from '#central/directory/device-keys.ts';
import { createRecoveryKey, type RecoveryKey } from '#central/recovery/recovery-key-file.ts';
import { realClock } from '#central/settings/real-ports.ts';
import { toHex } from '#shared/kernel/hex.ts';
import { RecoveredOperations } from '#shared/protocol/recovered-operations.ts';
import { CounterWorld } from '#test/support/counter-world.ts';
import { openListeningCentre } from '#test/support/listening-centre.ts';
import { MemoryKeeper } from '#test/support/sample-keys.ts';
import { makeTemporaryFolder, removeFolder } from '#test/support/temporary-folder.ts';

const run = promisify(execFile);
const PROGRAM = join(import.meta.dirname, '../../..');

let centre: Awaited<ReturnType<typeof openListeningCentre>>;
let folder: string;
let key: RecoveryKey;
let world: CounterWorld;
beforeAll(async () => {
  centre = await openListeningCentre();
});
afterAll(() => centre.close());
beforeEach(async () => {
  folder = await makeTemporaryFolder();
  key = await createRecoveryKey(join(folder, 'recovery.key'));
  world = new CounterWorld(centre.origin, { opener: { kind: 'passwords', keeper: new MemoryKeeper() } });
});
afterEach(async () => {
  world.end();
  await removeFolder(folder);
});

/** The command as a person runs it: exit code and everything that it said. */
async function recover(...args: string[]): Promise<{ code: number; said: string }> {
  const command = ['central/commands/run.mjs', 'recover', ...args];
  try {
    const { stdout, stderr } = await run(process.execPath, command, { cwd: PROGRAM });
    return { code: 0, said: `${stderr}${stdout}` };
  } catch (failure) {
    const { code, stdout, stderr } = failure as { code: number; stdout: string; stderr: string };
    return { code, said: `${stderr}${stdout}` };
  }
}

/** Puts the disk of the counter into a folder, as somebody would who takes it out of the computer. */
async function copyDisk(change: (name: string, bytes: Uint8Array) => Uint8Array = (_, bytes) => bytes) {
  const journal = join(folder, 'profile', 'deep', 'journal');
  await mkdir(journal, { recursive: true });
  for (const [name, { durable, size }] of world.disk.files) {
    const whole = new Uint8Array(size);
    whole.set(durable.subarray(0, size));
    await writeFile(join(journal, name), change(name, whole));
  }
  return join(folder, 'profile');
}

const wishes = (journal: string, out = join(folder, 'out.json')): string[] => [
  '--journal',
  journal,
  '--key',
  join(folder, 'recovery.key'),
  '--out',
  out,
];

/** A counter that has wrapped its key for the recovery key, and then saves three operations that stay unsent. */
async function workedOffline(): Promise<void> {
  await keepRecoveryKey(centre.database, { id: key.id, publicKey: toHex(key.publicKey) }, realClock.now());
  await world.open();
  await expect
    .poll(async () => JSON.parse(new TextDecoder().decode(world.disk.get('keys.klk').durable)).recovery)
    .toMatchObject({ recoveryKey: key.id });
  world.http.cut();
  await world.register(1);
  await world.addNote(2, 1, 'Glābjama piezīme');
  await world.register(3);
}

describe('npm run recover', () => {
  it('[KE29] [KE31] opens what a computer has not sent, without its password', {
    timeout: 60_000,
  }, async () => {
    await workedOffline();
    const profile = await copyDisk();
    const { code, said } = await recover(...wishes(profile));
    expect(said.trimEnd().split('\n').at(-1)).toBe('recovered 3 operations, 0 unreadable');
    expect(code).toBe(0);
    const out = join(folder, 'out.json');
    const { operations, madeBy } = RecoveredOperations.parse(JSON.parse(await readFile(out, 'utf8')));
    expect(madeBy).toBe('recovery');
    expect(operations.map(({ digest }) => digest)).toEqual(
      (await world.journalled()).map(({ entry }) => entry.digest),
    );
    expect(operations[1]?.payload).toContain('Glābjama piezīme');
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    // The centre has the wrapped key too, and it is the same.
    const { kysely, institution } = centre.database;
    const rows = await kysely
      .selectFrom('device_key')
      .select(['recovery_key', 'key_id'])
      .where('institution', '=', institution)
      .execute();
    expect(rows).toContainEqual({ recovery_key: key.id, key_id: world.storage.rows.id });
  });

  it('[KE32] counts what is damaged and opens the rest', { timeout: 60_000 }, async () => {
    await workedOffline();
    const body = new TextEncoder().encode('KLJ1');
    let place = 0;
    const profile = await copyDisk((name, bytes) => {
      if (!name.startsWith('journal-')) return bytes;
      // The third record from the end: an operation between two others.
      const places = [...bytes.keys()].filter((at) =>
        body.every((byte, index) => bytes[at + index] === byte),
      );
      place = places.at(-2) ?? 0;
      const changed = bytes.slice();
      changed[place + 70] = (changed[place + 70] ?? 0) ^ 1;
      return changed;
    });
    const { said } = await recover(...wishes(profile));
    expect(said.trimEnd().split('\n').at(-1)).toBe('recovered 2 operations, 1 unreadable');
  });

  it('[KE33] says by a sentence why nothing can be opened', { timeout: 120_000 }, async () => {
    await workedOffline();
    const profile = await copyDisk();
    const empty = join(folder, 'empty');
    await mkdir(empty);
    expect(await recover(...wishes(empty))).toMatchObject({
      code: 1,
      said: expect.stringContaining('There is no journal'),
    });
    const other = join(folder, 'other.key');
    const { id } = await createRecoveryKey(other);
    const wrong = await recover('--journal', profile, '--key', other, '--out', join(folder, 'x.json'));
    expect(wrong).toMatchObject({ code: 1, said: expect.stringContaining(key.id) });
    expect(wrong.said).not.toContain(id);
    const nothing = join(folder, 'nothing.key');
    await writeFile(nothing, '{}');
    expect(await recover('--journal', profile, '--key', nothing, '--out', 'x.json')).toMatchObject({
      code: 1,
    });
    expect(await recover('--journal', join(folder, 'none'), '--key', other, '--out', 'x')).toMatchObject({
      code: 2,
    });
    expect(await recover('--journal', profile)).toMatchObject({
      code: 2,
      said: expect.stringContaining('Use'),
    });
    await writeFile(join(folder, 'there.json'), 'mine');
    expect(await recover(...wishes(profile, join(folder, 'there.json')))).toMatchObject({ code: 2 });
    expect(await readFile(join(folder, 'there.json'), 'utf8')).toBe('mine');
    await chmod(profile, 0o700);
  });
});

describe('the recovery key at the centre', () => {
  const ask = async (origin: string, path: string, token: string | undefined, body?: unknown) => {
    const answer = await fetch(`${origin}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, json: await answer.json() };
  };

  it('[KE30] [KE34] is told to be missing until there is one; a device keeps its first public key', async () => {
    const { origin, database, close } = await openListeningCentre();
    const tokenOf = async (login: string): Promise<string> =>
      (await ask(origin, '/api/session', undefined, { login, password: DEMO_PASSWORD })).json.token;
    const admin = await tokenOf('admin');
    expect(await ask(origin, '/api/recovery-key', admin)).toEqual({ status: 200, json: { id: null } });
    expect((await ask(origin, '/api/recovery-key', await tokenOf('clerk'))).status).toBe(403);
    const publicKey = toHex(key.publicKey);
    await keepRecoveryKey(database, { id: 'a'.repeat(16), publicKey }, realClock.now());
    await keepRecoveryKey(database, { id: key.id, publicKey }, realClock.now());
    expect((await ask(origin, '/api/recovery-key', admin)).json).toEqual({ id: key.id });

    const replica = crypto.randomUUID();
    const enrolment = { replica, office: 'smiltene', counter: null };
    const enrol = async () => (await ask(origin, '/api/devices', admin, enrolment)).json.deviceToken;
    let device = await enrol();
    const tell = (body: unknown) => ask(origin, '/api/devices/keys', device, body);
    const wrap = { recoveryKey: key.id, publicKey, sealed: 'ab' };
    expect(await tell({ publicKey, recovery: null })).toEqual({
      status: 200,
      json: { recoveryKey: { id: key.id, publicKey } },
    });
    expect((await tell({ publicKey, recovery: { keyId: 5, wrap } })).status).toBe(200);
    expect((await tell({ publicKey, recovery: null })).status).toBe(200);
    const stored = database.kysely.selectFrom('device_key').select(['key_id', 'recovery_key']);
    expect(await stored.executeTakeFirst()).toEqual({ key_id: 5, recovery_key: key.id });
    const another = publicKey.replace(/..$/, publicKey.endsWith('00') ? '11' : '00');
    expect((await tell({ publicKey: another, recovery: null })).status).toBe(403);
    device = await enrol();
    expect((await tell({ publicKey: another, recovery: null })).status).toBe(200);
    expect((await tell({ publicKey: 'ff', recovery: null })).status).toBe(400);
    await close();
  });
});
