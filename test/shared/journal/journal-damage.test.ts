import { describe, expect, it } from 'vitest';
import type { Journal } from '#shared/journal/journal.ts';
import { findRecordAt } from '#shared/journal/journal-record.ts';
import { segmentName } from '#shared/journal/segment-name.ts';
import { decodeUtf8 } from '#shared/kernel/utf8.ts';
import type { MemoryDisk } from '#test/support/memory-files.ts';
import { operationsIn, sampleId, sampleIdentity, sampleOperation } from '#test/support/sample-operations.ts';
import { enrolledJournal, SMALL_PLAN, startJournal } from '#test/support/small-journal.ts';

interface Place {
  readonly name: string;
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
  readonly sequence: number;
  readonly type: string;
  /** Empty where the record gave none out. */
  readonly reference: string;
}

/** Where every record lies, read by walking over the bytes on the disk. */
function placesOn(disk: MemoryDisk): Place[] {
  const places: Place[] = [];
  for (let segment = 1; disk.files.has(segmentName(segment)); segment += 1) {
    const name = segmentName(segment);
    const { durable } = disk.get(name);
    let found = findRecordAt(durable, 0);
    for (let offset = 0; found !== undefined; found = findRecordAt(durable, offset)) {
      const { sequence, type, body } = found.record;
      const reference = /CES-7K2-\d{6}/.exec(type === 'operation' ? decodeUtf8(body) : '')?.[0] ?? '';
      places.push({ name, segment, offset, length: found.length, sequence, type, reference });
      offset += found.length;
    }
  }
  return places;
}

/** A journal with `count` operations, each with a verdict behind it, over several segments. */
async function filledJournal(count: number): Promise<{ disk: MemoryDisk; places: Place[] }> {
  const { disk, journal } = await enrolledJournal();
  for (let index = 1; index <= count; index += 1) {
    expect((await journal.appendOperation(sampleOperation(index))).outcome).toBe('saved');
    await journal.appendNotes([{ type: 'verdict', about: sampleId(index), text: 'applied' }]);
  }
  disk.killProgram();
  return { disk, places: placesOn(disk) };
}

const sequencesIn = async (journal: Journal): Promise<number[]> =>
  (await journal.read(0, 5000)).map(({ sequence }) => sequence);

