import { rowStoreContract } from '#test/contracts/row-store-contract.ts';
import { dexieBed } from '#test/support/row-beds.ts';

rowStoreContract('on a browser’s IndexedDB', () => dexieBed());
