import { counterStoreContract } from '#test/contracts/counter-store-contract.ts';
import { dexieBed } from '#test/support/row-beds.ts';

counterStoreContract('on a browser’s IndexedDB', () => dexieBed());
