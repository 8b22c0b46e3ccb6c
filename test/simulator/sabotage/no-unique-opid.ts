import type { CaseTransaction } from '#central/cases/case-store.ts';
import { NO_STORE_PLANTS, type StorePlants } from '../centre/store-plants.ts';

/** The inbox does not know an operation again: one that is pushed twice is decided twice. */
export const noUniqueOpId: StorePlants = {
  ...NO_STORE_PLANTS,
  store: (port) => ({ ...port, transaction: (work) => port.transaction((tx) => work(forgetful(tx))) }),
};

function forgetful(tx: CaseTransaction): CaseTransaction {
  let isReceiving = false;
  return {
    ...tx,
    lockReplica: (replica) => {
      isReceiving = true;
      return tx.lockReplica(replica);
    },
    findOperations: async (opIds) => {
      const known = await tx.findOperations(opIds);
      const isHeld = ([, { verdict }]: [unknown, { verdict: { outcome: string } | null }]): boolean =>
        verdict?.outcome === 'held';
      return isReceiving ? new Map([...known].filter(isHeld)) : known;
    },
    insertInbox: async (rows) => {
      await tx.insertInbox(rows);
      isReceiving = false;
      return new Set(rows.map(({ opId }) => opId));
    },
  };
}
