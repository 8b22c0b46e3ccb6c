import { describe, expect, it } from 'vitest';
import { callsOver, serveCalls } from '#shared/bridge/port-calls.ts';
import { type FileCipher, plainFileCipher } from '#shared/journal/file-cipher.ts';
import { FileShelf, type ShelfFiles } from '#shared/journal/file-shelf.ts';
import { Journal } from '#shared/journal/journal.ts';
import { plainCipher } from '#shared/journal/plain-cipher.ts';
import { STORAGE_CALLS, shelfOver, storageHandlers } from '#shared/journal/shelf-calls.ts';
import { type ShelfBed, shelfContract } from '#test/contracts/shelf-contract.ts';
import { MemoryDisk } from '#test/support/memory-files.ts';
import { portPair } from '#test/support/port-pair.ts';
import { sampleContent } from '#test/support/sample-files.ts';
import { sampleId } from '#test/support/sample-operations.ts';
import { SeededRandom } from '#test/support/seeded-random.ts';
import { sha256 } from '#test/support/sha256.ts';

function filesOf(disk: MemoryDisk): ShelfFiles {
  const files = disk.open();
  return {
    list: async () => (await files.list()).filter((name) => !name.endsWith('.unfinished')),
    find: (name) => files.find(name),
    replace: (name, bytes) => files.replace(name, bytes),
    remove: (name) => files.remove(name),
    findFreeBytes: async () => undefined,
  };
}

function bedOf(shelfOf: (disk: MemoryDisk) => FileShelf): () => Promise<ShelfBed & { disk: MemoryDisk }> {
  return async () => {
    const disk = new MemoryDisk(new SeededRandom(3));
    return {
      disk,
      open: async () => {
        disk.killProgram();
        return shelfOf(disk);
      },
      leave: (name, bytes) => disk.open().replace(name, bytes),
      names: () => filesOf(disk).list(),
      dispose: async () => undefined,
    };
  };
}

const plainShelf = (disk: MemoryDisk): FileShelf => new FileShelf(filesOf(disk), plainFileCipher);

shelfContract('in memory', bedOf(plainShelf));

shelfContract('behind a message port', async () => {
  const bed = await bedOf(plainShelf)();
  return {
    ...bed,
    open: async () => {
      bed.disk.killProgram();
      const [near, far] = portPair();
      const files = new MemoryDisk(new SeededRandom(4)).open();
      const journal = new Journal({ files, cipher: plainCipher, hash: sha256 });
      serveCalls(far, STORAGE_CALLS, storageHandlers(journal, plainShelf(bed.disk)), () => 'failed');
      return shelfOver(callsOver(near, STORAGE_CALLS));
    },
  };
});

/** Turns every byte, and knows its files by their names. */
const turning: FileCipher = {
  keyId: 7,
  seal: async (plain, about) => Uint8Array.from([about.length, ...plain.map((byte) => byte ^ 0x5a)]),
  open: async (keyId, sealed, about) => {
    if (keyId !== 7 || sealed[0] !== about.length) throw new Error('not of this key');
    return sealed.slice(1).map((byte) => byte ^ 0x5a);
  },
};

shelfContract(
  'with another cipher',
  bedOf((disk) => new FileShelf(filesOf(disk), turning)),
);

describe('a disk without room', () => {
  it.each([
    ['QuotaExceededError', { name: 'QuotaExceededError' }],
    ['ENOSPC', { code: 'ENOSPC' }],
  ])(
    '[AT11] is told as full, %s, whichever part has no room, and nothing of the file stays',
    async (_, told) => {
      for (const fits of [0, 1]) {
        const files = filesOf(new MemoryDisk(new SeededRandom(5)));
        let written = 0;
        const replace: ShelfFiles['replace'] = async (name, bytes) => {
          written += 1;
          if (written > fits) throw Object.assign(new Error('no room'), told);
          await files.replace(name, bytes);
        };
        const shelf = new FileShelf({ ...files, replace }, plainFileCipher);
        expect(await shelf.keep(sampleId(1), sampleContent(100), 'note')).toBe('disk-full');
        expect(await files.list()).toEqual([]);
        expect(await shelf.list()).toEqual([]);
      }
    },
  );

  it('[AT8] that fails otherwise is not told as full', async () => {
    const files = filesOf(new MemoryDisk(new SeededRandom(5)));
    const replace = () => Promise.reject(new Error('broken'));
    const shelf = new FileShelf({ ...files, replace }, plainFileCipher);
    await expect(shelf.keep(sampleId(1), sampleContent(100), 'note')).rejects.toThrow('broken');
  });
});

describe('what a cipher seals', () => {
  it('[AT8] lies on the disk in no other form, the note neither', async () => {
    const bed = await bedOf((disk) => new FileShelf(filesOf(disk), turning))();
    await (await bed.open()).keep(sampleId(1), sampleContent(500), 'Bērziņš.pdf');
    for (const { durable } of bed.disk.files.values()) {
      const text = new TextDecoder().decode(durable);
      expect(text.startsWith('KLF1')).toBe(true);
      expect(text).not.toContain('%PDF');
      expect(text).not.toContain('Bērziņš');
    }
    await expect(plainShelf(bed.disk).find(sampleId(1))).rejects.toThrow('key');
  });
});
