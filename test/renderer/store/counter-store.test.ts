import 'fake-indexeddb/auto';
import { CounterDatabase } from '#renderer/store/counter-database.ts';
import { counterStoreContract } from '#test/contracts/counter-store-contract.ts';

let databases = 0;

counterStoreContract('on an IndexedDB in memory', () => {
  databases += 1;
  return new CounterDatabase(`store-${databases}`);
});
