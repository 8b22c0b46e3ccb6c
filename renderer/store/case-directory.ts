import { NameDirectory } from './name-directory.ts';
import type { RowSealer } from './row-sealer.ts';
import type { RowStore } from './row-store.ts';

/** Keeps the directory of names up to the blocks that the store holds, and lets it go when nobody may look. */
export class CaseDirectory {
  readonly #rows: RowStore;
  #names = new NameDirectory();
  /** The last change of a block that is in the directory. */
  #seen = 0;
  #running: Promise<void> | undefined;

  constructor(rows: RowStore) {
    this.#rows = rows;
  }

  /** The directory with everything that the store held at the time of the call. */
  async upToDate(sealer: RowSealer): Promise<NameDirectory> {
    // What runs already may have read before the call.
    await this.#running?.catch(() => undefined);
    this.#running ??= this.#refresh(sealer).finally(() => {
      this.#running = undefined;
    });
    await this.#running;
    return this.#names;
  }

  /** Forgets every name. */
  drop(): void {
    this.#names = new NameDirectory();
    this.#seen = 0;
  }

  async #refresh(sealer: RowSealer): Promise<void> {
    const names = this.#names;
    const { changes, blocks } = await this.#rows.read(async (rows) => {
      const [fact] = await rows.find('facts', ['name-changes']);
      const count = Number(fact?.value ?? 0);
      // A store that counts anew is another one.
      const from = count < this.#seen ? 0 : this.#seen + 1;
      return { changes: count, blocks: await rows.slice({ table: 'names', order: 'changed', from }) };
    });
    const opened = await Promise.all(blocks.map((block) => sealer.openNames(block)));
    for (const [place, { block }] of blocks.entries()) names.putBlock(block, opened[place] ?? []);
    if (blocks.length > 0) names.settle();
    // Whoever dropped the names meanwhile does not get them back.
    if (names === this.#names) this.#seen = changes;
  }
}
