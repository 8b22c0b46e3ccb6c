import { NO_STORE_PLANTS, type StorePlants } from '../centre/store-plants.ts';
import { type CounterPlants, NO_PLANTS } from '../counter/plants.ts';

/** What is planted into a run, at the ports of its counters and of its centre. */
export interface Plants {
  /** Made once for each computer, and stays with it whatever ends on it. */
  readonly counter: () => CounterPlants;
  readonly store: StorePlants;
}

/** Nothing is, through the same wrappers. */
export const NOTHING_PLANTED: Plants = { counter: () => NO_PLANTS, store: NO_STORE_PLANTS };
