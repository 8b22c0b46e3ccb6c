import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Every version of catalogue, calendar, offices and roster, immutable under its digest, and which one is current. */
export const referenceVersions: Migration = {
  async up(db) {
    await sql`
      create table if not exists reference_version (
        institution text collate "C" not null,
        kind text collate "C" not null check (kind in ('catalogue', 'calendar', 'offices', 'roster')),
        hash text collate "C" not null,
        content text not null,
        created_at timestamptz(3) not null,
        primary key (institution, kind, hash)
      )`.execute(db);
    await sql`
      create table if not exists reference_current (
        institution text collate "C" not null,
        kind text collate "C" not null,
        hash text collate "C" not null,
        primary key (institution, kind),
        foreign key (institution, kind, hash) references reference_version (institution, kind, hash)
      )`.execute(db);
  },
};
