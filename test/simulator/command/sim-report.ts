import { FIGURES, type Figure } from '../checkers/finding.ts';
import { FAULT_KINDS, type FaultCounts, noFaults } from '../faults/fault-kind.ts';
import type { RunReport } from '../world/simulate-run.ts';

/** The last line of `npm run sim`. */
export interface SimReport extends Record<Figure, number> {
  readonly runs: number;
  readonly seed: number;
  readonly operations: number;
  readonly saved: number;
  readonly faults: FaultCounts;
  readonly seconds: number;
}

/** Adds up the reports of single runs. */
export class SimTally {
  readonly #figures = Object.fromEntries(FIGURES.map((figure) => [figure, 0])) as Record<Figure, number>;
  readonly #faults = noFaults();
  #runs = 0;
  #operations = 0;
  #saved = 0;

  add({ operations, saved, findings, faults }: RunReport): void {
    this.#runs += 1;
    this.#operations += operations;
    this.#saved += saved;
    for (const { figure } of findings) this.#figures[figure] += 1;
    for (const kind of FAULT_KINDS) this.#faults[kind] += faults[kind];
  }

  /** The figures, in the order in which they are printed. */
  report(seed: number, seconds: number): SimReport {
    return {
      runs: this.#runs,
      seed,
      operations: this.#operations,
      saved: this.#saved,
      ...this.#figures,
      faults: this.#faults,
      seconds,
    };
  }

  /** Whether all five figures are 0. */
  get isClean(): boolean {
    return FIGURES.every((figure) => this.#figures[figure] === 0);
  }
}
