import { describe, expect, it } from 'vitest';
import { plainFileCipher } from '#shared/journal/file-cipher.ts';
import { FileShelf } from '#shared/journal/file-shelf.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';
import { KeyedStorage } from '#shared/keys/keyed-storage.ts';
import { Crashed, type FileStep, MemoryDisk, type Moment } from '#test/support/memory-files.ts';
import { cryptography, openShell, realRandom, shelfOf } from '#test/support/sample-keys.ts';
import { sampleId, sampleIdentity, sampleOperation } from '#test/support/sample-operations.ts';
import { SeededRandom } from '#test/support/seeded-random.ts';
import { sha256 } from '#test/support/sha256.ts';
import { SMALL_PLAN, startJournal } from '#test/support/small-journal.ts';

const NAME = 'Anna Paraudziņa';

/** A disk as a version without keys left it: a few segments, small files and a file of a case, all plain. */
async function plainDevice(seed: number) {
  const disk = new MemoryDisk(new SeededRandom(seed));
  const shelfDisk = new MemoryDisk(new SeededRandom(seed));
  const journal = startJournal(disk);
  await journal.enrol(sampleIdentity);
  for (let index = 1; index <= 16; index += 1) {
    await journal.appendOperation(
      sampleOperation(index, { payload: JSON.stringify({ name: NAME, index, text: 'x'.repeat(400) }) }),
    );
    await journal.appendNotes([{ type: 'draft', about: sampleId(100 + index), text: `${NAME} ${index}` }]);
  }
  await journal.replaceSideFile('people.json', JSON.stringify({ name: NAME }));
  await new FileShelf(shelfOf(shelfDisk.open()), plainFileCipher).keep('a', encodeUtf8(NAME), NAME);
  const records = await journal.read(0, 5000);
  disk.killProgram();
  const start = async (): Promise<KeyedStorage> => {
    const storage = new KeyedStorage({
      files: disk.open(),
      shelfFiles: shelfOf(shelfDisk.open()),
      cryptography,
      random: realRandom,
      hash: sha256,
      opener: { kind: 'shell', shell: openShell },
      plan: SMALL_PLAN,
    });
    await storage.begin();
    return storage;
  };
  const plainPlaces = (): string[] =>
    [...disk.files, ...shelfDisk.files]
      .filter(([, { cached, durable }]) =>
        [cached, durable].some((bytes) => new TextDecoder('latin1').decode(bytes).includes('Anna')),
      )
      .map(([name]) => name);
  return { disk, records, start, plainPlaces };
}

describe('the first start with a key', () => {
  it('[KE25] seals everything that was plain, in its place and under the same numbers', async () => {
    const { disk, records, start, plainPlaces } = await plainDevice(1);
    expect(plainPlaces().length).toBeGreaterThan(4);
    const storage = await start();
    expect(plainPlaces()).toEqual([]);
    expect(await storage.journal.read(0, 5000)).toEqual(records);
    expect((await storage.journal.status()).damage).toEqual([]);
    expect(await storage.journal.findSideFile('people.json')).toContain(NAME);
    expect(await storage.shelf.list()).toEqual([{ id: 'a', note: NAME }]);
    // It goes on behind what was sealed, and a second start finds nothing to do.
    expect(await storage.journal.appendOperation(sampleOperation(17))).toMatchObject({ outcome: 'saved' });
    disk.killProgram();
    const again = await start();
    expect((await again.journal.status()).lastN).toBe(17);
    expect(await again.journal.findRecord('operation', sampleId(3))).toMatchObject({ n: 3 });
  });

  it('[KE26] loses nothing and leaves nothing plain wherever it is cut off, by a crash or a power cut', async () => {
    let crashes = 0;
    const steps: FileStep[] = ['replace', 'write', 'flush', 'remove'];
    const moments: Moment[] = ['before', 'half', 'after'];
    for (const step of steps) {
      for (const moment of moments) {
        for (let after = 0; after < 12; after += 1) {
          const { disk, records, start, plainPlaces } = await plainDevice(after + 1);
          disk.arm('crash', step, moment, after);
          const failure = await start().then(
            () => undefined,
            (thrown: unknown) => thrown,
          );
          if (failure instanceof Crashed) crashes += 1;
          disk.disarm();
          if (after % 2 === 0) disk.cutPower('any-pieces');
          else disk.killProgram();
          const storage = await start();
          const label = `${step} ${moment} ${after}`;
          expect(await storage.journal.read(0, 5000), label).toEqual(records);
          expect((await storage.journal.status()).damage, label).toEqual([]);
          expect(plainPlaces(), label).toEqual([]);
          expect(await storage.journal.appendOperation(sampleOperation(17)), label).toMatchObject({
            outcome: 'saved',
          });
          disk.cutPower('all');
          expect((await (await start()).journal.status()).lastN, label).toBe(17);
        }
      }
    }
    expect(crashes).toBeGreaterThan(60);
  });

  it('[KE27] goes on unsealed on a disk without room, and seals when there is some', async () => {
    const { disk, records, start, plainPlaces } = await plainDevice(3);
    disk.arm('fail', 'replace', 'before', 1);
    const storage = await start();
    expect(await storage.journal.read(0, 5000)).toEqual(records);
    expect(plainPlaces()).not.toEqual([]);
    disk.killProgram();
    await start();
    expect(plainPlaces()).toEqual([]);
  });

  it('[KE27] leaves a damaged segment as it is, with everything readable of it', async () => {
    const { disk, records, start, plainPlaces } = await plainDevice(4);
    disk.flipBit('journal-000001.klj', 1500, 2);
    const storage = await start();
    expect(plainPlaces()).toEqual(['journal-000001.klj']);
    const read = await storage.journal.read(0, 5000);
    expect(read.length).toBeGreaterThan(records.length - 3);
    expect((await storage.journal.status()).damage).not.toEqual([]);
  });
});
