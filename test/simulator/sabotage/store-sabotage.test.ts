import { describe, expect, it } from 'vitest';
import type { CaseId } from '#shared/kernel/identifier.ts';
import { PlainDevice } from '../centre/plain-device.ts';
import { SimulatedCentre } from '../centre/simulated-centre.ts';
import { NO_STORE_PLANTS, type StorePlants } from '../centre/store-plants.ts';
import { Kernel } from '../kernel/kernel.ts';
import { ackBeforeCommit } from './ack-before-commit.ts';
import { applyTwice } from './apply-twice.ts';
import { clockDecides } from './clock-decides.ts';
import { noUniqueOpId } from './no-unique-opid.ts';
import { serialCursor } from './serial-cursor.ts';
import { timestampCursor } from './timestamp-cursor.ts';

const ROUNDS = 5;
const SOUND_SEEDS = 20;
const MOST_SEEDS = 100;

/** What goes wrong between a centre with this store and three plain devices, whose processes are killed now and then. */
async function wrongs(seed: number, plants: StorePlants): Promise<ReadonlySet<string>> {
  const kernel = new Kernel(seed);
  const random = kernel.randomOf('devices');
  const wrong = new Set<string>();
  await kernel.run(async () => {
    const centre = new SimulatedCentre(kernel, { plants });
    const devices = [1, 2, 3].map((number) => new PlainDevice(kernel, centre, `device-${number}`));
    for (const device of devices) {
      await device.enrol();
      device.clockOffsetMilliseconds = random.between(-3_000, 3_000);
    }
    const exchange = async (device: PlainDevice, last?: number): Promise<void> => {
      const answer = await device.push(last);
      const { operations } = centre.record();
      for (const { opId } of answer.verdicts) {
        if (!operations.some((operation) => operation.opId === opId)) wrong.add('answered and not there');
      }
      await device.pull(2);
    };
    const [first] = devices;
    await first?.register();
    for (const device of devices) await exchange(device);
    const work = async (device: PlainDevice): Promise<void> => {
      for (let round = 0; round < ROUNDS; round += 1) {
        await kernel.sleep(random.between(0, 50));
        const known: readonly CaseId[] = [...device.seen.keys()];
        if (known.length === 0 || random.chance(0.3)) await device.register();
        else await device.note(random.pick(known), `${round}`);
        await exchange(device, random.between(1, 3)).catch(() => undefined);
      }
    };
    const kill = async (): Promise<void> => {
      for (let count = 0; count < 3; count += 1) {
        await kernel.sleep(random.between(0, 300));
        const index = random.below(2);
        centre.killProcess(index);
        await kernel.sleep(random.between(0, 100));
        centre.startProcess(index);
      }
    };
    await Promise.all([...devices.map(work), kill()]);
    for (const device of devices) await exchange(device);
    for (const device of devices) await device.pull();
    const { operations, cases } = centre.record();
    const effects = cases.flatMap(({ events }) => events.map(({ opId }) => opId));
    if (new Set(effects).size < effects.length) wrong.add('two effects');
    if (operations.some(({ opId }) => !effects.includes(opId))) wrong.add('no effect');
    for (const { caseId, events } of cases) {
      const course = events.map(({ opId }) => opId).join();
      if (devices.some((device) => device.courses.get(caseId)?.join() !== course))
        wrong.add('another course');
    }
  });
  return wrong;
}

describe('a store', () => {
  it('that is as it is gets nothing wrong, through the same wrapper', async () => {
    const wrapped: StorePlants = { ...NO_STORE_PLANTS, store: (port) => ({ ...port }) };
    for (const plant of [NO_STORE_PLANTS, wrapped]) {
      for (let seed = 1; seed <= SOUND_SEEDS; seed += 1) {
        expect([...(await wrongs(seed, plant))], `seed ${seed}`).toEqual([]);
      }
    }
  });

  it.each([
    ['serial-cursor', serialCursor, 'another course'],
    ['timestamp-cursor', timestampCursor, 'another course'],
    ['no-unique-opid', noUniqueOpId, 'two effects'],
    ['ack-before-commit', ackBeforeCommit, 'answered and not there'],
    ['apply-twice', applyTwice, 'two effects'],
    ['clock-decides', clockDecides, 'another course'],
  ])('with %s is found out', async (_, plant, expected) => {
    const found = new Set<string>();
    for (let seed = 1; seed <= MOST_SEEDS && !found.has(expected); seed += 1) {
      for (const one of await wrongs(seed, plant)) found.add(one);
    }
    expect([...found]).toContain(expected);
  });
});
