import type { ReferenceLibrary } from '#central/cases/case-ports.ts';
import type { InstitutionDatabase } from '#central/directory/people.ts';
import { Catalogue } from '#shared/catalogue/public-service.ts';
import type { Digest } from '#shared/kernel/identifier.ts';
import type { ReferenceKind, ReferenceVersions } from '#shared/protocol/pull.ts';
import type { WorkedBy } from '#shared/protocol/worked-by.ts';
import type { Office, OfficeId } from '#shared/service-level/office.ts';
import { type OfficeCalendar, officeCalendarOf } from '#shared/service-level/office-calendar.ts';
import { OfficesFile } from '#shared/service-level/offices-file.ts';
import { WorkingCalendar } from '#shared/service-level/working-calendar.ts';
import { findContent, readCurrentVersions } from './reference-shelf.ts';

/** A catalogue takes some megabytes once it is read; counters in use name few versions. */
const MOST_KEPT = 16;

/** What an office has to count working days with. */
interface Calendars {
  readonly following: OfficeCalendar;
  readonly notFollowing: OfficeCalendar;
}

/** The versions in the database, read once and kept: what has a digest never changes. */
export class PgReferenceLibrary implements ReferenceLibrary {
  readonly #database: InstitutionDatabase;
  readonly #catalogues = new Map<Digest, Promise<Catalogue | undefined>>();
  readonly #calendars = new Map<Digest, Promise<Calendars | undefined>>();
  readonly #offices = new Map<Digest, Promise<ReadonlyMap<OfficeId, Office> | undefined>>();

  constructor(database: InstitutionDatabase) {
    this.#database = database;
  }

  async findWorkedBy(
    versions: { readonly catalogue: Digest; readonly calendar: Digest; readonly offices: Digest },
    office: OfficeId,
  ): Promise<WorkedBy | undefined> {
    const catalogue = await this.findCatalogue(versions.catalogue);
    const calendars = await this.#findCalendars(versions.calendar);
    const found = (await this.findOffices(versions.offices))?.get(office);
    if (catalogue === undefined || calendars === undefined || found === undefined) return undefined;
    return { catalogue, office: found, officeCalendar: calendarFor(found, calendars) };
  }

  currentVersions(): Promise<ReferenceVersions> {
    return readCurrentVersions(this.#database);
  }

  /** The catalogue of a version, or `undefined`. */
  findCatalogue(hash: Digest): Promise<Catalogue | undefined> {
    return this.#read(this.#catalogues, 'catalogue', hash, (json) => Catalogue.parse(json));
  }

  /** The offices of a version by identifier, in the order of the file, or `undefined`. */
  findOffices(hash: Digest): Promise<ReadonlyMap<OfficeId, Office> | undefined> {
    return this.#read(
      this.#offices,
      'offices',
      hash,
      (json) => new Map(OfficesFile.parse(json).offices.map((office) => [office.id, office])),
    );
  }

  /** For each office that stands in the current file, the calendar it counts by today. */
  async currentOfficeCalendars(): Promise<ReadonlyMap<OfficeId, OfficeCalendar>> {
    const current = await this.currentVersions();
    const offices = await this.findOffices(current.offices);
    const calendars = await this.#findCalendars(current.calendar);
    const found = new Map<OfficeId, OfficeCalendar>();
    if (offices === undefined || calendars === undefined) return found;
    for (const office of offices.values()) found.set(office.id, calendarFor(office, calendars));
    return found;
  }

  #findCalendars(hash: Digest): Promise<Calendars | undefined> {
    return this.#read(this.#calendars, 'calendar', hash, (json) => {
      const calendar = WorkingCalendar.parse(json);
      return {
        following: officeCalendarOf(calendar, true),
        notFollowing: officeCalendarOf(calendar, false),
      };
    });
  }

  /** Reads a version once, also when several ask for it at the same time; what is not there is asked for again. */
  #read<Value>(
    kept: Map<Digest, Promise<Value | undefined>>,
    kind: ReferenceKind,
    hash: Digest,
    parse: (json: unknown) => Value,
  ): Promise<Value | undefined> {
    const known = kept.get(hash);
    if (known !== undefined) return known;
    const reading = findContent(this.#database, kind, hash).then((content) =>
      content === undefined ? undefined : parse(JSON.parse(content)),
    );
    kept.set(hash, reading);
    const forget = (): boolean => kept.delete(hash);
    reading.then((value) => value === undefined && forget(), forget);
    const oldest = kept.size > MOST_KEPT ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    return reading;
  }
}

function calendarFor(office: Office, calendars: Calendars): OfficeCalendar {
  return office.followsMovedWorkdays ? calendars.following : calendars.notFollowing;
}
