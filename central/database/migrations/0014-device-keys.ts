import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The public keys of devices, and their data keys wrapped for the institution's recovery key. Nothing here opens
 * anything: the private half of a recovery key is never at the centre.
 */
export const deviceKeys: Migration = {
  async up(db) {
    await sql`
      create table if not exists recovery_key (
        institution text collate "C" not null,
        recovery_key text collate "C" not null,
        public_key text not null,
        made_at timestamptz not null,
        primary key (institution, recovery_key)
      )`.execute(db);
    await sql`
      create table if not exists device_key (
        institution text collate "C" not null,
        replica uuid not null,
        public_key text not null,
        key_id bigint,
        recovery_key text collate "C",
        wrap jsonb,
        told_at timestamptz not null,
        primary key (institution, replica)
      )`.execute(db);
  },
};
