import { describe, expect, it } from 'vitest';
import { CommandProblem } from '#central/commands/terminal.ts';
import { parseChaosOptions } from './chaos-options.ts';

const newSeed = (): number => 77;

describe('the options of a chaos run', () => {
  it('are minutes and a seed, which is drawn when it is not named', () => {
    expect(parseChaosOptions(['--minutes', '3', '--seed', '5'], newSeed)).toEqual({ minutes: 3, seed: 5 });
    expect(parseChaosOptions(['--minutes', '0.5'], newSeed)).toEqual({ minutes: 0.5, seed: 77 });
  });

  it.each([
    [],
    ['--minutes'],
    ['--minutes', 'many'],
    ['--minutes', '0'],
    ['--minutes', '-3'],
    ['--minutes', '9999'],
    ['--minutes', '3', '--seed', '1.5'],
    ['--minutes', '3', '--seed', '99999999999'],
    ['--minutes', '3', '--hours', '1'],
    ['--minutes', '3', 'more'],
  ])('are refused with what to write instead: %s %s %s %s', (...args) => {
    const given = args.filter((arg) => typeof arg === 'string');
    expect(() => parseChaosOptions(given, newSeed)).toThrow(CommandProblem);
    expect(() => parseChaosOptions(given, newSeed)).toThrow(/npm run chaos -- --minutes M/);
  });
});
