import { sql } from 'kysely';
import type { InstitutionDatabase } from '#central/directory/people.ts';
import type { Digest } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { CatalogueHistory } from '#shared/protocol/catalogue-history.ts';

/** A version of the catalogue, its number, and from when it is or will be in force. */
export interface Publication {
  readonly number: number;
  readonly hash: Digest;
  readonly inForceFrom: Instant;
  /** It is to come into force yet. */
  readonly isWaiting: boolean;
}

/** CA51: gives the version the next number, unless it has one, and notes that it is in force from `at` on. */
export async function recordInForce(database: InstitutionDatabase, hash: Digest, at: Instant): Promise<void> {
  await insertNext(database, hash, at, false);
  await database.kysely
    .updateTable('catalogue_publication')
    .set((row) => ({
      is_waiting: false,
      in_force_from: row.fn<Instant>('least', ['in_force_from', sql.val(at)]),
    }))
    .where('institution', '=', database.institution)
    .where('hash', '=', hash)
    .where('is_waiting', '=', true)
    .execute();
}

/** CA52: notes that the version is to come into force at `from`; one that waits already waits for that time then. */
export async function recordWaiting(
  database: InstitutionDatabase,
  hash: Digest,
  from: Instant,
): Promise<void> {
  await insertNext(database, hash, from, true);
  await database.kysely
    .updateTable('catalogue_publication')
    .set({ in_force_from: from })
    .where('institution', '=', database.institution)
    .where('hash', '=', hash)
    .where('is_waiting', '=', true)
    .execute();
}

/** The publication of this content, or `undefined` when there was none. */
export async function findPublication(
  database: InstitutionDatabase,
  hash: Digest,
): Promise<Publication | undefined> {
  return (await readPublications(database)).find((publication) => publication.hash === hash);
}

/** Every version by its number, those that wait included. */
export async function readPublications({
  kysely,
  institution,
}: InstitutionDatabase): Promise<readonly Publication[]> {
  const rows = await kysely
    .selectFrom('catalogue_publication')
    .select(['number', 'hash', 'in_force_from', 'is_waiting'])
    .where('institution', '=', institution)
    .orderBy('number')
    .execute();
  return rows.map(({ number, hash, in_force_from, is_waiting }) => ({
    number,
    hash,
    inForceFrom: in_force_from,
    isWaiting: is_waiting,
  }));
}

/** What counters are told of the versions: those that are or were in force. */
export async function readHistory(database: InstitutionDatabase): Promise<CatalogueHistory> {
  const publications = await readPublications(database);
  return {
    versions: publications
      .filter(({ isWaiting }) => !isWaiting)
      .map(({ number, hash, inForceFrom }) => ({ number, hash, since: inForceFrom })),
  };
}

async function insertNext(
  { kysely, institution }: InstitutionDatabase,
  hash: Digest,
  at: Instant,
  isWaiting: boolean,
): Promise<void> {
  await kysely
    .insertInto('catalogue_publication')
    .columns(['institution', 'number', 'hash', 'in_force_from', 'is_waiting'])
    .expression((query) =>
      query
        .selectFrom('catalogue_publication')
        .where('institution', '=', institution)
        .select(({ val, lit }) => [
          sql.val(institution).as('institution'),
          sql<number>`coalesce(max(number), 0) + 1`.as('number'),
          val(hash).as('hash'),
          sql<Instant>`${at}::timestamptz`.as('in_force_from'),
          lit(isWaiting).as('is_waiting'),
        ]),
    )
    .onConflict((conflict) => conflict.columns(['institution', 'hash']).doNothing())
    .execute();
}
