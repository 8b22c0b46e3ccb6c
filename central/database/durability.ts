import { sql } from 'kysely';
import type { Connection } from './connect.ts';

/** Where an operation is once it was acknowledged: on disk, or only in a memory that a power cut empties. */
export type Durability = 'disk' | 'memory';

/**
 * What this server's settings promise of a commit. `fsync` off never reaches the disk, `synchronous_commit` off or
 * `local` below a standby's does later, and without `full_page_writes` a torn page cannot be repaired.
 */
export async function readDurability(connection: Connection): Promise<Durability> {
  const { rows } = await sql<{ fsync: string; commit: string; pages: string }>`
    select current_setting('fsync') as fsync,
           current_setting('synchronous_commit') as commit,
           current_setting('full_page_writes') as pages`.execute(connection.kysely);
  const [settings] = rows;
  return settings !== undefined && durabilityOf(settings) ? 'disk' : 'memory';
}

function durabilityOf(settings: { readonly fsync: string; readonly commit: string; readonly pages: string }) {
  return settings.fsync === 'on' && settings.commit !== 'off' && settings.pages === 'on';
}
