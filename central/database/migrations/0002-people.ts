import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Institutions, their staff, and what each member of staff may do where and when. Identifiers sort by code point, so
 * that their order does not depend on the server's language; names sort by the database's.
 */
export const people: Migration = {
  async up(db) {
    await sql`
      create table if not exists institution (
        institution text collate "C" primary key,
        name_lv text not null,
        name_en text not null
      )`.execute(db);
    await sql`
      create table if not exists person (
        institution text collate "C" not null,
        person_id text collate "C" not null,
        login text collate "C" not null,
        name text not null,
        password_hash text collate "C" not null,
        disabled_at timestamptz(3),
        primary key (institution, person_id),
        unique (institution, login)
      )`.execute(db);
    // A scope without an identifier (the whole institution) has an empty one, because a key holds no null.
    await sql`
      create table if not exists person_grant (
        institution text collate "C" not null,
        person_id text collate "C" not null,
        right_name text collate "C" not null,
        scope_kind text collate "C" not null check (scope_kind in ('institution', 'service', 'office')),
        scope_id text collate "C" not null default '',
        valid_from timestamptz(3) not null,
        valid_to timestamptz(3),
        primary key (institution, person_id, right_name, scope_kind, scope_id, valid_from),
        foreign key (institution, person_id) references person (institution, person_id),
        check ((scope_kind = 'institution') = (scope_id = ''))
      )`.execute(db);
    await sql`
      create table if not exists session_token (
        institution text collate "C" not null,
        token_hash bytea not null,
        person_id text collate "C" not null,
        created_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        primary key (institution, token_hash),
        foreign key (institution, person_id) references person (institution, person_id)
      )`.execute(db);
    await sql`
      create index if not exists session_token_by_expiry
      on session_token (institution, expires_at)`.execute(db);
  },
};
