import { mkdir, readdir, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ShelfFiles } from '#shared/journal/file-shelf.ts';
import { NodeFiles, UNFINISHED } from './node-files.ts';
import { syncFolder } from './sync-folder.ts';

/** The files of a shelf in one folder of a disk, which is made when it is not there. */
export async function openShelfFiles(folder: string): Promise<ShelfFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await syncFolder(dirname(folder));
  // Every file has a name of its own, so nothing would ever be written over what a crash left.
  for (const name of await readdir(folder)) {
    if (name.endsWith(UNFINISHED)) await rm(join(folder, name), { force: true });
  }
  const files = new NodeFiles(folder);
  return {
    list: () => files.list(),
    find: (name) => files.find(name),
    replace: (name, bytes) => files.replace(name, bytes),
    remove: (name) => files.remove(name),
    findFreeBytes: async () => {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },
  };
}
