import { type Kysely, sql } from 'kysely';

/** The oldest PostgreSQL that has all we use: sets of ranges came with 14. */
const OLDEST_MAJOR = 14;

/** A server that the program cannot use. The message is a sentence for the person who operates it. */
export class UnsuitableServer extends Error {
  override readonly name = 'UnsuitableServer';
}

/** Throws `UnsuitableServer` unless the database can hold what the program stores. */
export async function checkServer<Tables>(kysely: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ readonly version: number; readonly encoding: string }>`
    select current_setting('server_version_num')::int as version,
           current_setting('server_encoding') as encoding`.execute(kysely);
  const [server] = rows;
  const sentence = server === undefined ? undefined : findObjection(server);
  if (sentence !== undefined) throw new UnsuitableServer(sentence);
}

/** What speaks against a server with this version number (`180004`) and encoding, or `undefined`. */
export function findObjection(server: {
  readonly version: number;
  readonly encoding: string;
}): string | undefined {
  const major = Math.floor(server.version / 10_000);
  if (major < OLDEST_MAJOR) {
    return `The database server is PostgreSQL ${major}; the program needs ${OLDEST_MAJOR} or later.`;
  }
  if (server.encoding === 'UTF8') return undefined;
  return `The database is encoded as ${server.encoding}; the program needs one that was made with the encoding UTF8.`;
}
