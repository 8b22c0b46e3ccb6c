import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Exchange by file: the two pairs of the centre, one that files are sealed for and one that signs receipts. They are of
 * the institution, so that a centre that was restored opens the
 * files that were made before.
 */
export const fileExchange: Migration = {
  async up(db) {
    await sql`
      create table if not exists centre_key (
        institution text collate "C" not null,
        purpose text collate "C" not null check (purpose in ('sealing', 'signing')),
        public_key bytea not null,
        private_key bytea not null,
        made_at timestamptz not null,
        primary key (institution, purpose)
      )`.execute(db);
  },
};
