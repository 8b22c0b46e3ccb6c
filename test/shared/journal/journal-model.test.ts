import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileStep, Loss, Moment } from '#test/support/memory-files.ts';
import { sampleOperation } from '#test/support/sample-operations.ts';
import { Counter, seen } from './journal-model.ts';

type Model = Record<string, never>;
type Command = fc.AsyncCommand<Model, Counter>;

/** A command that can always be given. */
function command(name: string, run: (counter: Counter) => Promise<void>): Command {
  return { check: () => true, run: (_model, counter) => run(counter), toString: () => name };
}

const anyLoss = fc.constantFrom<Loss | undefined>(undefined, 'all', 'none', 'a-prefix', 'torn-in-the-middle');
const anyMoment = fc.constantFrom<Moment>('before', 'half', 'after');
const anyOperation = fc
  .record({
    index: fc.integer({ min: 1, max: 20 }),
    length: fc.constantFrom(10, 200, 900),
    takesReference: fc.boolean(),
  })
  .map(({ index, length, takesReference }) =>
    sampleOperation(index, { payload: JSON.stringify({ text: 'x'.repeat(length) }), takesReference }),
  );

const append = fc
  .array(anyOperation, { minLength: 1, maxLength: 3 })
  .map((operations) =>
    command(`append ${operations.map(({ opId }) => opId.slice(-2))}`, (to) => to.append(operations)),
  );

const notes = fc
  .array(fc.string({ maxLength: 1200 }), { minLength: 1, maxLength: 4 })
  .map((texts) => command(`note ${texts.map(({ length }) => length)}`, (to) => to.note(texts)));

const fail = fc
  .record({ step: fc.constantFrom<FileStep>('create', 'write', 'flush'), moment: anyMoment })
  .map(({ step, moment }) =>
    command(`fail ${step} ${moment}`, async ({ disk }) => disk.arm('fail', step, moment)),
  );

const crash = fc
  .record({
    step: fc.constantFrom<FileStep>('create', 'write', 'write', 'flush', 'flush', 'read', 'list', 'remove'),
    moment: anyMoment,
    after: fc.nat(4),
    loss: anyLoss,
  })
  .map(({ step, moment, after, loss }) =>
    command(`crash ${step} ${moment} +${after}, lose ${loss}`, async (counter) => {
      counter.nextLoss = loss;
      counter.disk.arm('crash', step, moment, after);
    }),
  );

const restart = anyLoss.map((loss) => command(`restart, lose ${loss}`, (counter) => counter.restart(loss)));

const space = fc.option(fc.integer({ min: 0, max: 40_000 })).map((free) =>
  command(`free bytes ${free}`, async ({ disk }) => {
    const used = [...disk.files.values()].reduce((sum, { size }) => sum + size, 0);
    disk.capacityBytes = free === null ? Number.POSITIVE_INFINITY : used + free;
  }),
);

const read = fc.constant(command('read', (counter) => counter.check()));
const enrol = fc.constant(command('enrol', (counter) => counter.enrol()));

describe('the journal on a disk that fails', () => {
  it('[JR12] [JR13] [JR14] [JR15] [JR17] [JR18] [JR19] what it said stays true', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.commands([append, append, append, append, notes, fail, crash, crash, restart, space, read], {
          maxCommands: 40,
          size: '+1',
        }),
        enrol,
        fc.nat(),
        async (commands, first, seed) => {
          const counter = new Counter(seed);
          await first.run({}, counter);
          await fc.asyncModelRun(() => ({ model: {}, real: counter }), commands);
          counter.disk.disarm();
          await counter.restart('all');
        },
      ),
      { numRuns: 1000 },
    );
    // The disk did fail, and in every way that matters.
    expect(seen.ends).toBeGreaterThan(1000);
    expect(seen.lossesOfAnUnansweredOperation).toBeGreaterThan(100);
    expect(seen.uncertainAndGone).toBeGreaterThan(100);
    expect(seen.uncertainAndThere).toBeGreaterThan(20);
    expect(seen.rolls).toBeGreaterThan(100);
    expect(seen.refusedForSpace).toBeGreaterThan(50);
    expect(seen.notesOnAFullDisk).toBeGreaterThan(50);
  }, 60_000);
});