describe('damage', () => {
  it('[JR9] [JR15] of any one record is reported, the rest is kept, and nothing is given twice', async () => {
    const count = 16;
    const { places } = await filledJournal(count);
    expect(places.at(-1)?.segment).toBeGreaterThan(2);
    const lastOnDisk = places.length;
    for (const place of places.slice(0, -1)) {
      const { disk } = await filledJournal(count);
      disk.flipBit(place.name, place.offset + place.length - 1, 3);
      const journal = startJournal(disk);
      const status = await journal.status();
      expect(status.damage).toHaveLength(1);
      expect(status.damage[0]).toMatchObject({ segment: place.name, fromOffset: place.offset });
      expect(status.identity).toEqual(sampleIdentity);
      const expected = places
        .map(({ sequence }) => sequence)
        .filter((sequence) => sequence !== place.sequence);
      expect(await sequencesIn(journal)).toEqual(expected);

      const before = disk.get(place.name).durable.slice();
      for (let index = count + 1; index <= count + 8; index += 1) {
        expect((await journal.appendOperation(sampleOperation(index))).outcome).toBe('saved');
      }
      if (place.segment === places.at(-1)?.segment) {
        // The damaged segment was in use: nothing more is written to it.
        expect(disk.get(place.name).durable).toEqual(before);
      }
      const found = operationsIn(await journal.read(0, 5000));
      const references = found.map(({ header }) => header.reference?.slice(0, -2));
      expect(new Set(references).size).toBe(references.length);
      expect(references).not.toContain(place.reference);
      expect(await sequencesIn(journal)).toEqual(expect.arrayContaining(expected));

      disk.killProgram();
      const again = await startJournal(disk).status();
      expect(again.damage).toEqual(status.damage);
      expect(again.lastSequence).toBeGreaterThan(lastOnDisk);
    }
  });

  it('[JR15] of an operation behind which only notes can be read gives its number to no other', async () => {
    const { disk, places } = await filledJournal(3);
    const last = places.findLast(({ type }) => type === 'operation');
    const before = startJournal(disk);
    await before.appendNotes([{ type: 'verdict', about: sampleId(3), text: 'told' }]);
    disk.killProgram();
    disk.flipBit(segmentName(1), (last?.offset ?? 0) + 100, 1);
    const journal = startJournal(disk);
    await journal.appendOperation(sampleOperation(4));
    await journal.appendOperation(sampleOperation(5));
    const found = operationsIn(await journal.read(0, 100));
    expect(found.map(({ n }) => n)).toEqual([1, 2, 5, 6]);
    expect(found.map(({ header }) => header.prev === null)).toEqual([true, false, true, false]);
    disk.killProgram();
    expect(await startJournal(disk).status()).toMatchObject({ lastN: 6 });
  });

  it('[JR9] at the end of a segment that others follow is no torn tail', async () => {
    const { disk, places } = await filledJournal(16);
    const last = places.findLast(({ segment }) => segment === 1);
    if (last === undefined) throw new Error('no record in the first segment');
    const before = disk.get(last.name).durable.slice();
    disk.flipBit(last.name, last.offset + 70, 0);
    const journal = startJournal(disk);
    expect((await journal.status()).damage).toEqual([
      { segment: last.name, fromOffset: last.offset, toOffset: SMALL_PLAN.segmentBytes },
    ]);
    disk.flipBit(last.name, last.offset + 70, 0);
    expect(disk.get(last.name).durable).toEqual(before);
  });

  it('[JR9] is also what stands in the free space of a segment that others follow, and it stays there', async () => {
    const { disk } = await filledJournal(16);
    disk.flipBit(segmentName(1), SMALL_PLAN.segmentBytes - 1, 5);
    const before = disk.get(segmentName(1)).durable.slice();
    const journal = startJournal(disk);
    expect((await journal.status()).damage).toMatchObject([{ segment: segmentName(1) }]);
    expect((await journal.appendOperation(sampleOperation(17))).outcome).toBe('saved');
    expect(disk.get(segmentName(1)).durable).toEqual(before);
  });

  it('[JR9] is also a record that is zeros, a file that was cut off, and one that is gone', async () => {
    const zeros = await filledJournal(16);
    const last = zeros.places.findLast(({ segment }) => segment === 1);
    zeros.disk.get(segmentName(1)).durable.fill(0, last?.offset);
    zeros.disk.get(segmentName(1)).cached.fill(0, last?.offset);
    expect((await startJournal(zeros.disk).status()).damage).toMatchObject([{ fromOffset: last?.offset }]);

    const short = await filledJournal(16);
    short.disk.get(segmentName(1)).size = (last?.offset ?? 0) + 5;
    expect((await startJournal(short.disk).status()).damage).toMatchObject([{ fromOffset: last?.offset }]);

    const gone = await filledJournal(16);
    gone.disk.files.delete(segmentName(2));
    const journal = startJournal(gone.disk);
    expect((await journal.status()).damage).toEqual([
      { segment: segmentName(2), fromOffset: 0, toOffset: SMALL_PLAN.segmentBytes },
    ]);
    expect(await sequencesIn(journal)).toEqual(
      gone.places.filter(({ segment }) => segment !== 2).map(({ sequence }) => sequence),
    );
  });

  it('[JR9] a segment in use that was cut off is not written to again', async () => {
    const { disk, places } = await filledJournal(3);
    const last = places.at(-1);
    disk.get(segmentName(1)).size = (last?.offset ?? 0) + 10;
    const journal = startJournal(disk);
    disk.arm('fail', 'write', 'before');
    expect((await journal.status()).damage).toEqual([
      { segment: segmentName(1), fromOffset: last?.offset, toOffset: SMALL_PLAN.segmentBytes },
    ]);
    // Opening it has not written a single byte.
    expect(disk.happened.failures).toBe(0);
    disk.disarm();
    expect((await journal.appendOperation(sampleOperation(4))).outcome).toBe('saved');
    expect(placesOn(disk).find(({ segment }) => segment === 2)?.type).toBe('checkpoint');
  });

  it('[JR22] of the checkpoint that names the owner leaves the owner known', async () => {
    const { disk, places } = await filledJournal(3);
    expect(places[0]?.type).toBe('checkpoint');
    disk.flipBit(segmentName(1), 80, 1);
    const journal = startJournal(disk);
    expect((await journal.status()).identity).toEqual(sampleIdentity);
    expect((await journal.appendOperation(sampleOperation(2))).outcome).toBe('already-saved');
    expect((await journal.appendOperation(sampleOperation(4))).outcome).toBe('saved');
  });

  it('[JR8] a torn tail is overwritten with zeros and nothing of it comes back', async () => {
    const { disk, places } = await filledJournal(3);
    const last = places.at(-1);
    const end = (last?.offset ?? 0) + (last?.length ?? 0);
    for (let offset = end; offset < end + 200; offset += 1) disk.flipBit(segmentName(1), offset, offset % 8);
    const journal = startJournal(disk);
    expect((await journal.status()).damage).toEqual([]);
    expect(disk.usedBytes(segmentName(1))).toBeLessThanOrEqual(end);
    expect((await journal.appendOperation(sampleOperation(4))).outcome).toBe('saved');
  });

  it('[JR17] an operation that was lost to damage is saved anew under a new number', async () => {
    const { disk, places } = await filledJournal(3);
    const second = places.filter(({ type }) => type === 'operation')[1];
    disk.flipBit(segmentName(1), (second?.offset ?? 0) + 100, 1);
    const journal = startJournal(disk);
    const answer = await journal.appendOperation(sampleOperation(2));
    expect(answer.outcome).toBe('saved');
    const found = operationsIn(await journal.read(0, 100));
    expect(found.map(({ n, header }) => [n, header.reference?.slice(8, 14)])).toEqual([
      [1, '000001'],
      [3, '000003'],
      [4, '000004'],
    ]);
  });
});
