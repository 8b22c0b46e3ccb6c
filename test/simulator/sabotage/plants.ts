import { type CounterPlants, NO_PLANTS } from '../counter/plants.ts';
import type { StorePlant } from '../world/sim-centre.ts';

/** What is planted into a run, at the ports of its counters and of its centre. */
export interface Plants {
  readonly counter: CounterPlants;
  readonly store: StorePlant;
}

/** Nothing is. */
export const NOTHING_PLANTED: Plants = { counter: NO_PLANTS, store: (store) => store };
