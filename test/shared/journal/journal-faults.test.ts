import { describe, expect, it } from 'vitest';
import type { Journal } from '#shared/journal/journal.ts';
import { Defect } from '#shared/kernel/invariant.ts';
import { Crashed, type FileStep, type Loss, type Moment } from '#test/support/memory-files.ts';
import { operationsIn, sampleId, sampleIdentity, sampleOperation } from '#test/support/sample-operations.ts';
import { enrolledJournal, SMALL_PLAN, startJournal } from '#test/support/small-journal.ts';

const LOSSES: readonly Loss[] = ['all', 'none', 'a-prefix', 'torn-in-the-middle', 'any-pieces'];
const MOMENTS: readonly Moment[] = ['before', 'half', 'after'];

const opIdsIn = async (journal: Journal): Promise<string[]> =>
  operationsIn(await journal.read(0, 5000)).map(({ header }) => header.opId);

/** Appends operations `from` to `to` and proves that each was saved. */
async function save(journal: Journal, from: number, to: number): Promise<void> {
  for (let index = from; index <= to; index += 1) {
    expect((await journal.appendOperation(sampleOperation(index))).outcome).toBe('saved');
  }
}

const ids = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, place) => sampleId(from + place));

describe('a journal whose disk fails', () => {
  it.each((['write', 'flush'] as const).flatMap((step) => MOMENTS.map((moment) => [step, moment] as const)))(
    '[JR18] a %s that fails (%s) makes the append uncertain, and asking again saves it once',
    async (step, moment) => {
      const { disk, journal } = await enrolledJournal();
      await save(journal, 1, 2);
      disk.arm('fail', step, moment);
      expect(await journal.appendOperation(sampleOperation(3))).toEqual({ outcome: 'uncertain' });
      expect(disk.happened.failures).toBe(1);

      const again = await journal.appendOperation(sampleOperation(3));
      expect(['saved', 'already-saved']).toContain(again.outcome);
      disk.cutPower('all');
      const after = startJournal(disk);
      expect(await opIdsIn(after)).toEqual(ids(1, 3));
      expect((await after.status()).damage).toEqual([]);
    },
  );

  it('[JR19] what a failed flush left in memory is written once more before it is called saved', async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const { disk, journal } = await enrolledJournal(seed);
      disk.arm('fail', 'flush', 'half');
      expect(await journal.appendOperation(sampleOperation(1))).toEqual({ outcome: 'uncertain' });
      const again = await journal.appendOperation(sampleOperation(1));
      expect(again.outcome).toBe('already-saved');
      disk.cutPower('none');
      expect(await opIdsIn(startJournal(disk))).toEqual(ids(1, 1));
    }
  });

  it('[JR19] [JR28] an operation is not found until it is certain to be on the disk', async () => {
    const { disk, journal } = await enrolledJournal();
    disk.arm('fail', 'flush', 'half');
    expect(await journal.appendOperation(sampleOperation(1))).toEqual({ outcome: 'uncertain' });
    disk.isReadOnly = true;
    await expect(journal.findRecord('operation', sampleId(1))).rejects.toThrow();
    expect(await journal.findRecord('operation', sampleId(2))).toBeUndefined();
    disk.isReadOnly = false;
    expect(await journal.findRecord('operation', sampleId(1))).toMatchObject({ type: 'operation', n: 1 });
    disk.cutPower('none');
    expect(await opIdsIn(startJournal(disk))).toEqual(ids(1, 1));
  });

  it('[JR19] what a program wrote and did not flush is flushed by the next before it is called saved', async () => {
    const { disk, journal } = await enrolledJournal();
    disk.arm('crash', 'flush', 'before');
    expect(await journal.appendOperation(sampleOperation(1))).toEqual({ outcome: 'uncertain' });
    expect(disk.happened.crashes).toBe(1);
    const next = startJournal(disk);
    expect((await next.appendOperation(sampleOperation(1))).outcome).toBe('already-saved');
    disk.cutPower('all');
    expect(await opIdsIn(startJournal(disk))).toEqual(ids(1, 1));
  });

  it('[JR19] while that fails nothing is called saved, and the journal can be read', async () => {
    const { disk, journal } = await enrolledJournal();
    await save(journal, 1, 2);
    disk.killProgram();
    disk.isReadOnly = true;
    const next = startJournal(disk);
    expect(await opIdsIn(next)).toEqual(ids(1, 2));
    expect(await next.status()).toMatchObject({ identity: sampleIdentity, lastN: 2, damage: [] });
    expect(await next.appendOperation(sampleOperation(2))).toEqual({ outcome: 'uncertain' });
    expect(await next.appendOperation(sampleOperation(3))).toEqual({ outcome: 'uncertain' });
    await expect(next.appendNotes([{ type: 'draft', about: sampleId(3), text: '' }])).rejects.toThrow();
    disk.isReadOnly = false;
    expect((await next.appendOperation(sampleOperation(2))).outcome).toBe('already-saved');
    await save(next, 3, 3);
  });

  it('[JR26] a defect is thrown, and the journal goes on', async () => {
    const { journal } = await enrolledJournal();
    await expect(journal.appendOperation(sampleOperation(1, { salt: 'short' }))).rejects.toThrow(Defect);
    await expect(
      journal.appendOperation(sampleOperation(1, { header: { number: Number.NaN } })),
    ).rejects.toThrow(Defect);
    await save(journal, 1, 1);
  });
});

