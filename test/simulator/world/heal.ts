import { officeSpace } from '#shared/protocol/pull.ts';
import type { CentreRecord } from '../centre/simulated-centre.ts';
import { entriesHeld } from '../counter/operation-survey.ts';
import type { SimCounter } from '../counter/sim-counter.ts';
import type { SimWorld } from './sim-world.ts';

const MINUTE = 60_000;

/** Within so much virtual time everything has a verdict and everybody knows everything (SM17). */
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
  for (const process of [0, 1]) centre.startProcess(process);
  for (const counter of counters) {
    counter.disarm();
    counter.line.state = 'up';
    counter.protocol = undefined;
    counter.profile.rows.isBroken = false;
    counter.profile.disk.capacityBytes = Number.POSITIVE_INFINITY;
    const replica = counter.status?.device?.replica;
    if (replica !== undefined) centre.acceptDevice(replica);
    await counter.start();
  }
  const until = kernel.time.monotonicMilliseconds() + HEALING_BOUND_MILLISECONDS;
  const enough = kernel.time.monotonicMilliseconds() + LEAST_MILLISECONDS;
  for (;;) {
    await kernel.sleep(MINUTE, 'healing');
    for (const replica of replicasOf(world)) await haveAccepted(replica);
    const now = kernel.time.monotonicMilliseconds();
    if (now >= until) return;
    if (now >= enough && isQuiet(world, centre.record())) return;
  }
}

/** The computers of each replica: more than one where an image of it was put into another. */
function replicasOf({ counters }: SimWorld): readonly (readonly SimCounter[])[] {
  const inUse = counters.filter(({ isOff }) => !isOff);
  return [...Map.groupBy(inUse, (counter) => counter.status?.device?.replica).values()];
}

/**
 * Enrolled anew, a replica has one token, and one of two computers with it is not accepted any more. So one is enrolled
 * after the other, each until its work is at the centre, and the copies are then taken away.
 */
async function haveAccepted(computers: readonly SimCounter[]): Promise<void> {
  const refused = computers.filter((counter) => counter.isNotAccepted);
  if (refused.length === 0) return;
  const accepted = computers.filter((counter) => !counter.isNotAccepted);
  if (accepted.some((counter) => !isDrained(counter))) return;
  for (const copy of accepted) if (copy.desk.isCopy) copy.switchOff();
  const next = refused.find(({ desk }) => desk.isCopy) ?? refused[0];
  await next?.enrol();
}

function isDrained({ profile: { rows, disk } }: SimCounter): boolean {
  const answered = rows.rowsOf('outbox').filter(({ place }) => place === 'answered');
  const inStore = new Set(answered.map(({ opId }) => opId));
  return entriesHeld(disk).every(({ header }) => inStore.has(JSON.parse(header).opId));
}

function isQuiet({ counters, harness }: SimWorld, centre: CentreRecord): boolean {
  const here = new Set(centre.operations.map(({ opId }) => opId));
  const hasAll = harness.ledger.allSaved().every(({ opId }) => here.has(opId) || harness.destroyed.has(opId));
  return hasAll && counters.every((counter) => counter.isOff || isUpToDate(counter, centre));
}

function isUpToDate({ isRunning, desk, profile: { rows } }: SimCounter, centre: CentreRecord): boolean {
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
