import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JournalHost } from '#electron/journal/journal-host.ts';
import { PlainKeyStore, type SafeStorage, systemKeyStore } from '#electron/keys/system-key-store.ts';
import { makeTemporaryFolder, removeFolder } from '#test/support/temporary-folder.ts';

const SECRET = new Uint8Array(32).fill(9);

/** Electron's key store with one back end or another. */
function storageOf(backend: string, isAvailable = true): SafeStorage {
  return {
    isEncryptionAvailable: () => isAvailable,
    getSelectedStorageBackend: () => backend,
    encryptString: (plain) => Buffer.from(`${backend}:${plain}`),
    decryptString: (sealed) => {
      const text = sealed.toString();
      if (!text.startsWith(`${backend}:`)) throw new Error('not mine');
      return text.slice(backend.length + 1);
    },
  };
}

describe('the key store of the system', () => {
  it('[KE18] seals and opens, and opens nothing of another one', async () => {
    const store = systemKeyStore(storageOf('kwallet6'), 'linux');
    const sealed = await store.seal(SECRET);
    expect(await store.open(sealed)).toEqual(SECRET);
    expect(await systemKeyStore(storageOf('gnome_libsecret'), 'linux').open(sealed)).toBeUndefined();
  });

  it('[KE23] is refused by name when it is plain text or not there', async () => {
    const plain = systemKeyStore(storageOf('basic_text'), 'linux');
    await expect(plain.seal(SECRET)).rejects.toThrow(PlainKeyStore);
    await expect(plain.open(SECRET)).rejects.toThrow(PlainKeyStore);
    const none = systemKeyStore(storageOf('unknown', false), 'win32');
    await expect(none.seal(SECRET)).rejects.toThrow(PlainKeyStore);
    // Only Linux has back ends to choose from.
    expect(await systemKeyStore(storageOf('basic_text'), 'win32').seal(SECRET)).toBeInstanceOf(Uint8Array);
  });

  it('[KE23] the journal then says so and writes nothing', async () => {
    const folder = await makeTemporaryFolder();
    const host = new JournalHost(join(folder, 'journal'), systemKeyStore(storageOf('basic_text'), 'linux'));
    expect(await host.open()).toEqual({ outcome: 'failed', reason: 'PlainKeyStore' });
    expect(await readdir(join(folder, 'journal'))).toEqual(['writer.lock']);
    await removeFolder(folder);
  });
});
