import type { SeededRandom } from '#test/support/seeded-random.ts';
import { FAULT_KINDS, type FaultCounts, type FaultKind, noFaults } from './fault-kind.ts';

/** Of all kinds so many take part in a run that has faults at all: few make courses that many would cut short. */
const MOST_KINDS = 9;

/** One run in so many is spared every fault, so that a plain course is looked at too. */
const SPARED = 0.05;

/**
 * The faults of one run. The seed says which kinds take part, and they are drawn until the run heals. A kind counts
 * when it has happened, not when it was meant to.
 */
export class Faults {
  readonly counts: FaultCounts = noFaults();
  readonly #kinds: ReadonlySet<FaultKind>;
  #isOn = false;

  constructor(random: SeededRandom) {
    this.#kinds = random.chance(SPARED) ? new Set() : drawn(random);
  }

  /** Whether the kind takes part now. */
  has(kind: FaultKind): boolean {
    return this.#isOn && this.#kinds.has(kind);
  }

  /** Those of `kinds` that take part now. */
  of<Kind extends FaultKind>(kinds: readonly Kind[]): readonly Kind[] {
    return kinds.filter((kind) => this.has(kind));
  }

  happened(kind: FaultKind, times = 1): void {
    this.counts[kind] += times;
  }

  /** From now on things go wrong. */
  begin(): void {
    this.#isOn = true;
  }

  /** From now on nothing goes wrong any more. */
  heal(): void {
    this.#isOn = false;
  }
}

function drawn(random: SeededRandom): ReadonlySet<FaultKind> {
  const left: FaultKind[] = [...FAULT_KINDS];
  const kinds = new Set<FaultKind>();
  for (let count = random.between(1, MOST_KINDS); count > 0; count -= 1) {
    const [kind] = left.splice(random.below(left.length), 1);
    if (kind !== undefined) kinds.add(kind);
  }
  return kinds;
}
