import type { InstitutionDatabase } from '#central/directory/people.ts';
import type { SpaceId } from '#shared/protocol/pull.ts';
import { INSTITUTION_SPACE, makeCurrent, type ShelfPorts } from './reference-shelf.ts';

/**
 * CA52: puts the versions of the catalogue in force whose day has come, in the order of their days. Gives the spaces
 * whose readers have news.
 */
export async function bringIntoForce(
  { kysely, institution }: InstitutionDatabase,
  ports: Pick<ShelfPorts, 'clock'>,
): Promise<readonly SpaceId[]> {
  return kysely.transaction().execute(async (transaction) => {
    const due = await transaction
      .selectFrom('catalogue_publication')
      .select('hash')
      .where('institution', '=', institution)
      .where('is_waiting', '=', true)
      .where('in_force_from', '<=', ports.clock.now())
      .orderBy('in_force_from')
      .orderBy('number')
      .forUpdate()
      .execute();
    for (const { hash } of due) {
      await makeCurrent({ kysely: transaction, institution }, 'catalogue', hash, ports);
    }
    return due.length > 0 ? [INSTITUTION_SPACE] : [];
  });
}
