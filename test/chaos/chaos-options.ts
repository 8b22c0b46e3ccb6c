import { parseArgs } from 'node:util';
import { CommandProblem } from '#central/commands/terminal.ts';

/** What a chaos run is asked for. */
export interface ChaosOptions {
  /** How long things are broken; healing and comparing come on top. */
  readonly minutes: number;
  /** Decides which fault comes when and what the clerks type. */
  readonly seed: number;
}

const MOST_MINUTES = 24 * 60;
const MOST_SEED = 2 ** 32 - 1;

const USAGE = 'Use "npm run chaos -- --minutes M [--seed S]".';

/** Reads the options. Throws a `CommandProblem` with exit code 2 and a sentence that says what is wrong. */
export function parseChaosOptions(args: readonly string[], newSeed: () => number): ChaosOptions {
  const { minutes, seed } = valuesOf(args);
  if (minutes === undefined) throw new CommandProblem(`How long? ${USAGE}`, 2);
  return {
    minutes: readNumber('--minutes', minutes, /^\d+(\.\d+)?$/, 0.1, MOST_MINUTES),
    seed: seed === undefined ? newSeed() : readNumber('--seed', seed, /^\d+$/, 0, MOST_SEED),
  };
}

function valuesOf(args: readonly string[]): { readonly minutes?: string; readonly seed?: string } {
  try {
    return parseArgs({
      args: [...args],
      options: { minutes: { type: 'string' }, seed: { type: 'string' } },
    }).values;
  } catch (failure) {
    throw new CommandProblem(`${failure instanceof Error ? failure.message : failure} ${USAGE}`, 2);
  }
}

function readNumber(option: string, text: string, form: RegExp, least: number, most: number): number {
  const value = form.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new CommandProblem(`${option} is a number from ${least} to ${most}, not "${text}". ${USAGE}`, 2);
}
