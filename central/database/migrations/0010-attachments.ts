import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The files that devices announced, each under its identifier, and since when all of a file is durable and checked. The
 * bytes lie in a folder; which case a file belongs to stands on the case.
 */
export const attachments: Migration = {
  async up(db) {
    await sql`
      create table if not exists attachment (
        institution text collate "C" not null,
        attachment_id uuid not null,
        kind text collate "C" not null,
        bytes integer not null,
        sha256 text collate "C" not null,
        replica uuid not null,
        office text collate "C" not null,
        announced_at timestamptz(3) not null,
        stored_at timestamptz(3),
        primary key (institution, attachment_id)
      )`.execute(db);
  },
};
