import type { CaseStore } from '#central/cases/case-store.ts';
import type { MemoryDatabase } from './memory-database.ts';

/**
 * What stands between a process of the centre and its store. Every run has one, asked once for each start of a process;
 * a sabotage puts a fault into it. It may wrap the port, and may change the rule by which `database` gives numbers.
 */
export type StorePlant = (store: CaseStore, database: MemoryDatabase) => CaseStore;

/** The store as it is. */
export const storeAsItIs: StorePlant = (store) => store;
