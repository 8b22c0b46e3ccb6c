import { describe, expect, it } from 'vitest';
import { readSimOptions, UnusableOptions } from './command/sim-options.ts';
import { SimTally } from './command/sim-report.ts';
import { findPlants, SABOTAGES } from './sabotage/sabotages.ts';
import { simulateRun } from './world/simulate-run.ts';

const FROM = 7_000;

/** Enough for a machine that is busy with everything else. */
const LONG = { timeout: 240_000 };

describe('the simulator', LONG, () => {
  it('[SM1] makes the same run of the same seed', async () => {
    for (const seed of [1, 2, 3]) {
      const [one, other] = [
        await simulateRun(seed, {}, findPlants('none')),
        await simulateRun(seed, {}, findPlants('none')),
      ];
      expect(other).toEqual(one);
      expect((await simulateRun(seed + 100, {}, findPlants('none'))).trace).not.toBe(one.trace);
    }
  });

  it('[SM9] [SM11] [SM13] [SM15] [SM19] finds nothing in a sound program, and has done something', async () => {
    const tally = new SimTally();
    for (let seed = FROM; seed < FROM + 30; seed += 1) {
      const report = await simulateRun(seed, {}, findPlants('none'));
      expect(report.findings, `seed ${seed}`).toEqual([]);
      tally.add(report);
    }
    const { operations, saved, faults, lost } = tally.report(FROM, 0);
    expect(lost).toBe(0);
    expect(operations).toBeGreaterThan(saved - 1);
    expect(saved).toBeGreaterThan(300);
    expect(Object.values(faults).filter((count) => count > 0).length).toBeGreaterThan(20);
  });

  it('takes offices and counters from its options', async () => {
    const { findings, saved } = await simulateRun(5, { counters: 4, offices: 3 }, findPlants('none'));
    expect(findings).toEqual([]);
    expect(saved).toBeGreaterThan(10);
  });
});

describe('a planted fault', LONG, () => {
  it.each(['ack-before-commit', 'apply-twice'])('[SM20] [SM21] %s is found', async (name) => {
    for (let seed = FROM; seed < FROM + 25; seed += 1) {
      const { findings } = await simulateRun(seed, {}, findPlants(name));
      if (findings.length > 0) return;
    }
    expect.fail('nothing was found');
  });

  it('has the name that everybody knows it by', () => {
    expect(Object.keys(SABOTAGES)).toEqual([
      'no-journal',
      'journal-without-fsync',
      'ack-before-commit',
      'serial-cursor',
      'timestamp-cursor',
      'cursor-before-rows',
      'drop-on-4xx',
      'forget-after-ten-tries',
      'no-unique-opid',
      'reuse-replica-after-restore',
      'apply-twice',
      'clock-decides',
    ]);
    expect(() => findPlants('nothing-of-ours')).toThrow('no sabotage');
  });
});

describe('the options', () => {
  it('are read', () => {
    expect(readSimOptions(['--runs', '7', '--seed', '0', '--counters', '3', '--offices', '2'])).toEqual({
      runs: 7,
      seed: 0,
      counters: 3,
      offices: 2,
      sabotage: undefined,
      trace: false,
    });
    expect(readSimOptions(['--sabotage', 'all'])).toMatchObject({ runs: 500, seed: 1, sabotage: 'all' });
  });

  it.each([
    ['--runs', '0'],
    ['--runs', 'many'],
    ['--seed', '-1'],
    ['--seed', '1.5'],
    ['--counters', '99'],
    ['--offices', '0'],
    ['--offices', '9'],
    ['--sabotage', 'hope'],
    ['--speed', '3'],
    ['--trace'],
    ['7'],
  ])('are refused with a sentence: %s %s', (...args) => {
    expect(() => readSimOptions(args)).toThrow(UnusableOptions);
  });
});
