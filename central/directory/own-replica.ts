import { ReplicaId } from '#shared/kernel/identifier.ts';
import type { Random } from '#shared/kernel/ports.ts';
import type { InstitutionDatabase } from './people.ts';

/** The replica under which the centre itself makes operations, or `undefined` before it ever did. */
export async function findOwnReplica({
  kysely,
  institution,
}: InstitutionDatabase): Promise<ReplicaId | undefined> {
  const row = await kysely
    .selectFrom('centre_replica')
    .select('replica')
    .where('institution', '=', institution)
    .executeTakeFirst();
  return row?.replica;
}

/** The replica of the centre, made when there is none. Every process of a centre gets the same. */
export async function ensureOwnReplica(database: InstitutionDatabase, random: Random): Promise<ReplicaId> {
  const known = await findOwnReplica(database);
  if (known !== undefined) return known;
  const { kysely, institution } = database;
  const made = ReplicaId.parse(random.uuid());
  await kysely
    .insertInto('centre_replica')
    .values({ institution, replica: made })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await findOwnReplica(database)) ?? made;
}