describe('a program that ends in the middle', () => {
  const steps: readonly FileStep[] = ['write', 'flush', 'create', 'read', 'list'];

  it.each(LOSSES.flatMap((loss) => MOMENTS.map((moment) => [moment, loss] as const)))(
    '[JR8] [JR12] at any call (%s it), and of what was not flushed %s is lost',
    async (moment, loss) => {
      let crashes = 0;
      for (const step of steps) {
        // Ten operations cross the end of a segment, where more calls are made.
        for (let call = 0; call < 16; call += 1) {
          const { disk, journal } = await enrolledJournal(call + 1);
          disk.arm('crash', step, moment, call);
          const answered: string[] = [];
          for (let index = 1; index <= 10; index += 1) {
            const answer = await journal.appendOperation(sampleOperation(index)).catch((failure: unknown) => {
              expect(failure).toBeInstanceOf(Crashed);
              return { outcome: 'crashed' };
            });
            if (answer.outcome === 'saved') answered.push(sampleId(index));
          }
          crashes += disk.happened.crashes;
          disk.cutPower(loss);

          const next = startJournal(disk);
          const found = await opIdsIn(next);
          expect(found.slice(0, answered.length)).toEqual(answered);
          expect(found.length).toBeLessThanOrEqual(answered.length + 1);
          expect((await next.status()).damage).toEqual([]);
          await save(next, 11, 20);
          const all = operationsIn(await next.read(0, 5000));
          expect(all.map(({ n }) => n)).toEqual(all.map((_, place) => place + 1));
          expect(new Set(all.map(({ header }) => header.reference)).size).toBe(all.length);
        }
      }
      expect(crashes).toBeGreaterThan(20);
    },
  );

  it.each(MOMENTS)('[JR10] while the files of a new journal are made (%s)', async (moment) => {
    for (let call = 0; call < 3; call += 1) {
      for (let seed = 1; seed <= 8; seed += 1) {
        const { disk } = await enrolledJournal(seed);
        disk.files.clear();
        disk.arm('crash', 'create', moment, call);
        await startJournal(disk)
          .enrol(sampleIdentity)
          .catch((failure: unknown) => {
            expect(failure).toBeInstanceOf(Crashed);
          });
        expect(disk.happened.crashes).toBe(1);
        disk.cutPower('all');
        const next = startJournal(disk);
        expect(await next.enrol(sampleIdentity)).toBe('enrolled');
        await save(next, 1, 20);
        const sizes = [...disk.files].map(([name, { size }]) => [name, size]);
        for (const [name, size] of sizes) {
          expect(size, `${name}`).toBe(
            name === 'reserve.klj' ? SMALL_PLAN.reserveBytes : SMALL_PLAN.segmentBytes,
          );
        }
      }
    }
  });

  it('[JR12] pieces of a record that was not answered are never read as one', async () => {
    let lost = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const { disk, journal } = await enrolledJournal(seed);
      await save(journal, 1, 3);
      disk.arm('crash', 'flush', 'before');
      const payload = JSON.stringify({ text: 'x'.repeat(seed * 20) });
      await journal.appendOperation(sampleOperation(4, { payload }));
      disk.cutPower('any-pieces');
      const next = startJournal(disk);
      const found = await opIdsIn(next);
      expect(found.slice(0, 3)).toEqual(ids(1, 3));
      if (found.length === 3) lost += 1;
      await save(next, 5, 6);
      expect((await next.status()).damage).toEqual([]);
    }
    expect(lost).toBeGreaterThan(30);
  });

  it('[JR12] [JR23] of notes that lost pieces no answered operation is the worse', async () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const { disk, journal } = await enrolledJournal(seed);
      await save(journal, 1, 3);
      disk.arm('crash', 'flush', 'before');
      const notes = ids(1, 3).map((_, place) => ({
        type: 'verdict' as const,
        about: sampleId(place),
        text: 'applied',
      }));
      await expect(journal.appendNotes(notes)).rejects.toThrow(Crashed);
      disk.cutPower('any-pieces');
      const next = startJournal(disk);
      await save(next, 4, 5);
      expect(await opIdsIn(next)).toEqual(ids(1, 5));
      const references = operationsIn(await next.read(0, 100)).map(({ header }) => header.reference);
      expect(new Set(references).size).toBe(5);
    }
  });
});

