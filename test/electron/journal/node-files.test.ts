import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NodeFiles } from '#electron/journal/node-files.ts';
import { makeTemporaryFolder, removeFolder } from '#test/support/temporary-folder.ts';

const MEGABYTE = 1024 * 1024;

describe('the journal’s files on a disk', () => {
  let folder: string;
  let files: NodeFiles;

  beforeEach(async () => {
    folder = await makeTemporaryFolder();
    files = new NodeFiles(folder);
  });

  afterEach(async () => {
    await files.close();
    await removeFolder(folder);
  });

  it('[DT15] a new file is written out in full and takes its room on the disk', async () => {
    await files.create('journal-000001.klj', 2 * MEGABYTE + 7);
    const { size, blocks } = await stat(join(folder, 'journal-000001.klj'));
    expect(size).toBe(2 * MEGABYTE + 7);
    // As much as the same zeros take when they are written plainly; a file with a hole takes less.
    expect(blocks).toBeGreaterThanOrEqual(await measurePlainZeros(size));
    expect(await files.read('journal-000001.klj', 2 * MEGABYTE, 100)).toEqual(new Uint8Array(7));
    expect((await readdir(folder)).sort()).toEqual(['journal-000001.klj', 'plain']);
  });

  /** Blocks of a file of zeros. */
  async function measurePlainZeros(size: number): Promise<number> {
    const path = join(folder, 'plain');
    await writeFile(path, new Uint8Array(size), { flush: true });
    return (await stat(path)).blocks;
  }

  it('[DT15] a file that is there is never made anew', async () => {
    await files.create('journal-000001.klj', 100);
    await files.write('journal-000001.klj', 0, new Uint8Array([1, 2, 3]));
    await expect(files.create('journal-000001.klj', 100)).rejects.toThrow('there already');
    expect(await files.read('journal-000001.klj', 0, 4)).toEqual(new Uint8Array([1, 2, 3, 0]));
  });

  it('[DT15] what a crash left half-made is no file, and is written over', async () => {
    await writeFile(join(folder, 'journal-000001.klj.unfinished'), 'half');
    expect(await files.list()).toEqual([]);
    await files.create('journal-000001.klj', 10);
    expect(await readdir(folder)).toEqual(['journal-000001.klj']);
    expect(await files.read('journal-000001.klj', 0, 10)).toEqual(new Uint8Array(10));
  });

  it('[DT16] reads what was written, where it was written, and no further than the end', async () => {
    await files.create('a.klj', 50);
    await files.write('a.klj', 48, new Uint8Array([7, 8]));
    await files.write('a.klj', 10, new Uint8Array([9]));
    await files.flush('a.klj');
    await files.close();
    const again = new NodeFiles(folder);
    expect(await again.read('a.klj', 48, 100)).toEqual(new Uint8Array([7, 8]));
    expect(await again.read('a.klj', 9, 3)).toEqual(new Uint8Array([0, 9, 0]));
    expect(await again.read('a.klj', 60, 5)).toEqual(new Uint8Array());
    await again.close();
  });

  it('[DT17] replaces a small file as a whole', async () => {
    expect(await files.find('device.json')).toBeUndefined();
    await files.replace('device.json', new TextEncoder().encode('a long first content'));
    await files.replace('device.json', new TextEncoder().encode('short'));
    expect(new TextDecoder().decode(await files.find('device.json'))).toBe('short');
    expect(await readdir(folder)).toEqual(['device.json']);
  });

  it('[DT17] reads the new content after a file that was open is replaced', async () => {
    await files.replace('device.json', new Uint8Array([1]));
    expect(await files.read('device.json', 0, 9)).toEqual(new Uint8Array([1]));
    await files.replace('device.json', new Uint8Array([2, 2]));
    expect(await files.read('device.json', 0, 9)).toEqual(new Uint8Array([2, 2]));
  });

  it('[DT15] a removed file is gone and its name free', async () => {
    await files.create('a.klj', 10);
    await files.write('a.klj', 0, new Uint8Array([1]));
    await files.remove('a.klj');
    expect(await files.list()).toEqual([]);
    await expect(files.read('a.klj', 0, 1)).rejects.toThrow('ENOENT');
    await files.create('a.klj', 10);
    expect(await files.read('a.klj', 0, 1)).toEqual(new Uint8Array(1));
  });

  it('[DT18] a name that could lead out of the folder is a defect', async () => {
    for (const name of ['../a', 'a/b', '.hidden', '', 'a\\b', 'A']) {
      await expect(files.read(name, 0, 1), name).rejects.toThrow('plain name');
    }
  });
});
