import { CounterDatabase } from '#renderer/store/counter-database.ts';
import { counterStoreContract } from '#test/contracts/counter-store-contract.ts';

counterStoreContract('on a browser’s IndexedDB', () => new CounterDatabase(`store-${crypto.randomUUID()}`));
