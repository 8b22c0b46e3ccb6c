import { parseArgs } from 'node:util';
import { SABOTAGES } from '../sabotage/sabotages.ts';
import { MOST_OFFICES } from '../world/desks.ts';

/** What `npm run sim` was asked for. */
export interface SimOptions {
  readonly runs: number;
  readonly seed: number;
  readonly counters: number | undefined;
  readonly offices: number | undefined;
  /** A name, `all` or `none`; undefined for ordinary runs. */
  readonly sabotage: string | undefined;
  /** Tells each step of a single run. */
  readonly trace: boolean;
}

/** The options cannot be used; the message says why. */
export class UnusableOptions extends Error {
  override readonly name = 'UnusableOptions';
}

const MOST_SEED = 2 ** 31;
const RUNS = { ordinary: 500, sabotage: 500 } as const;

const USAGE = `npm run sim -- [--runs N] [--seed S] [--counters C] [--offices O] [--sabotage NAME|all|none] [--trace]`;

/** Reads the arguments of the command. Throws `UnusableOptions`. */
export function readSimOptions(args: readonly string[]): SimOptions {
  const values = valuesOf(args);
  const sabotage = values.sabotage;
  if (sabotage !== undefined && !['all', 'none', ...Object.keys(SABOTAGES)].includes(sabotage)) {
    const names = Object.keys(SABOTAGES).join(', ');
    throw new UnusableOptions(`There is no sabotage ${sabotage}. There are: ${names}; all; none.`);
  }
  const counters = numberOf('counters', values.counters, 1, 12);
  const offices = numberOf('offices', values.offices, 1, MOST_OFFICES);
  if (counters !== undefined && offices !== undefined && offices > counters) {
    throw new UnusableOptions('Every office needs a counter: --offices must not be larger than --counters.');
  }
  const runs = numberOf('runs', values.runs, 1, 10_000_000);
  const trace = values.trace ?? false;
  if (trace && runs !== 1) throw new UnusableOptions('--trace tells of one run: use it with --runs 1.');
  return {
    runs: runs ?? (sabotage === undefined ? RUNS.ordinary : RUNS.sabotage),
    seed: numberOf('seed', values.seed, 0, MOST_SEED) ?? 1,
    counters,
    offices,
    sabotage,
    trace,
  };
}

function valuesOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        runs: { type: 'string' },
        seed: { type: 'string' },
        counters: { type: 'string' },
        offices: { type: 'string' },
        sabotage: { type: 'string' },
        trace: { type: 'boolean' },
      },
    }).values;
  } catch (failure) {
    throw new UnusableOptions(`${failure instanceof Error ? failure.message : failure}\n${USAGE}`);
  }
}

function numberOf(name: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    throw new UnusableOptions(`--${name} takes a whole number from ${least} to ${most}, not «${text}».`);
  }
  return value;
}
