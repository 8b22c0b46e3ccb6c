import { NO_STORE_PLANTS, type StorePlants } from '../centre/store-plants.ts';
import { largestNumber } from './largest-number.ts';

/** Changes are numbered in the order in which they were begun, and nobody holds that: what commits later may be earlier. */
export const serialCursor: StorePlants = {
  ...NO_STORE_PLANTS,
  numbers: (database) => ({
    next: async (session) => session.number,
    head: (session, space, at) => largestNumber(database, session, space, at),
  }),
};
