import { officeSpace } from '#shared/protocol/pull.ts';
import type { CentreFacts } from '../checkers/world-facts.ts';
import type { SimCounter } from '../counter/sim-counter.ts';
import type { SimWorld } from './sim-world.ts';

const MINUTE = 60_000;

/** Within so much virtual time everything has a verdict and everybody knows everything (SM29). */
export const HEALING_BOUND_MILLISECONDS = 75 * MINUTE;

/** So long is waited in any case: a poll, a review of what is held, a set-aside operation's next try. */
const LEAST_MILLISECONDS = 3 * MINUTE;

/**
 * Nothing goes wrong any more: lines are mended, disks emptied, programs started, rights of devices given back, and a
 * device that the centre does not accept is enrolled again by somebody. Then the world is left to itself until it is
 * quiet, or until the bound.
 */
export async function heal(world: SimWorld): Promise<void> {
  const { kernel, faults, centre, counters } = world;
  faults.heal();
  centre.start();
  for (const counter of counters) {
    counter.disarm();
    counter.line.state = 'up';
    counter.protocol = undefined;
    counter.profile.rows.isBroken = false;
    counter.profile.disk.capacityBytes = Number.POSITIVE_INFINITY;
    await counter.start();
  }
  const until = kernel.time.monotonicMilliseconds() + HEALING_BOUND_MILLISECONDS;
  const enough = kernel.time.monotonicMilliseconds() + LEAST_MILLISECONDS;
  for (;;) {
    await kernel.sleep(MINUTE, 'healing');
    for (const counter of counters) await counter.enrolAgainWhereNotAccepted();
    const now = kernel.time.monotonicMilliseconds();
    if (now >= until) return;
    if (now >= enough && isQuiet(world, await centre.facts())) return;
  }
}

function isQuiet({ counters, harness }: SimWorld, centre: CentreFacts): boolean {
  const here = new Set(centre.operations.map(({ opId }) => opId));
  const hasAll = harness.ledger.allSaved().every(({ opId }) => here.has(opId) || harness.destroyed.has(opId));
  return hasAll && counters.every((counter) => isUpToDate(counter, centre));
}

function isUpToDate({ isRunning, desk, profile: { rows } }: SimCounter, centre: CentreFacts): boolean {
  const space = officeSpace(desk.office);
  const cursor = rows.rowsOf('cursors').find((row) => row.space === space)?.cursor ?? 0;
  const epoch = rows.rowsOf('facts').find(({ name }) => name === 'epoch')?.value;
  return (
    isRunning &&
    epoch === centre.epoch &&
    cursor === (centre.heads.get(space) ?? 0) &&
    rows.rowsOf('outbox').every(({ place }) => place === 'answered')
  );
}
