import type { z } from 'zod';
import { Catalogue } from '#shared/catalogue/public-service.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import type { Digest } from '#shared/kernel/identifier.ts';
import { CatalogueHistory, type CatalogueVersion } from '#shared/protocol/catalogue-history.ts';
import { type ReferenceKind, ReferenceVersions } from '#shared/protocol/pull.ts';
import { Roster } from '#shared/protocol/session.ts';
import type { WorkedBy } from '#shared/protocol/worked-by.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import { type OfficeCalendar, officeCalendarOf } from '#shared/service-level/office-calendar.ts';
import { OfficesFile } from '#shared/service-level/offices-file.ts';
import { WorkingCalendar } from '#shared/service-level/working-calendar.ts';

const CURRENT_FILE = 'reference.json';
const HISTORY_FILE = 'catalogue-versions.json';

/**
 * Catalogues, calendars, offices and the roster, each version under its digest, as files beside the journal: whatever
 * happens to IndexedDB, the counter can go on registering. Versions never change, so what was read once is kept.
 */
export class ReferenceShelf {
  readonly #journal: Pick<JournalPort, 'findSideFile' | 'replaceSideFile'>;
  readonly #parsed = new Map<string, unknown>();
  /** As the file says; read once, because every save asks for it and reading a file takes longer than saving. */
  #current: ReferenceVersions | undefined;
  #history: readonly CatalogueVersion[] | undefined;

  constructor(journal: Pick<JournalPort, 'findSideFile' | 'replaceSideFile'>) {
    this.#journal = journal;
  }

  /** The versions in force as last heard, or `undefined` on a device that has never had any. */
  async findCurrent(): Promise<ReferenceVersions | undefined> {
    if (this.#current !== undefined) return this.#current;
    const text = await this.#journal.findSideFile(CURRENT_FILE);
    if (text !== undefined) this.#current ??= ReferenceVersions.parse(JSON.parse(text));
    return this.#current;
  }

  async setCurrent(versions: ReferenceVersions): Promise<void> {
    await this.#journal.replaceSideFile(CURRENT_FILE, JSON.stringify(versions));
    this.#current = versions;
  }

  /** The versions of the catalogue by number as last heard; none on a device that has not heard of them. */
  async findHistory(): Promise<readonly CatalogueVersion[]> {
    if (this.#history !== undefined) return this.#history;
    const text = await this.#journal.findSideFile(HISTORY_FILE);
    this.#history ??=
      text === undefined ? [] : (CatalogueHistory.safeParse(JSON.parse(text)).data?.versions ?? []);
    return this.#history;
  }

  async setHistory(history: CatalogueHistory): Promise<void> {
    await this.#journal.replaceSideFile(HISTORY_FILE, JSON.stringify(history));
    this.#history = history.versions;
  }

  async has(kind: ReferenceKind, digest: Digest): Promise<boolean> {
    return (await this.#journal.findSideFile(fileName(kind, digest))) !== undefined;
  }

  /** Puts a version on the shelf. The caller has checked that `text` has this digest. */
  async put(kind: ReferenceKind, digest: Digest, text: string): Promise<void> {
    await this.#journal.replaceSideFile(fileName(kind, digest), text);
  }

  findCatalogue(digest: Digest): Promise<Catalogue | undefined> {
    return this.#find('catalogue', digest, Catalogue);
  }

  findCalendar(digest: Digest): Promise<WorkingCalendar | undefined> {
    return this.#find('calendar', digest, WorkingCalendar);
  }

  findOffices(digest: Digest): Promise<OfficesFile | undefined> {
    return this.#find('offices', digest, OfficesFile);
  }

  findRoster(digest: Digest): Promise<Roster | undefined> {
    return this.#find('roster', digest, Roster);
  }

  /** The versions that an operation names, or `undefined` when one of them is not here. */
  async findWorkedBy(
    versions: { readonly catalogue: Digest; readonly calendar: Digest; readonly offices: Digest },
    officeId: OfficeId,
  ): Promise<WorkedBy | undefined> {
    const catalogue = await this.findCatalogue(versions.catalogue);
    const offices = await this.findOffices(versions.offices);
    const office = offices?.offices.find((candidate) => candidate.id === officeId);
    if (catalogue === undefined || office === undefined) return undefined;
    const officeCalendar = await this.#findOfficeCalendar(versions.calendar, office.followsMovedWorkdays);
    return officeCalendar === undefined ? undefined : { catalogue, office, officeCalendar };
  }

  async #findOfficeCalendar(
    digest: Digest,
    followsMovedWorkdays: boolean,
  ): Promise<OfficeCalendar | undefined> {
    const key = `office-calendar ${digest} ${followsMovedWorkdays}`;
    const known = this.#parsed.get(key) as OfficeCalendar | undefined;
    if (known !== undefined) return known;
    const calendar = await this.findCalendar(digest);
    if (calendar === undefined) return undefined;
    const built = officeCalendarOf(calendar, followsMovedWorkdays);
    this.#parsed.set(key, built);
    return built;
  }

  /** A version that another program wrote and this one cannot read counts as one that is not here. */
  async #find<Value>(
    kind: ReferenceKind,
    digest: Digest,
    schema: z.ZodType<Value>,
  ): Promise<Value | undefined> {
    const name = fileName(kind, digest);
    const known = this.#parsed.get(name) as Value | undefined;
    if (known !== undefined) return known;
    const text = await this.#journal.findSideFile(name);
    if (text === undefined) return undefined;
    const value = schema.safeParse(JSON.parse(text)).data;
    this.#parsed.set(name, value);
    return value;
  }
}

function fileName(kind: ReferenceKind, digest: Digest): string {
  return `${kind}-${digest}.json`;
}
