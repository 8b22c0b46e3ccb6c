import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What recipients said of a service, apart from cases: nothing in a row leads to a case, a person, a counter or an
 * instant (`docs/satisfaction.md`). The random token makes an answer that comes again count once.
 */
export const satisfactionAnswers: Migration = {
  async up(db) {
    await sql`
      create table if not exists satisfaction_answer (
        institution text collate "C" not null,
        token text collate "C" not null,
        office text collate "C" not null,
        service text collate "C" not null,
        week text collate "C" not null,
        lowest integer not null,
        highest integer not null,
        score integer not null,
        need_met text collate "C" check (need_met in ('yes', 'partly', 'no')),
        primary key (institution, token),
        check (lowest <= score and score <= highest)
      )`.execute(db);
  },
};
