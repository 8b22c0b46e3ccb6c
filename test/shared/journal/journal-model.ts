import { expect } from 'vitest';
import type { AppendAnswer, OperationEntry, OperationToSeal } from '#shared/journal/journal-entry.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import { Crashed, DiskFault, type Loss, MemoryDisk } from '#test/support/memory-files.ts';
import { operationsIn, sampleId, sampleIdentity } from '#test/support/sample-operations.ts';
import { SeededRandom } from '#test/support/seeded-random.ts';
import { startJournal } from '#test/support/small-journal.ts';

/** What a counter was told by its journal, and so what must never change. */
export class Told {
  owner: 'none' | 'asked' | 'enrolled' = 'none';
  readonly saved = new Map<OperationId, OperationEntry>();
  /** Operations of which it does not know whether they are there. */
  readonly uncertain = new Set<OperationId>();
  readonly notes: string[] = [];
}

/** How often the interesting things happened, over all runs. */
export const seen = {
  ends: 0,
  lossesOfAnUnansweredOperation: 0,
  uncertainAndThere: 0,
  uncertainAndGone: 0,
  rolls: 0,
  refusedForSpace: 0,
  notesOnAFullDisk: 0,
};

/** A counter with its journal on a disk that fails, which starts again whenever its program ended. */
export class Counter {
  readonly disk: MemoryDisk;
  readonly told = new Told();
  /** What happens to the unflushed when the program ends the next time; `undefined`: the power stays. */
  nextLoss: Loss | undefined;
  #journal;

  constructor(seed: number) {
    this.disk = new MemoryDisk(new SeededRandom(seed));
    this.#journal = startJournal(this.disk);
  }

  async enrol(): Promise<void> {
    if (this.told.owner === 'none') this.told.owner = 'asked';
    await this.#try(async () => {
      expect(await this.#journal.enrol(sampleIdentity)).toBe('enrolled');
      this.told.owner = 'enrolled';
    });
  }

  async append(operations: readonly OperationToSeal[]): Promise<void> {
    await this.#try(async () => {
      for (const { opId } of operations) if (!this.told.saved.has(opId)) this.told.uncertain.add(opId);
      const answers = await Promise.all(
        operations.map((operation) => this.#journal.appendOperation(operation)),
      );
      answers.forEach((answer, place) => {
        const operation = operations[place];
        if (operation !== undefined) this.#hear(operation, answer);
      });
    });
  }

  async note(texts: readonly string[]): Promise<void> {
    await this.#try(async () => {
      const isFull = Number.isFinite(this.disk.capacityBytes);
      await this.#journal.appendNotes(
        texts.map((text, place) => ({ type: 'verdict' as const, about: sampleId(place), text })),
      );
      this.told.notes.push(...texts);
      if (isFull) seen.notesOnAFullDisk += 1;
    });
  }

  /** Ends the program here and now, and starts it again. */
  async restart(loss: Loss | undefined): Promise<void> {
    this.nextLoss = loss;
    await this.#startAgain();
  }

  /** Reads everything, and compares it with what was told. */
  async check(): Promise<void> {
    await this.#try(async () => {
      const status = await this.#journal.status();
      const records = await this.#journal.read(0, 5000);
      expect(status.damage).toEqual([]);
      expect(records.map(({ sequence }) => sequence)).toEqual(records.map((_, place) => place + 1));
      expect(status.lastSequence).toBe(records.length);
      if (this.told.owner !== 'asked') expect(status.identity !== null).toBe(this.told.owner === 'enrolled');
      seen.rolls += records.filter(({ type }) => type === 'checkpoint').length > 1 ? 1 : 0;

      const found = operationsIn(records);
      expect(found.map(({ n }) => n)).toEqual(found.map((_, place) => place + 1));
      expect(found.map(({ header }) => header.n)).toEqual(found.map((_, place) => place + 1));
      expect(found.map(({ header }) => header.prev)).toEqual([
        ...found.slice(0, 1).map(() => null),
        ...found.slice(0, -1).map(({ entry }) => entry.digest),
      ]);
      const byId = new Map(found.map(({ header, entry }) => [header.opId, entry]));
      expect(byId.size).toBe(found.length);
      for (const [opId, entry] of this.told.saved) expect(byId.get(opId)).toEqual(entry);
      for (const opId of byId.keys())
        expect(this.told.saved.has(opId) || this.told.uncertain.has(opId)).toBe(true);
      const references = found.flatMap(({ header }) => header.reference ?? []);
      expect(new Set(references).size).toBe(references.length);

      const notes = records.filter(({ type }) => type === 'verdict').map(({ text }) => text);
      let at = -1;
      for (const text of this.told.notes) {
        at = notes.indexOf(text, at + 1);
        expect(at).toBeGreaterThanOrEqual(0);
      }
    });
  }

  #hear(operation: OperationToSeal, answer: AppendAnswer): void {
    const { opId } = operation;
    const { saved, uncertain } = this.told;
    const before = saved.get(opId);
    switch (answer.outcome) {
      case 'saved':
        expect(before).toBeUndefined();
        expect(answer.entry.payload).toBe(operation.payload);
        saved.set(opId, answer.entry);
        uncertain.delete(opId);
        return;
      case 'already-saved':
        if (before === undefined) seen.uncertainAndThere += 1;
        else expect(answer.entry).toEqual(before);
        expect(answer.samePayload).toBe(answer.entry.payload === operation.payload);
        saved.set(opId, answer.entry);
        uncertain.delete(opId);
        return;
      case 'refused':
        expect(before).toBeUndefined();
        if (answer.code === 'not-enrolled') expect(this.told.owner).not.toBe('enrolled');
        else seen.refusedForSpace += 1;
        return;
      case 'uncertain':
        return;
    }
  }

  /** A call during which the program may end, and the disk may say no. */
  async #try(call: () => Promise<void>): Promise<void> {
    const { crashes } = this.disk.happened;
    try {
      await call();
    } catch (failure) {
      if (!(failure instanceof Crashed) && !(failure instanceof DiskFault)) throw failure;
    }
    if (this.disk.happened.crashes > crashes) await this.#startAgain();
  }

  async #startAgain(): Promise<void> {
    seen.ends += 1;
    const { lostWrites, forgottenWrites, tornWrites } = this.disk.happened;
    if (this.nextLoss === undefined) this.disk.killProgram();
    else this.disk.cutPower(this.nextLoss);
    this.#journal = startJournal(this.disk);
    const after = this.disk.happened;
    const hasLost = after.lostWrites + after.tornWrites > lostWrites + tornWrites;
    if ((hasLost || forgottenWrites > 0) && this.told.uncertain.size > 0) {
      const found = new Set(operationsIn(await this.#journal.read(0, 5000)).map(({ header }) => header.opId));
      for (const opId of this.told.uncertain) if (!found.has(opId)) seen.uncertainAndGone += 1;
      if (hasLost) seen.lossesOfAnUnansweredOperation += 1;
    }
    await this.check();
  }
}
