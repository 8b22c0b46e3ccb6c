import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppendAnswer, ReadRecord } from '#shared/journal/journal-entry.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import { findBytesOfHex } from '#shared/kernel/hex.ts';
import { ReplicaId } from '#shared/kernel/identifier.ts';
import { digestOf } from '#shared/kernel/operation-digest.ts';
import { StationCode } from '#shared/kernel/reference.ts';
import { operationsIn, sampleId, sampleIdentity, sampleOperation } from '#test/support/sample-operations.ts';
import { sha256 } from '#test/support/sha256.ts';

/** One journal's files, empty at first. */
export interface JournalBed {
  /** Starts the program on these files. Whatever was open on them before is closed. */
  open(): Promise<JournalPort>;
  dispose(): Promise<void>;
}

/** What every journal promises, whatever its files are (`docs/journal.md`). Segments have their real size. */
export function journalContract(name: string, makeJournal: () => Promise<JournalBed>): void {
  describe(`journal: ${name}`, () => {
    let bed: JournalBed;
    let journal: JournalPort;

    beforeEach(async () => {
      bed = await makeJournal();
      journal = await bed.open();
    });

    afterEach(() => bed.dispose());

    const all = (): Promise<readonly ReadRecord[]> => journal.read(0, 5000);

    it('[JR21] refuses operations before it has an owner, and takes notes', async () => {
      expect(await journal.appendOperation(sampleOperation(1))).toEqual({
        outcome: 'refused',
        code: 'not-enrolled',
      });
      expect(await journal.appendNotes([{ type: 'draft', about: sampleId(1), text: 'typed' }])).toBe(1);
      expect(await journal.status()).toEqual({
        identity: null,
        lastSequence: 1,
        lastN: 0,
        reserve: 'kept',
        damage: [],
      });
    });

    it('[JR21] has one owner for good', async () => {
      const otherReplica = ReplicaId.parse('ffffffff-0000-4000-8000-000000000002');
      const otherStation = StationCode.parse('7K3');
      expect(await journal.enrol(sampleIdentity)).toBe('enrolled');
      for (const round of ['at once', 'after starting anew']) {
        expect(await journal.enrol(sampleIdentity), round).toBe('enrolled');
        expect(await journal.enrol({ ...sampleIdentity, replica: otherReplica }), round).toBe(
          'other-identity',
        );
        expect(await journal.enrol({ ...sampleIdentity, station: otherStation }), round).toBe(
          'other-identity',
        );
        expect(await journal.enrol({ ...sampleIdentity, officeCode: 'SMI' }), round).toBe('other-identity');
        expect((await journal.status()).identity, round).toEqual(sampleIdentity);
        journal = await bed.open();
      }
      expect((await all()).map(({ type }) => type)).toEqual(['checkpoint']);
    });

    it('[JR12] what was answered as saved is there when the program starts anew', async () => {
      await journal.enrol(sampleIdentity);
      const saved = await journal.appendOperation(sampleOperation(1));
      journal = await bed.open();
      const [found] = operationsIn(await all());
      expect(saved).toEqual({ outcome: 'saved', sequence: 2, entry: found?.entry });
      expect(found?.header.reference).toBe('CES-7K2-000001-9');
      expect(JSON.parse(found?.entry.payload ?? '')).toEqual({ kind: 'register-request', place: 1 });
    });

    it('[JR13] [JR14] numbers operations without a hole and chains them by their digests', async () => {
      await journal.enrol(sampleIdentity);
      for (const index of [1, 2, 3]) {
        await journal.appendOperation(sampleOperation(index));
        await journal.appendNotes([{ type: 'verdict', about: sampleId(index), text: 'applied' }]);
        journal = await bed.open();
      }
      const found = operationsIn(await all());
      expect(found.map(({ n, header }) => [n, header.n])).toEqual([
        [1, 1],
        [2, 2],
        [3, 3],
      ]);
      expect(found.map(({ header }) => header.prev)).toEqual([
        null,
        found[0]?.entry.digest,
        found[1]?.entry.digest,
      ]);
      expect(await journal.status()).toMatchObject({ lastN: 3, lastSequence: 7 });
    });

    it('[JR16] the header is canonical, holds what the writer assigned, and the digest fits', async () => {
      await journal.enrol(sampleIdentity);
      await journal.appendOperation(
        sampleOperation(7, { header: { ...sampleOperation(7).header, n: 99, prev: 'x' } }),
      );
      const [found] = operationsIn(await all());
      const { entry, header } = found ?? expect.fail('no operation');
      expect(canonicalJson(JSON.parse(entry.header))).toBe(entry.header);
      expect(header).toMatchObject({ opId: sampleId(7), replica: sampleIdentity.replica, n: 1, prev: null });
      const salt = findBytesOfHex(entry.salt) ?? expect.fail('no salt');
      expect(await digestOf({ header: entry.header, salt, payload: entry.payload }, sha256)).toBe(
        entry.digest,
      );
    });

    it('[JR15] gives references in order, only to operations that take one', async () => {
      await journal.enrol(sampleIdentity);
      for (let index = 1; index <= 6; index += 1) {
        await journal.appendOperation(sampleOperation(index, { takesReference: index % 3 !== 0 }));
        if (index === 3) journal = await bed.open();
      }
      const references = operationsIn(await all()).map(({ header }) => header.reference?.slice(0, 14));
      expect(references).toEqual([
        'CES-7K2-000001',
        'CES-7K2-000002',
        undefined,
        'CES-7K2-000003',
        'CES-7K2-000004',
        undefined,
      ]);
    });

    it('[JR17] the same identifier is saved once, and a changed payload is told', async () => {
      await journal.enrol(sampleIdentity);
      const first = await journal.appendOperation(sampleOperation(1));
      const entry = 'entry' in first ? first.entry : expect.fail(first.outcome);
      for (const round of ['at once', 'after starting anew']) {
        const again: AppendAnswer = { outcome: 'already-saved', samePayload: true, sequence: 2, entry };
        expect(await journal.appendOperation(sampleOperation(1)), round).toEqual(again);
        expect(await journal.appendOperation(sampleOperation(1, { payload: '{}' })), round).toEqual({
          ...again,
          samePayload: false,
        });
        expect(await journal.appendOperation(sampleOperation(1, { salt: 'f'.repeat(32) })), round).toEqual({
          ...again,
          samePayload: false,
        });
        journal = await bed.open();
      }
      expect(await all()).toHaveLength(2);
    });

    it('[JR6] refuses what is too long for a record and goes on as if it had not been asked', async () => {
      await journal.enrol(sampleIdentity);
      const long = sampleOperation(1, { payload: 'x'.repeat(1024 * 1024) });
      expect(await journal.appendOperation(long)).toEqual({ outcome: 'refused', code: 'too-long' });
      await expect(
        journal.appendNotes([
          { type: 'draft', about: sampleId(1), text: 'short' },
          { type: 'draft', about: sampleId(1), text: 'x'.repeat(1024 * 1024 + 1) },
        ]),
      ).rejects.toThrow();
      expect(await journal.appendOperation(sampleOperation(2))).toMatchObject({
        outcome: 'saved',
        sequence: 2,
      });
      expect(operationsIn(await all()).map(({ header }) => [header.n, header.reference])).toEqual([
        [1, 'CES-7K2-000001-9'],
      ]);
    });

    it('[JR13] many appends at once are one after the other', async () => {
      await journal.enrol(sampleIdentity);
      const indexes = Array.from({ length: 40 }, (_, place) => place + 1);
      const answers = await Promise.all(
        indexes.flatMap((index) => [
          journal.appendOperation(sampleOperation(index)),
          journal.appendOperation(sampleOperation(index)),
        ]),
      );
      expect(answers.map(({ outcome }) => outcome)).toEqual(
        indexes.flatMap(() => ['saved', 'already-saved']),
      );
      const found = operationsIn(await all());
      expect(found.map(({ n }) => n)).toEqual(indexes);
      expect(found.map(({ header }) => header.opId)).toEqual(indexes.map(sampleId));
      expect(new Set(found.map(({ header }) => header.reference)).size).toBe(40);
    });

    it('[JR4] [JR23] takes notes in order and gives the sequence of the last', async () => {
      await journal.enrol(sampleIdentity);
      const last = await journal.appendNotes([
        { type: 'draft', about: sampleId(5), text: 'first' },
        { type: 'verdict', about: sampleId(6), text: 'otrais — ēģļšž 🙂' },
      ]);
      expect(last).toBe(3);
      expect((await all()).slice(1)).toEqual([
        { type: 'draft', sequence: 2, n: 0, subject: sampleId(5).replaceAll('-', ''), text: 'first' },
        {
          type: 'verdict',
          sequence: 3,
          n: 0,
          subject: sampleId(6).replaceAll('-', ''),
          text: 'otrais — ēģļšž 🙂',
        },
      ]);
      expect(await journal.appendNotes([])).toBe(3);
    });

    it('[JR24] reads in order, from behind a sequence and up to a number of records', async () => {
      await journal.enrol(sampleIdentity);
      const notes = Array.from({ length: 9 }, (_, place) => ({
        type: 'draft' as const,
        about: sampleId(1),
        text: `${place}`,
      }));
      await journal.appendNotes(notes);
      const page = await journal.read(3, 4);
      expect(page.map(({ sequence, text }) => [sequence, text])).toEqual([
        [4, '2'],
        [5, '3'],
        [6, '4'],
        [7, '5'],
      ]);
      expect((await journal.read(9, 100)).map(({ sequence }) => sequence)).toEqual([10]);
      expect(await journal.read(10, 100)).toEqual([]);
    });

    it('[JR28] finds an operation by its identifier, and a draft’s last record', async () => {
      await journal.enrol(sampleIdentity);
      const draft = (index: number, text: string) => ({
        type: 'draft' as const,
        about: sampleId(index),
        text,
      });
      await journal.appendNotes([draft(1, 'typed'), draft(2, 'other'), draft(1, 'typed on')]);
      const saved = await journal.appendOperation(sampleOperation(1));
      await journal.appendNotes([{ type: 'verdict', about: sampleId(1), text: 'applied' }]);
      const entry = 'entry' in saved ? saved.entry : expect.fail(saved.outcome);
      const subject = sampleId(1).replaceAll('-', '');
      for (const round of ['at once', 'after starting anew']) {
        const found = await journal.findRecord('operation', sampleId(1));
        expect(found, round).toEqual({
          type: 'operation',
          sequence: 5,
          n: 1,
          subject,
          text: expect.any(String),
        });
        expect(JSON.parse(found?.text ?? ''), round).toEqual(entry);
        expect(await journal.findRecord('draft', sampleId(1)), round).toEqual({
          type: 'draft',
          sequence: 4,
          n: 0,
          subject,
          text: 'typed on',
        });
        expect(await journal.findRecord('operation', sampleId(2)), round).toBeUndefined();
        expect(await journal.findRecord('draft', sampleId(3)), round).toBeUndefined();
        journal = await bed.open();
      }
    });

    it('[JR25] keeps small files beside the journal, replaced as a whole', async () => {
      expect(await journal.findSideFile('reference.json')).toBeUndefined();
      await journal.replaceSideFile('reference.json', '{"long": "first content"}');
      await journal.replaceSideFile('reference.json', '{"ē": 2}');
      expect(await journal.findSideFile('reference.json')).toBe('{"ē": 2}');
      journal = await bed.open();
      expect(await journal.findSideFile('reference.json')).toBe('{"ē": 2}');
    });

    it('[JR25] a side file never has the name of one of the journal’s own', async () => {
      await journal.enrol(sampleIdentity);
      for (const file of [
        'journal-000001.klj',
        'reserve.klj',
        'writer.lock',
        '../x.json',
        'a/b.json',
        '.json',
      ]) {
        await expect(journal.replaceSideFile(file, 'x'), file).rejects.toThrow();
        await expect(journal.findSideFile(file), file).rejects.toThrow();
      }
      journal = await bed.open();
      expect((await journal.status()).identity).toEqual(sampleIdentity);
    });

    it('[JR3] [JR10] [JR11] goes on from segment to segment, each with a checkpoint first', async () => {
      await journal.enrol(sampleIdentity);
      const indexes = Array.from({ length: 11 }, (_, place) => place + 1);
      for (const index of indexes) {
        const payload = JSON.stringify({ place: index, text: 'x'.repeat(900_000) });
        expect(await journal.appendOperation(sampleOperation(index, { payload }))).toMatchObject({
          outcome: 'saved',
        });
        if (index % 4 === 0) journal = await bed.open();
      }
      journal = await bed.open();
      const records = await all();
      expect(records.map(({ sequence }) => sequence)).toEqual(records.map((_, place) => place + 1));
      expect(records.filter(({ type }) => type === 'checkpoint')).toHaveLength(3);
      const found = operationsIn(records);
      expect(found.map(({ header }) => header.opId)).toEqual(indexes.map(sampleId));
      expect(found.map(({ header }) => header.n)).toEqual(indexes);
      expect(found.slice(1).map(({ header }) => header.prev)).toEqual(
        found.slice(0, -1).map(({ entry }) => entry.digest),
      );
      expect(new Set(found.map(({ header }) => header.reference)).size).toBe(11);
      expect((await journal.status()).damage).toEqual([]);
    });
  });
}
