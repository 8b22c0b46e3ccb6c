import type { CaseId } from '#shared/kernel/identifier.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import { CaseDirectory } from './case-directory.ts';
import { type CaseCode, caseCode } from './case-names.ts';
import { type QueuePage, type QueueQuery, readQueue } from './queue-query.ts';
import type { RowSealer } from './row-sealer.ts';
import type { RowStore } from './row-store.ts';
import type { QueueRow } from './rows.ts';

/** Looking cases up in the local store. What is found is opened, and nothing else. */
export class CaseLookup {
  readonly #rows: RowStore;
  readonly #sealer: () => Promise<RowSealer>;
  readonly #directory: CaseDirectory;

  /** `sealer` waits until there is a key, and rejects while the store does not open. */
  constructor(rows: RowStore, sealer: () => Promise<RowSealer>) {
    this.#rows = rows;
    this.#sealer = sealer;
    this.#directory = new CaseDirectory(rows);
  }

  findByReference(reference: Reference): Promise<CaseId | undefined> {
    return this.#rows.read(async (rows) => {
      const [row] = await rows.findBy('cases', 'reference', [reference]);
      return row?.caseId;
    });
  }

  /** The cases in which somebody has this code, in whatever spelling (ST53). */
  async findByCode(field: CaseCode['field'], written: string): Promise<readonly QueueRow[]> {
    const sealer = await this.#sealer();
    const hash = await sealer.hashOf(field, caseCode(field, written).value);
    return sealer.openAllShown(await this.#rows.read((rows) => rows.findBy('cases', 'codes', [hash])));
  }

  /** The cases whose applicant has the very same name; accents and the order of its words do not count (ST56). */
  async findNamesakes(applicant: string): Promise<readonly QueueRow[]> {
    const sealer = await this.#sealer();
    const caseIds = (await this.#directory.upToDate(sealer)).namesakes(applicant);
    const stored = await this.#rows.read((rows) => rows.find('cases', caseIds));
    return sealer.openAllShown(stored.filter((row) => row !== undefined));
  }

  /** One page of the queue, from one moment. */
  async readQueue(query: QueueQuery): Promise<QueuePage> {
    const sealer = await this.#sealer();
    const needsNames = query.name !== undefined || query.order === 'applicant';
    const names = needsNames ? await this.#directory.upToDate(sealer) : undefined;
    const { rows: stored, ...page } = await this.#rows.read((rows) => readQueue(rows, query, names));
    return { ...page, rows: await sealer.openAllShown(stored) };
  }

  /** Forgets every name that is in memory; the next search opens them again (ST57). */
  dropNames(): void {
    this.#directory.drop();
  }
}
