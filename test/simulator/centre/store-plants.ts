import type { CaseStore } from '#central/cases/case-store.ts';
import type { Life } from '../kernel/life.ts';
import type { MemoryDatabase } from './memory-database.ts';
import { countedNumbers, type SpaceNumbers } from './space-numbers.ts';

/** What stands between the centre and its store. Every run has it; a sabotage puts a fault into it. */
export interface StorePlants {
  /** Made once for each start of a process, whose life it may wait by. */
  readonly store: (port: CaseStore, life: Life) => CaseStore;
  /** How changes get their numbers. Asked once for each database. */
  readonly numbers: (database: MemoryDatabase) => SpaceNumbers;
}

/** The store as it is. */
export const NO_STORE_PLANTS: StorePlants = { store: (port) => port, numbers: countedNumbers };
