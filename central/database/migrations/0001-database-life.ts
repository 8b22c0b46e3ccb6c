import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The life of this database: a random name, made once. A copy restored from a backup keeps it; a new database has
 * another one, and counters begin anew.
 */
export const databaseLife: Migration = {
  async up(db) {
    await sql`
      create table if not exists database_life (
        only_row boolean primary key default true check (only_row),
        epoch text collate "C" not null,
        created_at timestamptz(3) not null
      )`.execute(db);
    await sql`
      insert into database_life (epoch, created_at)
      values (gen_random_uuid()::text, now())
      on conflict do nothing`.execute(db);
  },
};
