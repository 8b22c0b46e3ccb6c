import { sql } from 'kysely';
import type { Connection } from './connect.ts';

/** Where an operation is once it was acknowledged: on disk, or only in a memory that a power cut empties. */
export type Durability = 'disk' | 'memory';

/**
 * What this server's settings promise of a commit. Without `fsync` it is never forced to the disk, with
 * `synchronous_commit` off only later, and without `full_page_writes` a page that was torn by a power cut is lost.
 */
export async function readDurability(connection: Connection): Promise<Durability> {
  const { rows } = await sql<{ readonly is_durable: boolean }>`
    select current_setting('fsync') = 'on'
       and current_setting('synchronous_commit') <> 'off'
       and current_setting('full_page_writes') = 'on' as is_durable`.execute(connection.kysely);
  return rows[0]?.is_durable === true ? 'disk' : 'memory';
}
