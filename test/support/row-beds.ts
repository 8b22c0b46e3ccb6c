import type { Transaction } from 'dexie';
import { CounterDatabase } from '#renderer/store/counter-database.ts';
import { CounterStore } from '#renderer/store/counter-store.ts';
import { DexieRows } from '#renderer/store/dexie-rows.ts';
import type { RowStore } from '#renderer/store/row-store.ts';
import { openDataKey } from '#shared/keys/data-key.ts';
import { openRowCipher, type RowCipher } from '#shared/keys/row-cipher.ts';
import { MemoryRows } from '#test/simulator/counter/memory-rows.ts';
import { cryptography, realRandom, sampleKeySecret } from './sample-keys.ts';

/** What rows are sealed with in tests: the real cipher of a key that everybody can know. */
export async function sampleRowCipher(id?: number): Promise<RowCipher> {
  const { rows } = await openDataKey(sampleKeySecret(id), cryptography);
  return openRowCipher(rows, cryptography, realRandom);
}

const rowCipher = await sampleRowCipher();

/** A store that can read what it keeps. */
export function unlockedStore(rows: RowStore, cipher = rowCipher): CounterStore {
  const store = new CounterStore(rows);
  store.unlock(cipher);
  return store;
}

/** Somewhere to keep rows, for one test. */
export interface RowBed {
  readonly rows: RowStore;
  /** The same rows for a second program. */
  readonly others: () => RowStore;
  /** From now until the answer is called, commits fail in their middle. */
  readonly breakCommits: () => () => void;
  readonly close: () => void;
}

/** Ends the transaction in the middle, as a browser does whose disk is full. */
function abort(...[, , , transaction]: [object, unknown, unknown, Transaction]): undefined {
  transaction.abort();
}

/** Rows in the IndexedDB that is there. */
export function dexieBed(name: string = crypto.randomUUID()): RowBed {
  const database = new CounterDatabase(name);
  const others: CounterDatabase[] = [];
  const creating = (...[key, row, transaction]: [unknown, unknown, Transaction]) =>
    abort({}, key, row, transaction);
  return {
    rows: new DexieRows(database),
    others: () => {
      const other = new CounterDatabase(name);
      others.push(other);
      return new DexieRows(other);
    },
    breakCommits: () => {
      database.facts.hook('updating', abort);
      database.facts.hook('creating', creating);
      return () => {
        database.facts.hook('updating').unsubscribe(abort);
        database.facts.hook('creating').unsubscribe(creating);
      };
    },
    close: () => {
      for (const one of [database, ...others]) one.close();
    },
  };
}

/** Rows in memory. */
export function memoryBed(): RowBed {
  let isBroken = false;
  const rows = new MemoryRows(async (step) => {
    if (isBroken && step === 'before-commit') throw new Error('planted');
  });
  return {
    rows,
    others: () => rows,
    breakCommits: () => {
      isBroken = true;
      return () => {
        isBroken = false;
      };
    },
    close: () => undefined,
  };
}
