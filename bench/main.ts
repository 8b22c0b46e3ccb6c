import '#shared/kernel/zod-jitless.ts';
import { parseArgs } from 'node:util';
import { complain } from '#central/commands/terminal.ts';
import { measureDrain } from './drain.ts';
import { measureFold } from './fold-case.ts';
import { measureQueue } from './queue.ts';
import { measureRebuild } from './rebuild.ts';
import { measureSave } from './save.ts';
import { BenchRun } from './support/bench-run.ts';

/** One measurement, and how many rounds it makes unless told otherwise. */
interface Measurement {
  readonly measure: (run: BenchRun, rounds: number) => Promise<void>;
  readonly rounds: number;
}

const MEASUREMENTS: Readonly<Record<string, Measurement>> = {
  queue: { measure: measureQueue, rounds: 9 },
  save: { measure: measureSave, rounds: 60 },
  drain: { measure: measureDrain, rounds: 5 },
  rebuild: { measure: measureRebuild, rounds: 5 },
  fold: { measure: measureFold, rounds: 1000 },
};

const MOST_ROUNDS = 1000;

const USAGE = `Use "npm run bench -- ${Object.keys(MEASUREMENTS).join('|')} [--rounds N]", with 1 to ${MOST_ROUNDS} rounds. docs/measurements.md says what each measures.`;

/** `npm run bench`: makes one measurement and prints its table. Gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const wish = findWish(args);
  if (wish === undefined) {
    complain(USAGE);
    return 1;
  }
  const run = await BenchRun.begin();
  try {
    await wish.measure(run, wish.rounds);
    return 0;
  } catch (failure) {
    // Whoever ended the run has ended what it works with too, and that is no news.
    if (!run.isEnding)
      complain(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure));
    return 1;
  } finally {
    await run.end();
  }
}

function findWish(args: readonly string[]): Measurement | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { rounds: { type: 'string' } },
      allowPositionals: true,
    });
    const [name = '', ...more] = positionals;
    const measurement = Object.hasOwn(MEASUREMENTS, name) ? MEASUREMENTS[name] : undefined;
    if (measurement === undefined || more.length > 0) return undefined;
    const rounds = values.rounds === undefined ? measurement.rounds : findWhole(values.rounds);
    return rounds === undefined ? undefined : { ...measurement, rounds };
  } catch {
    return undefined;
  }
}

function findWhole(text: string): number | undefined {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= MOST_ROUNDS ? value : undefined;
}
