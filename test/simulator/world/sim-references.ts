import { createHash } from 'node:crypto';
import type { ReferenceLibrary } from '#central/cases/case-ports.ts';
import { Catalogue } from '#shared/catalogue/public-service.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { Digest } from '#shared/kernel/identifier.ts';
import type { ReferenceKind, ReferenceVersions } from '#shared/protocol/pull.ts';
import type { WorkedBy } from '#shared/protocol/worked-by.ts';
import type { Office } from '#shared/service-level/office.ts';
import { officeCalendarOf } from '#shared/service-level/office-calendar.ts';
import { OfficesFile } from '#shared/service-level/offices-file.ts';
import { WorkingCalendar } from '#shared/service-level/working-calendar.ts';
import { demoTexts } from '#test/support/demo-references.ts';

/** The one service that simulated clerks register. */
const SERVICE = 'e-pakalpojumu-konsultacija';

/** Most offices of a simulated institution. */
export const MOST_OFFICES = 4;

/** The calendar's years; virtual time begins in the first of them. */
const YEARS = ['2026', '2027'];

interface Content {
  readonly catalogue: Json;
  readonly calendar: Json;
  readonly offices: Json;
  readonly roster: Json;
}

/** What every simulated counter works by: the demonstration cut to what a run needs, because each start reads it. */
class SimReferences implements ReferenceLibrary {
  readonly versions: ReferenceVersions;
  readonly offices: readonly Office[];
  readonly #texts: ReadonlyMap<string, string>;
  readonly #workedBy: ReadonlyMap<string, WorkedBy>;

  constructor(content: Content) {
    const kinds = Object.keys(content) as ReferenceKind[];
    const texts = kinds.map((kind) => [kind, canonicalJson(content[kind])] as const);
    const digests = texts.map(([kind, text]) => [kind, digestOfText(text)] as const);
    this.versions = Object.fromEntries(digests) as ReferenceVersions;
    this.#texts = new Map(texts.map(([kind, text]) => [`${kind}/${this.versions[kind]}`, text]));
    const catalogue = Catalogue.parse(content.catalogue);
    const calendar = WorkingCalendar.parse(content.calendar);
    this.offices = OfficesFile.parse(content.offices).offices;
    this.#workedBy = new Map(
      this.offices.map((office) => [
        office.id,
        { catalogue, office, officeCalendar: officeCalendarOf(calendar, office.followsMovedWorkdays) },
      ]),
    );
  }

  /** The content of a version as canonical JSON; `undefined` for one that is not here. */
  findText(kindAndDigest: string): string | undefined {
    return this.#texts.get(kindAndDigest);
  }

  async findWorkedBy(...[named, office]: Parameters<ReferenceLibrary['findWorkedBy']>) {
    const { catalogue, calendar, offices } = this.versions;
    const isHere = named.catalogue === catalogue && named.calendar === calendar && named.offices === offices;
    return isHere ? this.#workedBy.get(office) : undefined;
  }

  async currentVersions(): Promise<ReferenceVersions> {
    return this.versions;
  }
}

export type { SimReferences };

let references: SimReferences | undefined;

/** The same for every run; read once. */
export function simReferences(): SimReferences {
  references ??= new SimReferences(cutDemo());
  return references;
}

function cutDemo(): Content {
  const { catalogue, calendar, offices } = demoTexts();
  const whole = JSON.parse(catalogue);
  const open = JSON.parse(offices);
  const { days, ...rest } = JSON.parse(calendar);
  const near = days.filter(({ date }: { date: string }) => YEARS.some((year) => date.startsWith(year)));
  return {
    catalogue: { ...whole, services: whole.services.filter(({ id }: { id: string }) => id === SERVICE) },
    offices: { ...open, offices: open.offices.slice(0, MOST_OFFICES) },
    calendar: { ...rest, firstYear: Number(YEARS[0]), lastYear: Number(YEARS[1]), days: near },
    roster: { people: [] },
  };
}

function digestOfText(text: string): Digest {
  return Digest.parse(createHash('sha256').update(text).digest('hex'));
}
