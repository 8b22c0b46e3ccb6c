import { afterAll, beforeAll, describe } from 'vitest';
import type { CaseStore } from '#central/cases/case-store.ts';
import { casesContract } from './case-store/cases.ts';
import { cursorRaceContract } from './case-store/cursor-race.ts';
import { feedContract } from './case-store/feed.ts';
import { inboxContract } from './case-store/inbox.ts';
import { racingContract } from './case-store/racing.ts';
import { replicaNumbersContract } from './case-store/replica-numbers.ts';
import { spaceNumbersContract } from './case-store/space-numbers.ts';
import { transactionContract } from './case-store/transaction.ts';

/** A store under test, and its end. */
export interface StoreUnderTest {
  readonly store: CaseStore;
  close(): Promise<void>;
}

/**
 * What every implementation of `CaseStore` must do. The simulator's model passes the same suite as PostgreSQL, so what
 * the simulator shows holds for the real database.
 */
export function caseStoreContract(name: string, makeStore: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the contract of a case store`, () => {
    let tested: StoreUnderTest;
    beforeAll(async () => {
      tested = await makeStore();
    });
    afterAll(() => tested.close());

    const store = (): CaseStore => tested.store;
    transactionContract(store);
    inboxContract(store);
    replicaNumbersContract(store);
    casesContract(store);
    spaceNumbersContract(store);
    racingContract(store);
    feedContract(store);
    cursorRaceContract(store);
  });
}
