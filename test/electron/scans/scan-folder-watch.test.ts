import { appendFile, mkdir, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ATTACHED_FOLDER, ScanFolderWatch } from '#electron/scans/scan-folder-watch.ts';
import { SAMPLE_HEADS } from '#test/support/sample-files.ts';
import { makeTemporaryFolder, removeFolder } from '#test/support/temporary-folder.ts';

let folder: string;
let now: number;
let watch: ScanFolderWatch;

beforeEach(async () => {
  folder = await makeTemporaryFolder();
  now = Date.now();
  watch = new ScanFolderWatch(folder, () => now);
});

afterEach(() => removeFolder(folder));

const PDF = new Uint8Array(SAMPLE_HEADS.pdf);

/** Looks, waits and looks again; the names of what is offered then. */
async function offered(): Promise<readonly string[]> {
  await watch.look();
  now += 2000;
  const found = await watch.look();
  return found.kind === 'watched' ? found.scans.map(({ name }) => name) : [found.kind];
}

describe('what is offered from the scanner folder', () => {
  it('[AT33] is every new file of a kind that can be attached, oldest first', async () => {
    for (const [kind, head] of Object.entries(SAMPLE_HEADS)) {
      await writeFile(join(folder, `${kind}.bin`), new Uint8Array(head));
    }
    const longAgo = now / 1000 - 25 * 60 * 60;
    await writeFile(join(folder, 'old.pdf'), PDF);
    await utimes(join(folder, 'old.pdf'), longAgo, longAgo);
    await utimes(join(folder, 'png.bin'), now / 1000 - 60, now / 1000 - 60);
    await writeFile(join(folder, '.hidden.pdf'), PDF);
    await writeFile(join(folder, 'empty.pdf'), '');
    await mkdir(join(folder, 'inner.pdf'));
    await writeFile(join(folder, 'inner.pdf', 'inner.pdf'), PDF);
    const names = await offered();
    expect(names[0]).toBe('png.bin');
    expect(names.toSorted()).toEqual(['jpeg.bin', 'motorolaTiff.bin', 'pdf.bin', 'png.bin', 'tiff.bin']);
  });

  it('[AT33] is a half-written file only when it has stayed the same', async () => {
    const path = join(folder, 'scan.pdf');
    await writeFile(path, PDF);
    expect(await watch.look()).toMatchObject({ scans: [] });
    now += 1900;
    await appendFile(path, 'more');
    expect(await watch.look()).toMatchObject({ scans: [] });
    now += 1900;
    expect(await watch.look()).toMatchObject({ scans: [] });
    now += 100;
    expect(await watch.look()).toMatchObject({ scans: [{ name: 'scan.pdf', bytes: PDF.length + 4 }] });
    expect(new TextDecoder().decode(await watch.read('scan.pdf'))).toBe('%PDF-1more');
  });

  it('[AT32] is all that can be read', async () => {
    await writeFile(join(folder, 'scan.pdf'), PDF);
    await expect(watch.read('scan.pdf')).rejects.toThrow();
    expect(await offered()).toEqual(['scan.pdf']);
    expect(await watch.read('scan.pdf')).toEqual(PDF);
    for (const name of ['other.pdf', join('..', 'scan.pdf'), '.', '']) {
      await expect(watch.read(name)).rejects.toThrow();
    }
  });
});

describe('a link in the scanner folder', () => {
  it('[AT32] [AT33] is not offered, and a scan that became one is not read', async () => {
    const outside = join(folder, '..', 'outside.pdf');
    await writeFile(outside, PDF);
    await symlink(outside, join(folder, 'link.pdf'));
    await writeFile(join(folder, 'scan.pdf'), PDF);
    expect(await offered()).toEqual(['scan.pdf']);
    await expect(watch.read('link.pdf')).rejects.toThrow();
    await rm(join(folder, 'scan.pdf'));
    await symlink(outside, join(folder, 'scan.pdf'));
    await expect(watch.read('scan.pdf')).rejects.toThrow();
    await rm(outside);
  });
});

describe('a scan that was dealt with', () => {
  it('[AT34] is moved beside when it was attached, and overwrites nothing there', async () => {
    for (const content of ['1', '2']) {
      await writeFile(join(folder, 'scan.pdf'), `%PDF-${content}`);
      expect(await offered()).toEqual(['scan.pdf']);
      await watch.settle('scan.pdf', 'attached');
      expect(await watch.look()).toMatchObject({ scans: [] });
    }
    const moved = await readdir(join(folder, ATTACHED_FOLDER));
    expect(moved.toSorted()).toEqual([expect.stringMatching(/^scan-\d+\.pdf$/), 'scan.pdf']);
    expect(await readdir(folder)).toEqual([ATTACHED_FOLDER]);
  });

  it('[AT34] stays and is not offered again when it was ignored, or could not be moved', async () => {
    await writeFile(join(folder, 'ignored.pdf'), PDF);
    await writeFile(join(folder, 'attached.pdf'), PDF);
    // A file where the folder of attached ones would be: nothing can be moved there.
    await writeFile(join(folder, ATTACHED_FOLDER), '');
    expect((await offered()).toSorted()).toEqual(['attached.pdf', 'ignored.pdf']);
    await watch.settle('ignored.pdf', 'ignored');
    await watch.settle('attached.pdf', 'attached');
    expect(await offered()).toEqual([]);
    expect((await readdir(folder)).toSorted()).toEqual([ATTACHED_FOLDER, 'attached.pdf', 'ignored.pdf']);
    // Another file under the same name is another scan.
    await appendFile(join(folder, 'ignored.pdf'), 'again');
    expect(await offered()).toEqual(['ignored.pdf']);
  });
});

describe('the scanner folder', () => {
  it('[AT35] that is not there is told, and works when it is back', async () => {
    await rm(folder, { recursive: true });
    expect(await watch.look()).toEqual({ kind: 'out-of-reach', folder });
    await mkdir(folder);
    await writeFile(join(folder, 'scan.pdf'), PDF);
    expect(await offered()).toEqual(['scan.pdf']);
    watch.watch(null);
    expect(await watch.look()).toEqual({ kind: 'none' });
  });
});
