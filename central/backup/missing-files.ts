import type { Kysely } from 'kysely';
import type { AttachmentFolder } from '#central/attachments/attachment-folder.ts';
import type { Database } from '#central/database/schema.ts';

/**
 * Files of cases that the database calls stored and that do not lie in the folder count as not arrived, so that
 * counters which still hold them bring them again (BK11). Gives how many there are of both.
 */
export async function noteMissingFiles(
  kysely: Kysely<Database>,
  folder: AttachmentFolder,
): Promise<{ readonly files: number; readonly missing: number }> {
  const stored = await kysely
    .selectFrom('attachment')
    .select(['institution', 'attachment_id'])
    .where('stored_at', 'is not', null)
    .execute();
  let missing = 0;
  for (const { institution, attachment_id } of stored) {
    if (await folder.isWhole(attachment_id)) continue;
    missing += 1;
    await kysely
      .updateTable('attachment')
      .set({ stored_at: null })
      .where('institution', '=', institution)
      .where('attachment_id', '=', attachment_id)
      .execute();
  }
  return { files: stored.length, missing };
}
