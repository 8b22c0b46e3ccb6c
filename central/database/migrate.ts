import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { checkServer } from './check-server.ts';
import type { Connection } from './connect.ts';
import { databaseLife } from './migrations/0001-database-life.ts';
import { people } from './migrations/0002-people.ts';
import { devices } from './migrations/0003-devices.ts';
import { operationInbox } from './migrations/0004-operation-inbox.ts';
import { cases } from './migrations/0005-cases.ts';
import { feed } from './migrations/0006-feed.ts';
import { referenceVersions } from './migrations/0007-reference-versions.ts';
import { cataloguePublications } from './migrations/0008-catalogue-publications.ts';
import { caseClocks } from './migrations/0009-case-clocks.ts';
import { attachments } from './migrations/0010-attachments.ts';
import { mailOutbox } from './migrations/0011-mail-outbox.ts';
import { satisfactionAnswers } from './migrations/0012-satisfaction-answers.ts';

/** Every migration, by the name that the database remembers. Numbered, single-purpose, never edited after a release. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-database-life': databaseLife,
  '0002-people': people,
  '0003-devices': devices,
  '0004-operation-inbox': operationInbox,
  '0005-cases': cases,
  '0006-feed': feed,
  '0007-reference-versions': referenceVersions,
  '0008-catalogue-publications': cataloguePublications,
  '0009-case-clocks': caseClocks,
  '0010-attachments': attachments,
  '0011-mail-outbox': mailOutbox,
  '0012-satisfaction-answers': satisfactionAnswers,
};

/**
 * Brings the database to this version, all in one transaction, and gives the names of what was done. Safe when several
 * processes start at once: one does it, the others wait. Throws when the server is not suitable (`UnsuitableServer`),
 * the database is newer than the program or a step fails; then nothing is changed.
 */
export async function migrate(
  connection: Connection,
  migrations: Readonly<Record<string, Migration>> = MIGRATIONS,
): Promise<readonly string[]> {
  const { kysely, schema } = connection;
  await checkServer(kysely);
  return kysely.transaction().execute(async (transaction) => {
    // Changing a large table, or waiting for another process that does, may take long.
    await sql`set local statement_timeout = 0`.execute(transaction);
    await sql`set local lock_timeout = 0`.execute(transaction);
    // The migrator makes its own tables before it takes its own lock.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`klatiene migrate ${schema}`}, 0))`.execute(
      transaction,
    );
    const migrator = new Migrator({
      db: transaction,
      provider: { getMigrations: async () => ({ ...migrations }) },
      ...(schema === undefined ? {} : { migrationTableSchema: schema }),
    });
    const { error, results } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
    return (results ?? []).map(({ migrationName }) => migrationName);
  });
}
