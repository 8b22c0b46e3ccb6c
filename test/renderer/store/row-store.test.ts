import 'fake-indexeddb/auto';
import { rowStoreContract } from '#test/contracts/row-store-contract.ts';
import { dexieBed, memoryBed } from '#test/support/row-beds.ts';

rowStoreContract('on an IndexedDB in memory', () => dexieBed());
rowStoreContract('in memory', memoryBed);
