import type { Kysely } from 'kysely';
import type { Database } from '#central/database/schema.ts';
import type { InstitutionDatabase } from '#central/directory/people.ts';
import { readGrants } from '#central/directory/people.ts';
import { StaffRole } from '#shared/case/staff-role.ts';
import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import { toHex } from '#shared/kernel/hex.ts';
import type { Digest } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Clock, Hash } from '#shared/kernel/ports.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';
import type { ReferenceKind, ReferenceVersions, SpaceId } from '#shared/protocol/pull.ts';
import type { Roster } from '#shared/protocol/session.ts';
import { recordInForce } from './catalogue-publications.ts';

/** The space whose number moves whenever another version of anything becomes current. */
export const INSTITUTION_SPACE = 'institution' as SpaceId;

/** The versions of what counters work by, each immutable under the SHA-256 of its content. */
export interface ShelfPorts {
  readonly clock: Clock;
  readonly hash: Hash;
}

/** What became of a version that was put on the shelf. */
export interface PutVersion {
  readonly hash: Digest;
  /** `unchanged`: it was the current version already. */
  readonly outcome: 'imported' | 'unchanged';
}

/** The content of a version, or `undefined` when the centre does not have it. */
export async function findContent(
  { kysely, institution }: InstitutionDatabase,
  kind: ReferenceKind,
  hash: Digest,
): Promise<string | undefined> {
  const row = await kysely
    .selectFrom('reference_version')
    .select('content')
    .where('institution', '=', institution)
    .where('kind', '=', kind)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row?.content;
}

/** The versions that hold now. A centre without them was not set up, which is a defect. */
export async function readCurrentVersions({
  kysely,
  institution,
}: InstitutionDatabase): Promise<ReferenceVersions> {
  const rows = await kysely
    .selectFrom('reference_current')
    .select(['kind', 'hash'])
    .where('institution', '=', institution)
    .execute();
  const hashOf = (kind: ReferenceKind): Digest => {
    const row = rows.find((candidate) => candidate.kind === kind);
    invariant(row !== undefined, `the centre has no current ${kind}`);
    return row.hash;
  };
  return {
    catalogue: hashOf('catalogue'),
    calendar: hashOf('calendar'),
    offices: hashOf('offices'),
    roster: hashOf('roster'),
  };
}

/** The version of this kind that holds, or `undefined` when none was ever put on the shelf. */
export async function findCurrentHash(
  { kysely, institution }: InstitutionDatabase,
  kind: ReferenceKind,
): Promise<Digest | undefined> {
  const row = await kysely
    .selectFrom('reference_current')
    .select('hash')
    .where('institution', '=', institution)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row?.hash;
}

/**
 * Keeps `content` (canonical JSON) and makes it current, in one transaction. The same content is one version, however
 * often it comes; when another one becomes current the institution's space moves on.
 */
export async function putVersion(
  database: InstitutionDatabase,
  kind: ReferenceKind,
  content: string,
  ports: ShelfPorts,
): Promise<PutVersion> {
  const hash = toHex(await ports.hash.sha256(encodeUtf8(content))) as Digest;
  return database.kysely.isTransaction
    ? write(database, kind, { hash, content }, ports)
    : database.kysely
        .transaction()
        .execute((kysely) => write({ ...database, kysely }, kind, { hash, content }, ports));
}

/** Makes the roster anew from the people who are there. To be called in the transaction that changes people. */
export async function renewRoster(database: InstitutionDatabase, ports: ShelfPorts): Promise<PutVersion> {
  const people = await database.kysely
    .selectFrom('person')
    .select(['person_id as id', 'name'])
    .where('institution', '=', database.institution)
    .orderBy('person_id')
    .execute();
  const grants = await readGrants(database, ports.clock.now());
  const roster: Roster = {
    people: people.map((person) => ({
      ...person,
      roles: (grants.get(person.id) ?? []).flatMap(({ right, scope }) => {
        const role = StaffRole.safeParse(right);
        return role.success ? [{ role: role.data, scope }] : [];
      }),
    })),
  };
  return putVersion(database, 'roster', canonicalJson(roster), ports);
}

async function write(
  { kysely, institution }: InstitutionDatabase,
  kind: ReferenceKind,
  { hash, content }: { readonly hash: Digest; readonly content: string },
  { clock }: ShelfPorts,
): Promise<PutVersion> {
  await keepContent({ kysely, institution }, kind, { hash, content }, clock.now());
  return makeCurrent({ kysely, institution }, kind, hash, { clock });
}

/** Keeps a content under its digest without making it current. */
export async function keepContent(
  { kysely, institution }: InstitutionDatabase,
  kind: ReferenceKind,
  { hash, content }: { readonly hash: Digest; readonly content: string },
  at: Instant,
): Promise<void> {
  await kysely
    .insertInto('reference_version')
    .values({ institution, kind, hash, content, created_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Makes a version that is on the shelf the current one. To be called in a transaction. */
export async function makeCurrent(
  { kysely, institution }: InstitutionDatabase,
  kind: ReferenceKind,
  hash: Digest,
  { clock }: Pick<ShelfPorts, 'clock'>,
): Promise<PutVersion> {
  const current = await kysely
    .selectFrom('reference_current')
    .select('hash')
    .where('institution', '=', institution)
    .where('kind', '=', kind)
    .forUpdate()
    .executeTakeFirst();
  if (kind === 'catalogue') await recordInForce({ kysely, institution }, hash, clock.now());
  if (current?.hash === hash) return { hash, outcome: 'unchanged' };
  await kysely
    .insertInto('reference_current')
    .values({ institution, kind, hash })
    .onConflict((conflict) => conflict.columns(['institution', 'kind']).doUpdateSet({ hash }))
    .execute();
  await advanceInstitutionSpace(kysely, institution);
  return { hash, outcome: 'imported' };
}

async function advanceInstitutionSpace(kysely: Kysely<Database>, institution: string): Promise<void> {
  await kysely
    .insertInto('space_counter')
    .values({ institution, space: INSTITUTION_SPACE, sequence: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['institution', 'space'])
        .doUpdateSet((row) => ({ sequence: row('space_counter.sequence', '+', 1) })),
    )
    .execute();
}
