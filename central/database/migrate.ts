import { sql, type Transaction } from 'kysely';
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
import { spaceLines } from './migrations/0013-space-lines.ts';
import { deviceKeys } from './migrations/0014-device-keys.ts';
import { fileExchange } from './migrations/0015-file-exchange.ts';
import type { Database } from './schema.ts';

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
  '0013-space-lines': spaceLines,
  '0014-device-keys': deviceKeys,
  '0015-file-exchange': fileExchange,
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
    await lockMigrations(transaction, schema);
    return migrateWithin(transaction, schema, { migrations });
  });
}

/** Waits until no other process changes the schema, and keeps them from it until the transaction ends. */
export async function lockMigrations(
  transaction: Transaction<Database>,
  schema: string | undefined,
): Promise<void> {
  // Changing a large table, or waiting for another process that does, may take long.
  await sql`set local statement_timeout = 0`.execute(transaction);
  await sql`set local lock_timeout = 0`.execute(transaction);
  // The migrator makes its own tables before it takes its own lock.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`klatiene migrate ${schema}`}, 0))`.execute(
    transaction,
  );
}

/** Does the steps that are not done yet, up to `target` or all of them, in a transaction that has the lock. */
export async function migrateWithin(
  transaction: Transaction<Database>,
  schema: string | undefined,
  options: {
    readonly migrations?: Readonly<Record<string, Migration>>;
    readonly target?: string;
  } = {},
): Promise<readonly string[]> {
  const { migrations = MIGRATIONS, target } = options;
  // Without its name the migrator would take tables of its own in another schema for these.
  const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(transaction);
  const own = schema ?? rows[0]?.name;
  const migrator = new Migrator({
    db: transaction,
    provider: { getMigrations: async () => ({ ...migrations }) },
    ...(own === undefined ? {} : { migrationTableSchema: own }),
  });
  const { error, results } =
    target === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(target);
  if (error !== undefined) throw error;
  return (results ?? []).map(({ migrationName }) => migrationName);
}
