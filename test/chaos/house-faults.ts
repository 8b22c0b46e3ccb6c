import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SeededRandom } from '#test/support/seeded-random.ts';
import type { CentreHouse } from './centre-house.ts';
import { type Desk, Ended, passing, within } from './desk.ts';
import { type FaultCounts, HOUSE_FAULTS, type HouseFault } from './fault-kinds.ts';
import { freezeRenderer } from './freeze-renderer.ts';
import type { SmallDisk } from './small-disk.ts';

const TAKEN_OVER_MILLISECONDS = 60_000;
const FROZEN_MILLISECONDS = 15_000;

/** Everything that can be broken. */
interface House {
  readonly centre: CentreHouse;
  readonly counters: readonly Desk[];
  readonly supervisor: Desk;
  /** The disk under the profile of one of the counters; `undefined` where none could be mounted. */
  readonly disk: SmallDisk | undefined;
  readonly counts: FaultCounts;
  readonly random: SeededRandom;
  readonly tell: (line: string) => void;
}

/**
 * Breaks one thing after the other, each kind once before any comes a second time, in an order and with pauses that the
 * seed gives. What a fault breaks it puts back itself before it ends, but for what `heal` does.
 */
export class HouseFaults {
  readonly #house: House;
  #bag: HouseFault[] = [];

  constructor(house: House) {
    this.#house = house;
  }

  /** Goes on until `until`, a `performance.now()`. */
  async run(until: number): Promise<void> {
    const { random, counts, tell } = this.#house;
    while (performance.now() < until) {
      await passing(Math.min(random.between(1000, 7000), Math.max(0, until - performance.now())));
      if (performance.now() >= until) return;
      const kind = this.#next();
      const desk = random.pick(this.#house.counters);
      tell(`${kind} (${desk.name})`);
      try {
        if (await this.#do(kind, desk)) counts.add(kind);
      } catch (failure) {
        if (failure instanceof Ended) return;
        tell(`${kind}: ${failure instanceof Error ? failure.message.split('\n', 1)[0] : failure}`);
      }
    }
  }

  #next(): HouseFault {
    const { random, disk } = this.#house;
    if (this.#bag.length === 0) {
      this.#bag = HOUSE_FAULTS.filter((kind) => kind !== 'disk-full' || disk !== undefined);
      for (let place = this.#bag.length - 1; place > 0; place -= 1) {
        const other = random.below(place + 1);
        const [a, b] = [this.#bag[place], this.#bag[other]] as [HouseFault, HouseFault];
        this.#bag[place] = b;
        this.#bag[other] = a;
      }
    }
    return this.#bag.pop() as HouseFault;
  }

  /** Does it, and answers whether it really happened. */
  async #do(kind: HouseFault, desk: Desk): Promise<boolean> {
    const { centre, random, supervisor } = this.#house;
    switch (kind) {
      case 'browser-killed': {
        const killed = random.chance(0.2) ? supervisor : desk;
        await killed.kill();
        await passing(random.between(0, 2000));
        await killed.start();
        return true;
      }
      case 'store-deleted':
        await desk.kill();
        await rm(join(desk.browser.profile, 'Default', 'IndexedDB'), { recursive: true, force: true });
        await desk.start();
        return true;
      case 'centre-killed':
        await centre.killCentre();
        await passing(random.between(0, 6000));
        await centre.resume();
        return true;
      case 'database-killed': {
        const wasKilled = centre.killDatabase();
        // The centre is still there and has nothing under it.
        await passing(random.between(500, 6000));
        await centre.killCentre();
        await centre.resume();
        return wasKilled;
      }
      case 'database-process-killed':
        return centre.killDatabaseProcess((pids) => random.pick(pids));
      case 'line-cut':
        desk.line.cut();
        return this.#restoreLater(desk);
      case 'captive-portal':
      case 'gateway-errors':
        desk.line.answerInstead(kind);
        return this.#restoreLater(desk);
      case 'disk-full':
        return this.#fillDisk();
      case 'second-tab':
        return this.#takeOver(desk, false);
      case 'frozen-leader':
        return this.#takeOver(desk, true);
    }
  }

  async #restoreLater(desk: Desk): Promise<boolean> {
    await passing(this.#house.random.between(3000, 15_000));
    desk.line.restore();
    return true;
  }

  /** To the last byte, again and again, because what is given up meanwhile is room. */
  async #fillDisk(): Promise<boolean> {
    const { disk, random } = this.#house;
    if (disk === undefined) return false;
    const until = performance.now() + random.between(4000, 15_000);
    try {
      while (performance.now() < until) {
        disk.fill();
        await passing(250);
      }
    } finally {
      disk.empty();
    }
    return true;
  }

  /** Opens another tab, which takes the work over; the tab that had it may be frozen and unable to answer. */
  async #takeOver(desk: Desk, isFrozen: boolean): Promise<boolean> {
    const leader = await desk.page();
    const { pid } = desk.browser;
    const thaw =
      isFrozen && pid !== undefined
        ? await within(FROZEN_MILLISECONDS, freezeRenderer(pid, leader))
        : undefined;
    if (isFrozen && thaw === undefined) return false;
    // While the leader cannot answer, the other one asks in vain; it gets the work once the leader wakes.
    const thawed = passing(this.#house.random.between(4000, 15_000)).then(thaw);
    const tab = await desk.openTab();
    try {
      await desk.settle(tab, TAKEN_OVER_MILLISECONDS);
      if (isFrozen) await thawed;
    } catch (failure) {
      thaw?.();
      await tab.close().catch(() => undefined);
      throw failure;
    }
    desk.lookAt(tab);
    await leader.close().catch(() => undefined);
    return true;
  }
}
