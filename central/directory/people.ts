import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Database } from '#central/database/schema.ts';
import type { PersonId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { Grant, type StaffMember } from '#shared/protocol/session.ts';

/** The tables of one institution. */
export interface InstitutionDatabase {
  readonly kysely: Kysely<Database>;
  readonly institution: string;
}

/** A person with the grants that hold at the time asked for. */
export interface FoundPerson {
  readonly member: StaffMember;
  readonly isDisabled: boolean;
}

/** The person with the identifier, or `undefined`. */
export async function findPerson(
  { kysely, institution }: InstitutionDatabase,
  personId: PersonId,
  at: Instant,
): Promise<FoundPerson | undefined> {
  const person = await kysely
    .selectFrom('person')
    .select(['person_id', 'login', 'name', 'disabled_at'])
    .where('institution', '=', institution)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (person === undefined) return undefined;
  const grants = await kysely
    .selectFrom('person_grant')
    .select(['right_name', 'scope_kind', 'scope_id'])
    .where('institution', '=', institution)
    .where('person_id', '=', personId)
    .where('valid_from', '<=', at)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', at)]))
    .orderBy('right_name')
    .orderBy('scope_kind')
    .orderBy('scope_id')
    .execute();
  return {
    member: {
      id: person.person_id,
      login: person.login,
      name: person.name,
      grants: z.array(Grant).parse(grants.map(grantOf)),
    },
    isDisabled: person.disabled_at !== null,
  };
}

/** The grants of everybody that hold at the time asked for, by person. */
export async function readGrants(
  { kysely, institution }: InstitutionDatabase,
  at: Instant,
): Promise<ReadonlyMap<PersonId, readonly Grant[]>> {
  const rows = await kysely
    .selectFrom('person_grant')
    .select(['person_id', 'right_name', 'scope_kind', 'scope_id'])
    .where('institution', '=', institution)
    .where('valid_from', '<=', at)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', at)]))
    .orderBy('right_name')
    .orderBy('scope_kind')
    .orderBy('scope_id')
    .execute();
  const grants = new Map<PersonId, readonly Grant[]>();
  for (const row of rows) {
    const one = Grant.parse(grantOf(row));
    grants.set(row.person_id, [...(grants.get(row.person_id) ?? []), one]);
  }
  return grants;
}

/** A new member of staff. `passwordHash` is one of `password.ts`; grants hold from `at` on. */
export interface NewPerson {
  readonly member: StaffMember;
  readonly passwordHash: string;
}

/**
 * Adds people with their grants. Throws when an identifier or a login is taken. The roster is to be renewed in the
 * same transaction (`renewRoster`).
 */
export async function addPeople(
  { kysely, institution }: InstitutionDatabase,
  people: readonly NewPerson[],
  at: Instant,
): Promise<void> {
  if (people.length === 0) return;
  await kysely
    .insertInto('person')
    .values(
      people.map(({ member, passwordHash }) => ({
        institution,
        person_id: member.id,
        login: member.login,
        name: member.name,
        password_hash: passwordHash,
        disabled_at: null,
      })),
    )
    .execute();
  const grants = people.flatMap(({ member }) =>
    member.grants.map(({ right, scope }) => ({
      institution,
      person_id: member.id,
      right_name: right,
      scope_kind: scope.kind,
      scope_id: scope.kind === 'office' ? scope.office : scope.kind === 'service' ? scope.service : '',
      valid_from: at,
      valid_to: null,
    })),
  );
  if (grants.length > 0) await kysely.insertInto('person_grant').values(grants).execute();
}

function grantOf(row: { right_name: string; scope_kind: string; scope_id: string }): unknown {
  const { right_name: right, scope_kind: kind, scope_id: id } = row;
  if (kind === 'office') return { right, scope: { kind, office: id } };
  return kind === 'service' ? { right, scope: { kind, service: id } } : { right, scope: { kind } };
}
