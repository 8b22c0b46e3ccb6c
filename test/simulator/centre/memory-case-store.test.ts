import { caseStoreContract } from '#test/contracts/case-store-contract.ts';
import { Kernel } from '../kernel/kernel.ts';
import { Life } from '../kernel/life.ts';
import { memoryCaseStore } from './memory-case-store.ts';
import { MemoryDatabase } from './memory-database.ts';

for (const seed of [1, 2]) {
  caseStoreContract(`[SM4] The model in memory, seed ${seed},`, async () => {
    const kernel = new Kernel(seed);
    const life = new Life(kernel, 'process');
    const database = new MemoryDatabase(kernel.randomOf('database'), life.random.uuid(), 0);
    return { store: memoryCaseStore({ database, life }), close: async () => life.end() };
  });
}
