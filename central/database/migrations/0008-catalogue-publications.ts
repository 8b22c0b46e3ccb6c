import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The numbers of the versions of the catalogue, and since when each is in force. What is `is_waiting` comes into force
 * at that time. The versions that a centre has already are numbered in the order in which they came.
 */
export const cataloguePublications: Migration = {
  async up(db) {
    await sql`
      create table if not exists catalogue_publication (
        institution text collate "C" not null,
        number integer not null check (number > 0),
        hash text collate "C" not null,
        in_force_from timestamptz(3) not null,
        is_waiting boolean not null default false,
        primary key (institution, number),
        unique (institution, hash)
      )`.execute(db);
    await sql`
      insert into catalogue_publication (institution, number, hash, in_force_from)
      select institution, row_number() over (partition by institution order by created_at, hash), hash, created_at
      from reference_version
      where kind = 'catalogue' and not exists (select from catalogue_publication)`.execute(db);
  },
};
