import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Which numbers of a space were given in one run of the database server. A copy of the database's folder that is put
 * back gives numbers again that were given already; the server was started for that, so they are of another line, and a
 * reader that holds the number of the line that is gone is found out. `line_of`: when the server was started that gave
 * the last number.
 */
export const spaceLines: Migration = {
  async up(db) {
    await sql`
      alter table space_counter
        add column if not exists line uuid,
        add column if not exists line_of timestamptz`.execute(db);
    await sql`
      create table if not exists space_line (
        institution text collate "C" not null,
        space text collate "C" not null,
        line uuid not null,
        from_sequence bigint not null,
        primary key (institution, space, line)
      )`.execute(db);
  },
};
