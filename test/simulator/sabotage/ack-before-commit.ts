import { NO_STORE_PLANTS, type StorePlants } from '../centre/store-plants.ts';

/** So many statements a slow commit lasts longer. */
const LAG_STATEMENTS = 30;

/** A transaction is told as done before it is committed, and whoever was told does not hear when it is not. */
export const ackBeforeCommit: StorePlants = {
  ...NO_STORE_PLANTS,
  store: (port) => ({
    ...port,
    transaction: (work) =>
      new Promise((resolve, reject) => {
        const committing = port.transaction(async (tx) => {
          const value = await work(tx);
          resolve(value);
          for (let count = 0; count < LAG_STATEMENTS; count += 1) await tx.findOperations([]);
          return value;
        });
        committing.catch(reject);
      }),
  }),
};
