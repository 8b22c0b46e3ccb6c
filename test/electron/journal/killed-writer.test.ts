import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NodeFiles } from '#electron/journal/node-files.ts';
import { startJournalWriter } from '#test/support/journal-writer-process.ts';
import { openSealedJournal } from '#test/support/sample-keys.ts';
import { operationsIn, sampleId } from '#test/support/sample-operations.ts';
import { SeededRandom } from '#test/support/seeded-random.ts';
import { makeTemporaryFolder, removeFolder } from '#test/support/temporary-folder.ts';

const SEED = 20_261_123;
const ROUNDS = 20;

describe('a writer that is killed', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await makeTemporaryFolder();
  });

  afterEach(() => removeFolder(folder));

  it('[DT19] has on the disk everything that it answered, once each, however it ends', {
    timeout: 180_000,
  }, async () => {
    const random = new SeededRandom(SEED);
    const saved = new Map<string, { digest: string | undefined; sequence: number | undefined }>();
    let first = 1;
    for (let round = 1; round <= ROUNDS; round += 1) {
      const writer = startJournalWriter(folder, first);
      await writer.answered(1 + random.between(0, 25));
      await sleep(random.fraction() * 12);
      await writer.kill();

      const answers = writer.answers.filter(({ index }) => index > 0);
      for (const { index, outcome, digest, sequence } of answers) {
        // The one that was under way at the last kill may have reached the disk unanswered.
        expect(['saved', 'already-saved'], `round ${round}`).toContain(outcome);
        saved.set(sampleId(index), { digest, sequence });
      }
      first = Math.max(first, ...answers.map(({ index }) => index + 1));

      const files = new NodeFiles(folder);
      const journal = await openSealedJournal(files);
      const found = operationsIn(await journal.read(0, 5000));
      expect((await journal.status()).damage, `round ${round}`).toEqual([]);
      await files.close();
      expect(found.map(({ header }) => header.n)).toEqual(found.map((_, place) => place + 1));
      expect(new Set(found.map(({ header }) => header.reference)).size).toBe(found.length);
      const byId = new Map(
        found.map(({ header, entry, sequence }) => [
          header.opId as string,
          { digest: entry.digest, sequence },
        ]),
      );
      expect(byId.size).toBe(found.length);
      for (const [opId, place] of saved) expect(byId.get(opId), `round ${round}: ${opId}`).toEqual(place);
      // At most one was on its way when the process ended.
      expect(found.length - saved.size, `round ${round}`).toBeLessThanOrEqual(1);
    }
    expect(saved.size).toBeGreaterThan(ROUNDS * 5);
  });

  it('[DT20] a second process gets no hand on the journal while the first one lives', async () => {
    const writer = startJournalWriter(folder, 1);
    await writer.answered(3);
    const second = startJournalWriter(folder, 1000);
    await second.ended;
    expect(second.answers).toEqual([{ index: 0, outcome: 'held-elsewhere' }]);
    await writer.kill();

    const third = startJournalWriter(folder, 1000);
    await third.answered(2);
    await third.kill();
    expect(third.answers.slice(0, 2).map(({ outcome }) => outcome)).toEqual(['enrolled', 'saved']);
  });

  it('[DT21] a disk that takes no more is told as such, and what was saved before is there', async () => {
    // No file may grow beyond 8 MB, so the reserve of 16 MB cannot be made. Units of 512 bytes.
    const writer = startJournalWriter(folder, 1, "trap '' XFSZ; ulimit -f 16384;");
    await writer.ended;
    expect(writer.answers.map(({ outcome }) => outcome)).toEqual(['enrolled', 'refused']);
    const files = new NodeFiles(folder);
    expect([...(await files.list())].sort()).toEqual([
      'journal-000001.klj',
      'journal-000002.klj',
      'keys.klk',
    ]);
    await files.close();
  });
});
