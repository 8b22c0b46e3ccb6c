import type { CaseStore } from '#central/cases/case-store.ts';
import type { SeededRandom } from '#test/support/seeded-random.ts';
import type { StorePlants } from '../centre/store-plants.ts';
import type { Life } from '../kernel/life.ts';

/** How likely a transaction takes its time, and how long at most. */
const SLOW = 0.25;
const MOST_MILLISECONDS = 700;

/**
 * The store of a busy centre: some transactions stay open for a while before they commit, so that others come in
 * between. `planted` stands in front of it.
 */
export function slowTransactions(planted: StorePlants, random: SeededRandom): StorePlants {
  return {
    numbers: planted.numbers,
    store: (port, life) => planted.store(slowed(port, life, random), life),
  };
}

function slowed(port: CaseStore, life: Life, random: SeededRandom): CaseStore {
  return {
    snapshot: (work) => port.snapshot(work),
    transaction: (work) =>
      port.transaction(async (tx) => {
        const value = await work(tx);
        if (random.chance(SLOW)) await life.sleep(random.between(1, MOST_MILLISECONDS));
        return value;
      }),
  };
}
