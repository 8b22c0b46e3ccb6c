import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFakeElectron } from '#electron/packaging/fake-electron.ts';
import { readFuses } from '#electron/packaging/fuses.ts';
import { readAsarFiles } from '#electron/packaging/read-asar-files.ts';
import { makeTemporaryFolder, removeFolder } from '#test/support/temporary-folder.ts';

describe('a packed program', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await makeTemporaryFolder();
  });

  afterEach(() => removeFolder(folder));

  it('[DT22] its archive names every file, those beside it too', async () => {
    const files = {
      'package.json': { size: 12, offset: '0' },
      dist: {
        files: {
          'ā.js': { size: 3, offset: '12' },
          inner: { files: { 'b.node': { size: 9, unpacked: true } } },
        },
      },
    };
    const archive = join(folder, 'app.asar');
    await writeFile(archive, makeArchive({ files }));
    expect(await readAsarFiles(archive)).toEqual([
      { path: 'package.json', bytes: 12, isUnpacked: false },
      { path: 'dist/ā.js', bytes: 3, isUnpacked: false },
      { path: 'dist/inner/b.node', bytes: 9, isUnpacked: true },
    ]);
  });

  it('[DT22] a file that is no archive is a defect', async () => {
    const archive = join(folder, 'app.asar');
    await writeFile(archive, 'this is no archive at all, only a text');
    await expect(readAsarFiles(archive)).rejects.toThrow();
  });

  it('[DT23] its fuses are read from the binary, here as Electron ships them', async () => {
    await makeFakeElectron(folder, '45.4.1');
    const found = (await readFuses(join(folder, 'electron'))).map((fuse) => [
      fuse.name,
      fuse.required,
      fuse.found,
    ]);
    expect(found).toEqual([
      ['RunAsNode', 'off', 'on'],
      ['EnableCookieEncryption', 'on', 'off'],
      ['EnableNodeOptionsEnvironmentVariable', 'off', 'on'],
      ['EnableNodeCliInspectArguments', 'off', 'on'],
      ['EnableEmbeddedAsarIntegrityValidation', 'on', 'off'],
      ['OnlyLoadAppFromAsar', 'on', 'off'],
      ['GrantFileProtocolExtraPrivileges', 'off', 'on'],
    ]);
    await writeFile(join(folder, 'other'), 'a binary without fuses');
    await expect(readFuses(join(folder, 'other'))).rejects.toThrow();
  });
});

/** An archive of that header, as `asar pack` writes it: four lengths, the text, then the files. */
function makeArchive(header: object): Buffer {
  const text = Buffer.from(JSON.stringify(header));
  const padded = Math.ceil(text.length / 4) * 4;
  const prefix = Buffer.alloc(16);
  prefix.writeUInt32LE(4, 0);
  prefix.writeUInt32LE(padded + 8, 4);
  prefix.writeUInt32LE(padded + 4, 8);
  prefix.writeUInt32LE(text.length, 12);
  return Buffer.concat([prefix, text, Buffer.alloc(padded - text.length)]);
}
