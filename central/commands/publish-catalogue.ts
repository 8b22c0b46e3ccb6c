import type { InstitutionDatabase } from '#central/directory/people.ts';
import { bringIntoForce } from '#central/references/bring-into-force.ts';
import { findPublication, recordWaiting } from '#central/references/catalogue-publications.ts';
import { PgReferenceLibrary } from '#central/references/pg-reference-library.ts';
import { readStaffing } from '#central/references/read-staffing.ts';
import {
  findCurrentHash,
  keepContent,
  putVersion,
  type ShelfPorts,
} from '#central/references/reference-shelf.ts';
import { catalogueContent, hashOfCatalogue } from '#shared/catalogue/catalogue-content.ts';
import type { CatalogueFinding } from '#shared/catalogue/catalogue-finding.ts';
import { checkPublishable } from '#shared/catalogue/check-publishable.ts';
import { compareCatalogues } from '#shared/catalogue/compare-catalogues.ts';
import type { ParsedCatalogue } from '#shared/catalogue/parse-catalogue.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { Digest } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Office } from '#shared/service-level/office.ts';
import { changeLines } from './change-lines.ts';

/** What became of a catalogue that was to be published. `lines` say what is different from the version in force. */
export type Published =
  | { readonly outcome: 'refused'; readonly findings: readonly CatalogueFinding[] }
  | { readonly outcome: 'unchanged'; readonly hash: Digest; readonly number: number }
  /** It has been in force, so it cannot be told to come into force on a later day. */
  | { readonly outcome: 'in-force-before'; readonly number: number }
  | {
      readonly outcome: 'published';
      readonly hash: Digest;
      readonly number: number;
      readonly lines: readonly string[];
    };

/**
 * Makes a catalogue without a defect the version in force, now or at `from` (CA46 to CA52), when nothing speaks
 * against it. Nothing is kept of one that is refused.
 */
export async function publishCatalogue(
  database: InstitutionDatabase,
  parsed: ParsedCatalogue,
  from: Instant | undefined,
  ports: ShelfPorts,
): Promise<Published> {
  await bringIntoForce(database, ports);
  const library = new PgReferenceLibrary(database);
  const inForce = await findInForce(database, library);
  const staffing = await readStaffing(database, await officesNow(database, library), ports.clock.now());
  const findings = checkPublishable(parsed, inForce?.catalogue, staffing);
  if (findings.length > 0) return { outcome: 'refused', findings };

  const { document } = parsed;
  const hash = await hashOfCatalogue(document, ports.hash);
  const before = await findPublication(database, hash);
  if (before !== undefined && inForce?.hash === hash) {
    return { outcome: 'unchanged', hash, number: before.number };
  }
  if (from !== undefined && before?.isWaiting === false) {
    return { outcome: 'in-force-before', number: before.number };
  }
  if (from === undefined) await putVersion(database, 'catalogue', catalogueContent(document), ports);
  else await wait(database, { hash, content: catalogueContent(document) }, from, ports);
  const { number = 0 } = (await findPublication(database, hash)) ?? {};
  const lines =
    inForce === undefined ? [] : changeLines(compareCatalogues(inForce.catalogue, parsed.catalogue));
  return { outcome: 'published', hash, number, lines };
}

async function wait(
  { kysely, institution }: InstitutionDatabase,
  version: { readonly hash: Digest; readonly content: string },
  from: Instant,
  { clock }: ShelfPorts,
): Promise<void> {
  await kysely.transaction().execute(async (transaction) => {
    const database = { kysely: transaction, institution };
    await keepContent(database, 'catalogue', version, clock.now());
    await recordWaiting(database, version.hash, from);
  });
}

async function findInForce(
  database: InstitutionDatabase,
  library: PgReferenceLibrary,
): Promise<{ readonly hash: Digest; readonly catalogue: Catalogue } | undefined> {
  const hash = await findCurrentHash(database, 'catalogue');
  const catalogue = hash && (await library.findCatalogue(hash));
  return hash && catalogue && { hash, catalogue };
}

async function officesNow(
  database: InstitutionDatabase,
  library: PgReferenceLibrary,
): Promise<readonly Office[]> {
  const hash = await findCurrentHash(database, 'offices');
  const offices = hash && (await library.findOffices(hash));
  return [...(offices?.values() ?? [])];
}
