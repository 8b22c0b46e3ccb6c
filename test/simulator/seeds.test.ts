import { describe, expect, it } from 'vitest';
import { NOTHING_PLANTED } from './sabotage/plants.ts';
import { simulateRun } from './world/simulate-run.ts';

/** Runs that once found something, and what it was. The same seed makes another run when the program changes. */
const SEEDS: readonly (readonly [seed: number, was: string])[] = [
  [25, 'a note that reached a restored centre before the registration of its case was rejected'],
  [44, 'what only a store had was not offered when the store was emptied for another journal'],
  [1214, 'the number of an operation that was damaged, with only notes behind it, was given again'],
];

describe('a seed that once found something', { timeout: 240_000 }, () => {
  it.each(SEEDS)('[SM10] [SM12] [SM14] [SM16] [SM17] [SM18] %i: %s', async (seed) => {
    const { findings, saved } = await simulateRun(seed, {}, NOTHING_PLANTED);
    expect(findings).toEqual([]);
    expect(saved).toBeGreaterThan(5);
  });
});
