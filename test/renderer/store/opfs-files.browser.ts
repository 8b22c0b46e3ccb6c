import * as Comlink from 'comlink';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpfsFiles } from '#renderer/store/journal/opfs-files.ts';

const MEGABYTE = 1024 * 1024;

describe('the journal’s files in a browser', () => {
  let folder: FileSystemDirectoryHandle;
  let workers: Worker[];

  /** The files as another program, in a worker of its own, sees them. */
  async function open(place = folder): Promise<Comlink.Remote<OpfsFiles>> {
    const worker = new Worker(new URL('../../support/opfs-files-worker.ts', import.meta.url), {
      type: 'module',
    });
    workers.push(worker);
    return new (Comlink.wrap<typeof OpfsFiles>(worker))(place);
  }

  beforeEach(async () => {
    workers = [];
    const root = await navigator.storage.getDirectory();
    folder = await root.getDirectoryHandle(`files-${crypto.randomUUID()}`, { create: true });
  });

  afterEach(async () => {
    for (const worker of workers) worker.terminate();
    const root = await navigator.storage.getDirectory();
    // A worker gives its files back a moment after its end.
    await expect
      .poll(() =>
        root.removeEntry(folder.name, { recursive: true }).then(
          () => 'removed',
          (failure: Error) => failure.name,
        ),
      )
      .toBe('removed');
  });

  it('[ST34] a new file has its full size in zeros', async () => {
    const files = await open();
    await files.create('a.klj', 2 * MEGABYTE + 7);
    expect(await files.read('a.klj', 2 * MEGABYTE, 100)).toEqual(new Uint8Array(7));
    const all = await files.read('a.klj', 0, 3 * MEGABYTE);
    expect(all.length).toBe(2 * MEGABYTE + 7);
    expect(all.every((byte) => byte === 0)).toBe(true);
  });

  it('[ST34] a file that is there is never made anew', async () => {
    const files = await open();
    await files.create('a.klj', 100);
    await files.write('a.klj', 0, new Uint8Array([1, 2, 3]));
    await expect(files.create('a.klj', 100)).rejects.toThrow('there already');
    expect(await files.read('a.klj', 0, 4)).toEqual(new Uint8Array([1, 2, 3, 0]));
  });

  it('[ST34] reads what was written and flushed, also with another program, and no further than the end', async () => {
    const files = await open();
    await files.create('a.klj', 50);
    await files.write('a.klj', 48, new Uint8Array([7, 8]));
    await files.write('a.klj', 10, new Uint8Array([9]));
    await files.flush('a.klj');
    await files.close();
    const again = await open();
    expect(await again.read('a.klj', 48, 100)).toEqual(new Uint8Array([7, 8]));
    expect(await again.read('a.klj', 9, 3)).toEqual(new Uint8Array([0, 9, 0]));
    expect(await again.read('a.klj', 60, 5)).toEqual(new Uint8Array());
    expect(await again.list()).toEqual(['a.klj']);
  });

  it('[ST34] replaces a small file as a whole, and leaves nothing beside it', async () => {
    const files = await open();
    expect(await files.find('device.json')).toBeUndefined();
    await files.replace('device.json', new TextEncoder().encode('a long first content'));
    await files.replace('device.json', new TextEncoder().encode('short'));
    const found = await (await open()).find('device.json');
    expect(new TextDecoder().decode(found)).toBe('short');
    expect(await files.list()).toEqual(['device.json']);
  });

  it('[ST34] a replacement that ends in the middle leaves the old content', async () => {
    const files = await open();
    await files.replace('device.json', new TextEncoder().encode('old'));
    const started = await (await folder.getFileHandle('device.json')).createWritable();
    await started.write('half of the ne');
    const other = await open();
    expect(new TextDecoder().decode(await other.find('device.json'))).toBe('old');
    await started.abort();
    expect(new TextDecoder().decode(await other.find('device.json'))).toBe('old');
  });

  it('[ST34] a removed file is gone and its name free', async () => {
    const files = await open();
    await files.create('a.klj', 10);
    await files.write('a.klj', 0, new Uint8Array([1]));
    await files.remove('a.klj');
    expect(await files.list()).toEqual([]);
    await expect(files.read('a.klj', 0, 1)).rejects.toMatchObject({ name: 'NotFoundError' });
    await files.create('a.klj', 10);
    expect(await files.read('a.klj', 0, 1)).toEqual(new Uint8Array(1));
  });

  it('[ST35] the lock is had by one program at a time, and free once that one gives it back or ends', async () => {
    const [first, second] = [await open(), await open()];
    await first.lock('writer.lock');
    await first.lock('writer.lock');
    await expect(second.lock('writer.lock')).rejects.toMatchObject({ name: 'NoModificationAllowedError' });
    await first.close();
    await second.lock('writer.lock');
    workers[1]?.terminate();
    const third = await open();
    await expect
      .poll(() =>
        third.lock('writer.lock').then(
          () => 'locked',
          (failure: Error) => failure.name,
        ),
      )
      .toBe('locked');
  });

  it('[ST35] what is asked of files that were given back fails and takes nothing', async () => {
    const files = await open();
    await files.lock('writer.lock');
    await files.create('a.klj', 100);
    await files.close();
    await expect(files.write('a.klj', 0, new Uint8Array([1]))).rejects.toThrow('given back');
    await expect(files.create('b.klj', 100)).rejects.toThrow('given back');
    await expect(files.replace('device.json', new Uint8Array([1]))).rejects.toThrow('given back');
    const other = await open();
    await other.lock('writer.lock');
    expect(await other.read('a.klj', 0, 1)).toEqual(new Uint8Array(1));
    expect(await other.find('device.json')).toBeUndefined();
  });

  it('[ST34] a small file whose first content never came is none', async () => {
    const files = await open();
    await folder.getFileHandle('device.json', { create: true });
    expect(await files.find('device.json')).toBeUndefined();
    await files.replace('device.json', new Uint8Array([1]));
    expect(await files.find('device.json')).toEqual(new Uint8Array([1]));
  });

  describe('where there is no more room', () => {
    let name: string;
    let bucket: Bucket;
    let room: FileSystemDirectoryHandle;

    // A part of the origin with a quota of its own: what others write at the same time takes nothing of it.
    beforeEach(async () => {
      name = `room-${crypto.randomUUID()}`;
      bucket = await bucketsOf(navigator).open(name, { quota: 2 * MEGABYTE });
      room = await bucket.getDirectory();
    });
    afterEach(() => bucketsOf(navigator).delete(name));

    it('[ST34] a new file takes its room', async () => {
      await (await open(room)).create('a.klj', MEGABYTE);
      expect((await bucket.estimate()).usage).toBeGreaterThanOrEqual(MEGABYTE);
    });

    it('[ST36] a new file fails and leaves nothing, and a smaller one is made', async () => {
      const files = await open(room);
      await files.create('a.klj', 100);
      await expect(files.create('b.klj', 4 * MEGABYTE)).rejects.toThrow();
      expect(await files.list()).toEqual(['a.klj']);
      await files.create('b.klj', MEGABYTE);
      expect((await files.list()).toSorted()).toEqual(['a.klj', 'b.klj']);
    });

    it('[ST36] a small file that has grown too large fails, and the old content stays or none', async () => {
      const files = await open(room);
      const large = new Uint8Array(4 * MEGABYTE).fill(1);
      await files.replace('device.json', new Uint8Array([1, 2]));
      await expect(files.replace('device.json', large)).rejects.toThrow();
      await expect(files.replace('people.json', large)).rejects.toThrow();
      expect(await files.find('device.json')).toEqual(new Uint8Array([1, 2]));
      expect(await files.find('people.json')).toBeUndefined();
      await files.replace('people.json', new Uint8Array([3]));
      expect(await files.find('people.json')).toEqual(new Uint8Array([3]));
    });

    it('[ST36] what has its room already is written and flushed all the same', async () => {
      const files = await open(room);
      await files.create('a.klj', MEGABYTE);
      await expect(files.create('b.klj', 4 * MEGABYTE)).rejects.toThrow();
      await files.write('a.klj', MEGABYTE - 3, new Uint8Array([1, 2, 3]));
      await files.flush('a.klj');
      expect(await files.read('a.klj', MEGABYTE - 3, 3)).toEqual(new Uint8Array([1, 2, 3]));
    });
  });
});

/** The part of the Storage Buckets API that these tests need; the language's types do not have it yet. */
interface Bucket {
  getDirectory(): Promise<FileSystemDirectoryHandle>;
  estimate(): Promise<StorageEstimate>;
}

interface Buckets {
  open(name: string, options: { readonly quota: number }): Promise<Bucket>;
  delete(name: string): Promise<void>;
}

function bucketsOf(browser: Navigator): Buckets {
  return (browser as Navigator & { readonly storageBuckets: Buckets }).storageBuckets;
}