describe('a journal on a full disk', () => {
  it('[JR20] refuses operations and takes notes, also into a new segment', async () => {
    const { disk, journal } = await enrolledJournal();
    await save(journal, 1, 3);
    await journal.status();
    disk.capacityBytes = [...disk.files.values()].reduce((sum, { size }) => sum + size, 0);
    let saved = 3;
    let answer = await journal.appendOperation(sampleOperation(saved + 1));
    while (answer.outcome === 'saved') {
      saved += 1;
      answer = await journal.appendOperation(sampleOperation(saved + 1));
    }
    expect(answer).toEqual({ outcome: 'refused', code: 'disk-full' });
    expect((await journal.status()).reserve).toBe('missing');

    // Three segments of notes: the reserve makes room for four.
    for (let place = 0; place < 24; place += 1) {
      await journal.appendNotes([{ type: 'verdict', about: sampleId(1), text: 'x'.repeat(1000) }]);
    }
    expect(await journal.appendOperation(sampleOperation(saved + 1))).toEqual({
      outcome: 'refused',
      code: 'disk-full',
    });
    disk.killProgram();
    const next = startJournal(disk);
    expect(await opIdsIn(next)).toEqual(ids(1, saved));
    expect((await next.read(0, 5000)).filter(({ type }) => type === 'verdict')).toHaveLength(24);
    expect((await next.status()).reserve).toBe('missing');

    disk.capacityBytes = Number.POSITIVE_INFINITY;
    await save(next, saved + 1, saved + 1);
    expect((await next.status()).reserve).toBe('kept');
    expect(operationsIn(await next.read(0, 5000)).at(-1)?.n).toBe(saved + 1);
  });

  it('[JR20] a disk with no room for a journal refuses and says so once there is an owner', async () => {
    const { disk, journal } = await enrolledJournal();
    expect((await journal.status()).reserve).toBe('kept');
    disk.files.delete('reserve.klj');
    disk.killProgram();
    disk.capacityBytes = 0;
    const next = startJournal(disk);
    expect((await next.status()).reserve).toBe('missing');
    expect(await next.appendOperation(sampleOperation(1))).toEqual({ outcome: 'refused', code: 'disk-full' });
    expect(disk.happened.fullDisks).toBeGreaterThan(0);
  });
});
