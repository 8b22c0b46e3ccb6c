import 'fake-indexeddb/auto';
import { counterStoreContract } from '#test/contracts/counter-store-contract.ts';
import { dexieBed, memoryBed } from '#test/support/row-beds.ts';

counterStoreContract('on an IndexedDB in memory', () => dexieBed());
counterStoreContract('on rows in memory', memoryBed);
