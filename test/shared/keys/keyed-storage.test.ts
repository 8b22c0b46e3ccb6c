import { describe, expect, it } from 'vitest';
import { callsOver, serveCalls } from '#shared/bridge/port-calls.ts';
import { findBytesOfHex, toHex } from '#shared/kernel/hex.ts';
import { RecoveryWrap } from '#shared/kernel/recovery-wrap.ts';
import { decodeUtf8, encodeUtf8 } from '#shared/kernel/utf8.ts';
import { KEYED_STORAGE_CALLS, keyedStorageHandlers, takeRowSecret } from '#shared/keys/key-calls.ts';
import { KeyedStorage, KeyLost, Locked, signedText } from '#shared/keys/keyed-storage.ts';
import { findRecovered } from '#shared/keys/recovery.ts';
import { openRowCipher } from '#shared/keys/row-cipher.ts';
import { MemoryDisk } from '#test/support/memory-files.ts';
import { portPair } from '#test/support/port-pair.ts';
import { cryptography, MemoryKeeper, openShell, realRandom, shelfOf } from '#test/support/sample-keys.ts';
import { sampleIdentity, sampleOperation } from '#test/support/sample-operations.ts';
import { SeededRandom } from '#test/support/seeded-random.ts';
import { sha256 } from '#test/support/sha256.ts';

const PLAN = { segmentBytes: 8192, reserveBytes: 32_768 };
const SECRET_TEXT = 'Anna Paraudziņa';

/** A browser's storage: its disk, its memory across reloads, and the program on them. */
class Device {
  readonly disk = new MemoryDisk(new SeededRandom(1));
  readonly shelfDisk = new MemoryDisk(new SeededRandom(2));
  readonly keeper = new MemoryKeeper();
  readonly kind: 'passwords' | 'shell';

  constructor(kind: 'passwords' | 'shell' = 'passwords') {
    this.kind = kind;
  }

  start(shell = openShell): KeyedStorage {
    this.disk.killProgram();
    return new KeyedStorage({
      files: this.disk.open(),
      shelfFiles: shelfOf(this.shelfDisk.open()),
      cryptography,
      random: realRandom,
      hash: sha256,
      opener: this.kind === 'shell' ? { kind: 'shell', shell } : { kind: 'passwords', keeper: this.keeper },
      plan: PLAN,
    });
  }

  /** The browser was closed: nothing is left in memory. */
  async startAnew(): Promise<KeyedStorage> {
    this.keeper.forget();
    const storage = this.start();
    await storage.begin();
    return storage;
  }

  /** Everything that lies on the disk, as one text. */
  async onDisk(): Promise<string> {
    const files = [...this.disk.files.values(), ...this.shelfDisk.files.values()];
    return files.map(({ cached }) => new TextDecoder('latin1').decode(cached)).join('\n');
  }
}

const passwordOf = (login: string, digit: string) => ({
  login,
  salt: 'ab'.repeat(16),
  rounds: 10,
  wrapping: digit.repeat(64),
});
const ANNA = passwordOf('anna', '1');
const BERTA = passwordOf('berta', '2');

async function used(): Promise<Device> {
  const device = new Device();
  const storage = await device.startAnew();
  expect(await storage.keepPassword(ANNA)).toBe('kept');
  await storage.journal.enrol(sampleIdentity);
  await storage.journal.appendOperation(
    sampleOperation(1, { payload: JSON.stringify({ name: SECRET_TEXT }) }),
  );
  await storage.journal.replaceSideFile('people.json', JSON.stringify({ name: SECRET_TEXT }));
  await storage.shelf.keep('a', encodeUtf8(SECRET_TEXT), SECRET_TEXT);
  return device;
}

