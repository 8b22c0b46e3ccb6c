import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ReferenceLibrary } from '#central/cases/case-ports.ts';
import { parseCatalogue } from '#shared/catalogue/parse-catalogue.ts';
import { Catalogue } from '#shared/catalogue/public-service.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { Digest } from '#shared/kernel/identifier.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import type { CatalogueHistory } from '#shared/protocol/catalogue-history.ts';
import type { ReferenceKind, ReferenceVersions } from '#shared/protocol/pull.ts';
import type { WorkedBy } from '#shared/protocol/worked-by.ts';
import { parseHolidayCsv } from '#shared/service-level/calendar-file.ts';
import type { Office, OfficeId } from '#shared/service-level/office.ts';
import { officeCalendarOf } from '#shared/service-level/office-calendar.ts';
import { parseOfficesFile } from '#shared/service-level/offices-file.ts';

/** The one service of the simulated catalogue: reading a whole one at every start would cost most of a run. */
const SERVICE = 'e-pakalpojumu-konsultacija';

const SINCE = instantOf(Date.UTC(2026, 0, 1));

/** What counters and centre of every simulated world work by: the demonstration, with one service. */
export interface SimulatedReferences extends ReferenceLibrary {
  readonly versions: ReferenceVersions;
  readonly history: CatalogueHistory;
  /** The content of a version as canonical JSON. */
  findContent(kind: ReferenceKind, hash: string): string | undefined;
  findOffice(office: OfficeId): Office | undefined;
}

let made: SimulatedReferences | undefined;

/** The same for all worlds of a process; made at the first call. */
export function simulatedReferences(): SimulatedReferences {
  made ??= makeReferences();
  return made;
}

function makeReferences(): SimulatedReferences {
  const whole = parseCatalogue(read('catalogue.json'));
  const calendar = parseHolidayCsv(read('holidays-lv.csv'));
  const offices = parseOfficesFile(read('offices.json'));
  if (!whole.ok || !calendar.ok || !offices.ok) throw new Error('the demonstration cannot be read');
  const services = whole.value.catalogue.services.filter(({ id }) => id === SERVICE);
  const catalogue = Catalogue.parse({ ...whole.value.catalogue, services });
  const contents = {
    catalogue: canonicalJson(catalogue as unknown as Json),
    calendar: canonicalJson(calendar.value as unknown as Json),
    offices: canonicalJson(offices.value as unknown as Json),
    roster: canonicalJson({ people: [] }),
  };
  const versions: ReferenceVersions = {
    catalogue: digestOf(contents.catalogue),
    calendar: digestOf(contents.calendar),
    offices: digestOf(contents.offices),
    roster: digestOf(contents.roster),
  };
  const workedBy = new Map<OfficeId, WorkedBy>(
    offices.value.offices.map((office) => [
      office.id,
      { catalogue, office, officeCalendar: officeCalendarOf(calendar.value, office.followsMovedWorkdays) },
    ]),
  );
  return {
    versions,
    history: { versions: [{ number: 1, hash: versions.catalogue, since: SINCE }] },
    findContent: (kind, hash) => (versions[kind] === hash ? contents[kind] : undefined),
    findOffice: (office) => workedBy.get(office)?.office,
    findWorkedBy: async (named, office) =>
      named.catalogue === versions.catalogue &&
      named.calendar === versions.calendar &&
      named.offices === versions.offices
        ? workedBy.get(office)
        : undefined,
    currentVersions: async () => versions,
  };
}

function read(name: string): string {
  return readFileSync(new URL(`../../../central/demo/${name}`, import.meta.url), 'utf8');
}

function digestOf(text: string): Digest {
  return Digest.parse(createHash('sha256').update(text, 'utf8').digest('hex'));
}
