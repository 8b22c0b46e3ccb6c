import { readFile } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import type { Database } from '#central/database/schema.ts';
import { hashPassword, NO_PASSWORD } from '#central/directory/password.ts';
import { addPeople } from '#central/directory/people.ts';
import { findCurrentHash, putVersion, renewRoster } from '#central/references/reference-shelf.ts';
import { catalogueContent } from '#shared/catalogue/catalogue-content.ts';
import { parseCatalogue } from '#shared/catalogue/parse-catalogue.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Clock, Hash, Random } from '#shared/kernel/ports.ts';
import { parseHolidayCsv } from '#shared/service-level/calendar-file.ts';
import { type OfficesFile, parseOfficesFile } from '#shared/service-level/offices-file.ts';
import {
  DEMO_ACCOUNTS,
  DEMO_INSTITUTION,
  DEMO_INSTITUTION_NAME,
  DEMO_PASSWORD,
  demoClerks,
} from './demo-accounts.ts';

/** What the demonstration works by, each as the canonical content that is stored. */
interface DemoReferences {
  readonly catalogue: string;
  readonly calendar: string;
  readonly offices: string;
  readonly officesFile: OfficesFile;
}

/** Reads the demonstration's catalogue, calendar and offices, which lie beside this file. */
async function readDemoReferences(): Promise<DemoReferences> {
  const read = (name: string): Promise<string> => readFile(new URL(name, import.meta.url), 'utf8');
  const catalogue = parseCatalogue(await read('catalogue.json'));
  const calendar = parseHolidayCsv(await read('holidays-lv.csv'));
  const offices = parseOfficesFile(await read('offices.json'));
  invariant(catalogue.ok && calendar.ok && offices.ok, 'the demonstration files are without a fault');
  return {
    catalogue: catalogueContent(catalogue.value.document),
    calendar: canonicalJson(calendar.value as unknown as Json),
    offices: canonicalJson(offices.value as unknown as Json),
    officesFile: offices.value,
  };
}

/** What loading needs of the world. */
export interface DemoPorts {
  readonly clock: Clock;
  readonly hash: Hash;
  readonly random: Random;
}

/**
 * Fills a database that knows nobody yet with the demonstration: the institution, the accounts, and what counters work
 * by as far as it is not there already. Does nothing, and says `present`, when there are people. All in one transaction.
 */
export async function loadDemoData(
  kysely: Kysely<Database>,
  ports: DemoPorts,
): Promise<'loaded' | 'present'> {
  const references = await readDemoReferences();
  const accounts = await Promise.all(
    DEMO_ACCOUNTS.map(async ({ member }) => ({
      member,
      passwordHash: await hashPassword(DEMO_PASSWORD, ports.random),
    })),
  );
  const clerks = demoClerks(references.officesFile.offices).map((member) => ({
    member,
    passwordHash: NO_PASSWORD,
  }));
  return kysely.transaction().execute(async (transaction) => {
    const somebody = await transaction.selectFrom('person').select('person_id').limit(1).executeTakeFirst();
    if (somebody !== undefined) return 'present';
    const institution = await ensureInstitution(transaction);
    const database = { kysely: transaction, institution };
    for (const kind of ['catalogue', 'calendar', 'offices'] as const) {
      if ((await findCurrentHash(database, kind)) === undefined)
        await putVersion(database, kind, references[kind], ports);
    }
    await addPeople(database, [...accounts, ...clerks], ports.clock.now());
    await renewRoster(database, ports);
    return 'loaded';
  });
}

/** The institution that this database is of, or `undefined` when it is empty. */
async function findInstitution(kysely: Kysely<Database>): Promise<string | undefined> {
  const row = await kysely
    .selectFrom('institution')
    .select('institution')
    .orderBy('institution')
    .executeTakeFirst();
  return row?.institution;
}

/** The institution that this database is of; an empty one becomes that of the demonstration. */
export async function ensureInstitution(kysely: Kysely<Database>): Promise<string> {
  const known = await findInstitution(kysely);
  if (known !== undefined) return known;
  await kysely
    .insertInto('institution')
    .values({
      institution: DEMO_INSTITUTION,
      name_lv: DEMO_INSTITUTION_NAME.lv,
      name_en: DEMO_INSTITUTION_NAME.en,
    })
    .execute();
  return DEMO_INSTITUTION;
}