describe('a browser', () => {
  it('[KE8] has no key until the first password makes it, and takes nothing before', async () => {
    const storage = await new Device().startAnew();
    expect(storage.state).toBe('new');
    expect(() => storage.journal).toThrow(Locked);
    expect(() => storage.shelf).toThrow(Locked);
    expect(await storage.findTerms('anna')).toBeUndefined();
    expect(await storage.keepPassword(ANNA)).toBe('kept');
    expect(storage.state).toBe('open');
    expect(await storage.journal.enrol(sampleIdentity)).toBe('enrolled');
  });

  it('[KE9] opens again with the same password only, and what it holds is there', async () => {
    const device = await used();
    const storage = await device.startAnew();
    expect(storage.state).toBe('locked');
    expect(() => storage.journal).toThrow(Locked);
    expect(await storage.findTerms('anna')).toMatchObject({ salt: ANNA.salt, rounds: 10 });
    expect(await storage.findTerms('berta')).toBeUndefined();
    expect(await storage.unlock('anna', BERTA.wrapping)).toBe('wrong');
    expect(await storage.unlock('berta', ANNA.wrapping)).toBe('wrong');
    expect(storage.state).toBe('locked');
    expect(await storage.unlock('anna', ANNA.wrapping)).toBe('opened');
    const [, operation] = await storage.journal.read(0, 10);
    expect(operation?.text).toContain(SECRET_TEXT);
    expect(await storage.journal.findSideFile('people.json')).toContain(SECRET_TEXT);
    expect(await storage.shelf.list()).toEqual([{ id: 'a', note: SECRET_TEXT }]);
    expect(decodeUtf8((await storage.shelf.find('a')) ?? new Uint8Array())).toBe(SECRET_TEXT);
  });

  it('[KE10] opens with the password of everybody who signed in here, and an earlier one until a new one is kept', async () => {
    const device = await used();
    let storage = await device.startAnew();
    expect(await storage.keepPassword(BERTA)).toBe('locked');
    await storage.unlock('anna', ANNA.wrapping);
    expect(await storage.keepPassword(BERTA)).toBe('kept');
    storage = await device.startAnew();
    expect(await storage.unlock('berta', BERTA.wrapping)).toBe('opened');
    const changed = passwordOf('anna', '3');
    storage = await device.startAnew();
    expect(await storage.unlock('anna', changed.wrapping)).toBe('wrong');
    expect(await storage.unlock('anna', ANNA.wrapping)).toBe('opened');
    expect(await storage.keepPassword(changed)).toBe('kept');
    storage = await device.startAnew();
    expect(await storage.unlock('anna', ANNA.wrapping)).toBe('wrong');
    expect(await storage.unlock('anna', changed.wrapping)).toBe('opened');
  });

  it('[KE11] is open still when a page is loaded anew, and not when the browser was closed', async () => {
    const device = await used();
    const reloaded = device.start();
    expect(await reloaded.begin()).toBe('open');
    expect((await device.startAnew()).state).toBe('locked');
  });

  it('[KE12] makes another key for who cannot open one under which nothing was journalled, and never otherwise', async () => {
    const device = new Device();
    await (await device.startAnew()).keepPassword(ANNA);
    const storage = await device.startAnew();
    expect(await storage.keepPassword(BERTA)).toBe('kept');
    await storage.journal.enrol(sampleIdentity);
    expect(await (await device.startAnew()).keepPassword(ANNA)).toBe('locked');
  });

  it('[KE13] names nobody and nothing on its disk', async () => {
    const text = await (await used()).onDisk();
    expect(text.length).toBeGreaterThan(2000);
    for (const secret of ['Anna', 'anna', 'Paraudz', ANNA.wrapping]) expect(text).not.toContain(secret);
  });
});

describe('the desktop', () => {
  it('[KE18] makes its key at the first start and opens it at every other without anybody', async () => {
    const device = new Device('shell');
    const storage = device.start();
    expect(await storage.begin()).toBe('open');
    await storage.journal.enrol(sampleIdentity);
    const again = device.start();
    expect(await again.begin()).toBe('open');
    expect((await again.journal.status()).identity).toEqual(sampleIdentity);
    expect(await again.keepPassword(ANNA)).toBe('not-needed');
  });

  it('[KE19] makes no second key where the first does not open any more', async () => {
    const device = new Device('shell');
    const storage = device.start();
    await storage.begin();
    await storage.journal.enrol(sampleIdentity);
    const before = device.disk.get('keys.klk').durable;
    const strange = device.start({ ...openShell, open: async () => undefined });
    await expect(strange.begin()).rejects.toThrow(KeyLost);
    expect(device.disk.get('keys.klk').durable).toEqual(before);
    device.disk.files.delete('keys.klk');
    await expect(device.start().begin()).rejects.toThrow(KeyLost);
  });

  it('[KE19] a key file that cannot be read is told and kept', async () => {
    const device = new Device('shell');
    device.disk.replace('keys.klk', encodeUtf8('{"format":"klatiene-keys-9"}'));
    await expect(device.start().begin()).rejects.toThrow();
    expect(decodeUtf8(device.disk.get('keys.klk').durable)).toContain('keys-9');
  });
});

