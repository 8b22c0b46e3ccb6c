import type { ReplicaId } from '#shared/kernel/identifier.ts';
import type { SeededRandom } from '#test/support/seeded-random.ts';
import type { DatabaseCopy } from '../centre/memory-database.ts';
import type { SimCounter } from '../counter/sim-counter.ts';
import { copyOf } from '../counter/sim-profile.ts';
import { damageJournal } from '../faults/damage-journal.ts';
import type { FaultKind } from '../faults/fault-kind.ts';
import { raceByFile } from './race-by-file.ts';
import type { SimWorld } from './sim-world.ts';

/** Faults that strike at a moment; the others are met on the way. */
const STRIKING = [
  'one-way',
  'line-down',
  'killed-applying',
  'killed-idle',
  'flush-failed',
  'unflushed-lost',
  'torn-tail',
  'journal-damaged',
  'disk-full',
  'store-emptied',
  'store-failing',
  'store-behind',
  'profile-cloned',
  'profile-restored',
  'clock-stepped',
  'centre-killed',
  'centre-restored',
  'centre-copied',
  'author-revoked',
  'device-revoked',
  'protocol-skewed',
  'file-raced',
] as const satisfies readonly FaultKind[];
type Striking = (typeof STRIKING)[number];

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Whoever makes things go wrong until the world heals. */
export class Chaos {
  readonly #world: SimWorld;
  readonly #random: SeededRandom;
  readonly #firstCopy: DatabaseCopy;
  #hasCloned = false;

  /** `firstCopy` is one of the centre from before every counter was enrolled. */
  constructor(world: SimWorld, firstCopy: DatabaseCopy) {
    this.#world = world;
    this.#random = world.kernel.randomOf('chaos');
    this.#firstCopy = firstCopy;
  }

