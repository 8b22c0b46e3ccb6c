import type { RowStore } from '#renderer/store/row-store.ts';
import type { RowTables, TableName } from '#renderer/store/row-tables.ts';
import type { SeededRandom } from '#test/support/seeded-random.ts';
import type { Life } from '../kernel/life.ts';
import type { CrashPoints } from './crash-points.ts';
import { MemoryRows } from './memory-rows.ts';

/** So many commits may not have reached the disk when the power goes. */
const MOST_BEHIND = 6;

/** The store of one computer: it can be emptied, fall behind what it had told, and refuse to open. */
export class SimRows {
  #rows = new MemoryRows();
  /** What it was before each of the last commits, the oldest first. */
  #before: MemoryRows[] = [];
  /** While this is set, nothing of it can be read or written. */
  isBroken = false;

  /** The port of one start of the program. */
  handle(life: Life, points: CrashPoints): RowStore {
    const own = this.#rows;
    const step = <Value>(label: string, work: () => Promise<Value>): Promise<Value> =>
      points.step(life, label, () => {
        if (this.isBroken) throw new Error('the store does not open');
        return work();
      });
    return {
      read: (work) => step('store.read', () => own.read(work)),
      commit: (commit) =>
        step('store.commit', async () => {
          const before = own.fork();
          const isDone = await own.commit(commit);
          if (isDone) this.#before = [...this.#before, before].slice(-MOST_BEHIND);
          return isDone;
        }),
      onChange: (listener) =>
        own.onChange((tables) => {
          void life.turn('store changed').then(() => listener(tables));
        }),
      reopen: () => own.reopen(),
    };
  }

  /** Every row of a table, as the next start of the program would find it. */
  rowsOf<Table extends TableName>(table: Table): readonly RowTables[Table][] {
    return this.#rows.rowsOf(table);
  }

  /** What was committed last is not there, as after a power cut; false when there is nothing to fall back to. */
  fallBack(random: SeededRandom): boolean {
    if (this.#before.length === 0) return false;
    this.#rows = random.pick(this.#before);
    this.#before = [];
    return true;
  }

  /** Everything is gone. Whoever has it open keeps what was there, as with a file that was deleted. */
  empty(): void {
    this.#rows = new MemoryRows();
    this.#before = [];
  }

  copy(): SimRows {
    const copy = new SimRows();
    copy.#rows = this.#rows.fork();
    return copy;
  }
}
