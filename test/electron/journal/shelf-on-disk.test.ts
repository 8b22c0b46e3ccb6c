import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openShelfFiles } from '#electron/journal/node-shelf-files.ts';
import { plainFileCipher } from '#shared/journal/file-cipher.ts';
import { FileShelf } from '#shared/journal/file-shelf.ts';
import { shelfContract } from '#test/contracts/shelf-contract.ts';
import { makeTemporaryFolder, removeFolder } from '#test/support/temporary-folder.ts';

shelfContract('on a disk, as the desktop program keeps it', async () => {
  const parent = await makeTemporaryFolder();
  const folder = join(parent, 'shelf');
  return {
    open: async () => new FileShelf(await openShelfFiles(folder), plainFileCipher),
    leave: (name, bytes) => writeFile(join(folder, name), bytes),
    names: () => readdir(folder),
    dispose: () => removeFolder(parent),
  };
});

it('[AT8] lies where nobody else of this computer reads it', async () => {
  const parent = await makeTemporaryFolder();
  const folder = join(parent, 'shelf');
  const files = await openShelfFiles(folder);
  await files.replace('a.note', new Uint8Array([1]));
  expect((await stat(folder)).mode & 0o077).toBe(0);
  expect((await stat(join(folder, 'a.note'))).mode & 0o077).toBe(0);
  await removeFolder(parent);
});