  /** Strikes now and then, for so long. */
  async run(milliseconds: number): Promise<void> {
    const { kernel, faults } = this.#world;
    const until = kernel.time.monotonicMilliseconds() + milliseconds;
    for (;;) {
      await kernel.sleep(this.#random.between(1_000, 45_000), 'chaos');
      if (kernel.time.monotonicMilliseconds() > until) return;
      const kinds = faults.of(STRIKING);
      if (kinds.length === 0) return;
      const kind = this.#random.pick(kinds);
      this.#world.goOn(() => this.#strike(kind, this.#random.pick(this.#world.counters)));
    }
  }

  async #strike(kind: Striking, counter: SimCounter): Promise<void> {
    const { faults, kernel, centre } = this.#world;
    const random = this.#random;
    const { line, desk } = counter;
    const { disk, rows } = counter.profile;
    const wait = (least: number, most: number): Promise<void> =>
      kernel.sleep(random.between(least, most), kind);
    const happened = (): void => faults.happened(kind);
    switch (kind) {
      case 'line-down':
      case 'one-way':
        happened();
        line.state = kind;
        await wait(5_000, 4 * MINUTE);
        line.state = 'up';
        return;
      case 'killed-applying':
        counter.killAtNextAnswer();
        return;
      case 'killed-idle':
        if (!counter.isRunning) return;
        happened();
        counter.end(random.pick(['worker', 'killed']));
        return;
      case 'unflushed-lost':
      case 'torn-tail':
      case 'store-behind':
        counter.armPowerCut();
        return;
      case 'flush-failed':
        disk.arm('fail', 'flush', random.pick(['before', 'half', 'after']), random.below(3));
        await wait(1_000, MINUTE);
        faults.happened(kind, counter.takeFlushFailures());
        return;
      case 'journal-damaged':
        this.#world.destroying(() => {
          const replica = replicaOf(counter);
          if (replica === undefined || !damageJournal(disk, random)) return;
          happened();
          this.#world.damaged.add(replica);
        });
        return;
      case 'disk-full':
        happened();
        disk.fill();
        await wait(5_000, 3 * MINUTE);
        disk.capacityBytes = Number.POSITIVE_INFINITY;
        return;
      case 'store-emptied':
        happened();
        this.#world.destroying(() => {
          counter.end('killed');
          rows.empty();
        });
        return;
      case 'store-failing':
        happened();
        rows.isBroken = true;
        await wait(1_000, 2 * MINUTE);
        rows.isBroken = false;
        return;
      case 'profile-cloned':
        return this.#clone(counter);
      case 'profile-restored':
        return this.#restoreProfile(counter);
      case 'clock-stepped':
        happened();
        counter.clockOffsetMilliseconds +=
          random.pick([-1, 1]) * random.pick([1_000, MINUTE, 60 * MINUTE, DAY]);
        return;
      case 'centre-killed':
        return this.#killCentre();
      case 'centre-restored':
      case 'centre-copied':
        return this.#restoreCentre(kind);
      case 'author-revoked': {
        const { id } = desk.session.person;
        happened();
        centre.revokePerson(id);
        this.#world.withoutRight.add(id);
        if (random.chance(0.4)) return;
        await wait(MINUTE, 4 * MINUTE);
        centre.acceptPerson(id);
        this.#world.withoutRight.delete(id);
        return;
      }
      case 'device-revoked': {
        const replica = replicaOf(counter);
        if (replica === undefined) return;
        happened();
        centre.revokeDevice(replica);
        await wait(10_000, 3 * MINUTE);
        centre.acceptDevice(replica);
        return;
      }
      case 'protocol-skewed':
        counter.protocol = random.pick([0, 2, 7]);
        await wait(5_000, 2 * MINUTE);
        counter.protocol = undefined;
        return;
      case 'file-raced':
        return raceByFile(this.#world, counter, random);
    }
  }

  /** An image of the computer is put into another one, and both are worked at. */
  async #clone(counter: SimCounter): Promise<void> {
    const { kernel, faults, copied } = this.#world;
    const replica = replicaOf(counter);
    if (this.#hasCloned || replica === undefined) return;
    this.#hasCloned = true;
    faults.happened('profile-cloned');
    copied.add(replica);
    const name = `${counter.desk.name}-copy`;
    const profile = copyOf(counter.profile, kernel.randomOf(`disk of ${name}`));
    const copy = this.#world.addCounter({ ...counter.desk, name, isCopy: true }, profile);
    await copy.start();
    this.#world.employ(name, copy, this.#random.between(2, 6));
  }

  /** The computer is put back to an image of itself, with everything since then gone. */
  async #restoreProfile(counter: SimCounter): Promise<void> {
    const { kernel, faults, copied } = this.#world;
    const replica = replicaOf(counter);
    if (replica === undefined) return;
    const image = copyOf(counter.profile, kernel.randomOf(`image of ${counter.desk.name}`));
    await kernel.sleep(this.#random.between(10_000, 4 * MINUTE), 'image');
    faults.happened('profile-restored');
    copied.add(replica);
    this.#world.destroying(() => {
      counter.switchOff();
      counter.profile = image;
    });
    await kernel.sleep(this.#random.between(1_000, MINUTE), 'restored');
    await counter.start();
  }

  /** One of its processes ends, or all, or the database goes down beneath them. */
  async #killCentre(): Promise<void> {
    const { kernel, faults, centre } = this.#world;
    faults.happened('centre-killed');
    if (this.#random.chance(0.25)) {
      centre.crashDatabase();
      return;
    }
    const processes = this.#random.pick([[0], [1], [0, 1]]);
    for (const process of processes) centre.killProcess(process);
    await kernel.sleep(this.#random.between(500, 90_000), 'centre down');
    for (const process of processes) centre.startProcess(process);
  }

  async #restoreCentre(kind: 'centre-restored' | 'centre-copied'): Promise<void> {
    const { kernel, faults, centre } = this.#world;
    const copy = this.#random.chance(0.2) ? this.#firstCopy : centre.copy();
    await kernel.sleep(this.#random.between(10_000, 4 * MINUTE), 'copy');
    faults.happened(kind);
    this.#world.destroying(() => centre.restore(copy, kind === 'centre-restored' ? 'backup' : 'folder'));
  }
}

function replicaOf(counter: SimCounter): ReplicaId | undefined {
  return counter.status?.device?.replica;
}
