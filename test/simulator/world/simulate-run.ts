import { SimulatedCentre } from '../centre/simulated-centre.ts';
import { checkWorld } from '../checkers/check-world.ts';
import type { Finding } from '../checkers/finding.ts';
import { newProfile } from '../counter/sim-profile.ts';
import type { FaultCounts } from '../faults/fault-kind.ts';
import { Faults } from '../faults/faults.ts';
import { Kernel } from '../kernel/kernel.ts';
import type { Plants } from '../sabotage/plants.ts';
import { Chaos } from './chaos.ts';
import { desksOf } from './desks.ts';
import { heal } from './heal.ts';
import { SimWorld } from './sim-world.ts';
import { slowTransactions } from './slow-transactions.ts';

/** How large a world is; what is left out the seed chooses. */
export interface RunSize {
  readonly counters?: number | undefined;
  readonly offices?: number | undefined;
}

/** What one run came to. */
export interface RunReport {
  readonly seed: number;
  /** How many things clerks asked to be saved. */
  readonly operations: number;
  /** Of how many of them they saw that they were. */
  readonly saved: number;
  readonly findings: readonly Finding[];
  readonly faults: FaultCounts;
  /** Two runs with the same one went the same way. */
  readonly trace: number;
}

/** So long things go wrong. */
const TROUBLE_MILLISECONDS = 7 * 60_000;

const PIECES = { least: 9, most: 15 } as const;

/** One world from its beginning to its check: `seed` is all that it depends on, besides its size and what is planted. */
export async function simulateRun(
  seed: number,
  size: RunSize,
  plants: Plants,
  onStep?: (line: string) => void,
): Promise<RunReport> {
  const kernel = new Kernel(seed, onStep === undefined ? {} : { onStep });
  const shape = kernel.randomOf('shape');
  const faults = new Faults(kernel.randomOf('faults'));
  const centre = new SimulatedCentre(kernel, {
    plants: slowTransactions(plants.store, kernel.randomOf('transactions')),
  });
  const world = new SimWorld(kernel, { faults, centre, plants: plants.counter });
  const findings = await kernel.run(async () => {
    const offices = size.offices ?? shape.pick([1, 1, 2]);
    const desks = desksOf(size.counters ?? Math.max(offices, shape.pick([2, 2, 3])), offices, centre);
    // A copy of the centre from before the last counter was enrolled knows nothing of it.
    let firstCopy = centre.copy();
    for (const desk of desks) {
      if (shape.chance(0.5)) firstCopy = centre.copy();
      const counter = world.addCounter(desk, newProfile(kernel.randomOf(`disk of ${desk.name}`)));
      await counter.start();
      await counter.enrol();
    }
    faults.begin();
    for (const counter of [...world.counters]) {
      world.employ(counter.desk.name, counter, shape.between(PIECES.least, PIECES.most));
    }
    const chaos = new Chaos(world, firstCopy);
    world.goOn(() => chaos.run(TROUBLE_MILLISECONDS));
    await world.finished();
    await heal(world);
    const { harness } = world;
    const facts = { centre: centre.record(), counters: world.counterFacts(), harness };
    return [...world.findings, ...checkWorld(facts)];
  });
  const { ledger } = world;
  return {
    seed,
    operations: ledger.triedCount,
    saved: ledger.savedCount,
    findings,
    faults: faults.counts,
    trace: kernel.trace,
  };
}
