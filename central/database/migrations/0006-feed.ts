import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What readers of a space have not seen yet: one row for each space and case with its latest number, so the feed does
 * not grow with history. Numbers come from the space's counter row, which is locked until its transaction commits:
 * a reader that saw number 7 can never miss a number 6 that commits later.
 */
export const feed: Migration = {
  async up(db) {
    await sql`
      create table if not exists space_counter (
        institution text collate "C" not null,
        space text collate "C" not null,
        sequence bigint not null,
        primary key (institution, space)
      )`.execute(db);
    await sql`
      create table if not exists feed (
        institution text collate "C" not null,
        space text collate "C" not null,
        case_id uuid not null,
        sequence bigint not null,
        is_gone boolean not null default false,
        primary key (institution, space, case_id)
      )`.execute(db);
    await sql`
      create index if not exists feed_by_sequence
      on feed (institution, space, sequence, case_id)`.execute(db);
  },
};
