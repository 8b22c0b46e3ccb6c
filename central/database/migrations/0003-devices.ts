import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Enrolled counters, one row for each life of a local database, and the station codes, which are never reused. */
export const devices: Migration = {
  async up(db) {
    await sql`
      create table if not exists device (
        institution text collate "C" not null,
        replica uuid not null,
        office text collate "C" not null,
        counter text collate "C",
        station text collate "C" not null,
        token_hash bytea not null,
        enrolled_by text collate "C" not null,
        enrolled_at timestamptz(3) not null,
        revoked_at timestamptz(3),
        last_contact_at timestamptz(3),
        report text,
        primary key (institution, replica),
        unique (institution, station)
      )`.execute(db);
    await sql`
      create unique index if not exists device_by_token on device (institution, token_hash)`.execute(db);
    await sql`
      create table if not exists station_counter (
        institution text collate "C" primary key,
        next_index integer not null
      )`.execute(db);
  },
};
