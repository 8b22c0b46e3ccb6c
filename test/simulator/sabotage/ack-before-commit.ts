import type { StorePlant } from '../centre/store-plant.ts';

/** So many statements a slow commit lasts longer. */
const LAG_STATEMENTS = 30;

/** A transaction is told as done before it is committed, and whoever was told does not hear when it is not. */
export const ackBeforeCommit: StorePlant = (store) => ({
  ...store,
  transaction: (work) =>
    new Promise((resolve, reject) => {
      const committing = store.transaction(async (tx) => {
        const value = await work(tx);
        resolve(value);
        for (let count = 0; count < LAG_STATEMENTS; count += 1) await tx.findOperations([]);
        return value;
      });
      committing.catch(reject);
    }),
});