describe('the device', () => {
  it('[KE20] signs for one purpose, with the same key after every start', async () => {
    const device = new Device('shell');
    const storage = device.start();
    await storage.begin();
    const signature = findBytesOfHex(await storage.sign('push', 'head')) ?? expect.fail();
    const key = findBytesOfHex(storage.publicKey) ?? expect.fail();
    const isSigned = (purpose: 'push' | 'export', text: string) =>
      cryptography.isSignedBy(key, signature, encodeUtf8(signedText(purpose, text)));
    expect(await isSigned('push', 'head')).toBe(true);
    expect(await isSigned('export', 'head')).toBe(false);
    expect(await isSigned('push', 'other')).toBe(false);
    expect(await cryptography.isSignedBy(encodeUtf8('no key'), signature, encodeUtf8('head'))).toBe(false);
    const again = device.start();
    await again.begin();
    expect(again.publicKey).toBe(storage.publicKey);
  });
});

describe('the recovery key', () => {
  it('[KE21] opens what it was wrapped for, and no other does', async () => {
    const device = await used();
    const storage = await device.startAnew();
    await storage.unlock('anna', ANNA.wrapping);
    const pair = await cryptography.makeAgreementPair();
    const other = await cryptography.makeAgreementPair();
    const wrap = await storage.wrapForRecovery(toHex(pair.publicKey));
    expect(RecoveryWrap.parse(wrap)).toEqual(wrap);
    const { id } = storage.rows;
    const found = await findRecovered(cryptography, pair, id, wrap);
    expect(found).toMatchObject({ id, secret: expect.any(Uint8Array) });
    expect(await findRecovered(cryptography, other, id, wrap)).toBeUndefined();
    expect(await findRecovered(cryptography, pair, id + 1, wrap)).toBeUndefined();
    expect(await findRecovered(cryptography, pair, id, { ...wrap, publicKey: 'ab' })).toBeUndefined();
  });

  it('[KE22] is wrapped for once, and anew when the institution has another', async () => {
    const device = new Device('shell');
    const storage = device.start();
    await storage.begin();
    const [first, second] = [
      toHex((await cryptography.makeAgreementPair()).publicKey),
      toHex((await cryptography.makeAgreementPair()).publicKey),
    ];
    const wrap = await storage.wrapForRecovery(first);
    expect(await storage.wrapForRecovery(first)).toEqual(wrap);
    expect((await storage.wrapForRecovery(second)).recoveryKey).not.toBe(wrap.recoveryKey);
    const again = device.start();
    await again.begin();
    expect(await again.wrapForRecovery(second)).toEqual(await storage.wrapForRecovery(second));
  });
});

describe('storage behind a port', () => {
  it('[KE28] answers nothing of journal and files while it is locked, and gives what rows are sealed with once', async () => {
    const device = new Device();
    const storage = await device.startAnew();
    const [near, far] = portPair();
    serveCalls(far, KEYED_STORAGE_CALLS, keyedStorageHandlers(storage), (failure) =>
      failure instanceof Error ? failure.name : 'failed',
    );
    const calls = callsOver(near, KEYED_STORAGE_CALLS);
    await expect(calls.status(null)).rejects.toThrow('Locked');
    await expect(calls.findSideFile('people.json')).rejects.toThrow('Locked');
    await expect(calls.listFiles(null)).rejects.toThrow('Locked');
    await expect(takeRowSecret(calls)).rejects.toThrow('Locked');
    await calls.keepPassword(ANNA);
    expect((await calls.status(null)).lastN).toBe(0);
    const rows = await openRowCipher(await takeRowSecret(calls), cryptography, realRandom);
    const place = { table: 'cases', key: '1' };
    expect(await rows.open(place, await rows.seal(place, SECRET_TEXT))).toBe(SECRET_TEXT);
    await expect(takeRowSecret(calls)).rejects.toThrow('Locked');
  });
});
