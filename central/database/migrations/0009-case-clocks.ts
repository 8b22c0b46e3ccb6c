import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Beside the due date, whether the clock of a case runs, and why not. What is due at once gets the end of the local day
 * on which its clock began, or last went on, to run: the due date of the queue is what the case is held to.
 */
export const caseClocks: Migration = {
  async up(db) {
    await sql`
      alter table service_case add column if not exists clock text collate "C" not null default 'running'
        check (clock in ('running', 'paused', 'not-started', 'met'))`.execute(db);
    await sql`
      update service_case set clock = case state::jsonb #>> '{deadline,kind}'
        when 'waits-for-complete-request' then 'not-started'
        else state::jsonb #>> '{deadline,kind}' end
      where due_at is null and clock = 'running'`.execute(db);
    await sql`
      update service_case set due_at = (date_trunc('day', coalesce(
          state::jsonb #>> '{clock,pauses,-1,resumedAt}', state::jsonb #>> '{clock,startedAt}'
        )::timestamptz at time zone 'Europe/Riga') + interval '1 day') at time zone 'Europe/Riga'
      where due_at is not null
        and state::jsonb #>> '{deadline,due,dueAt}' = state::jsonb #>> '{clock,startedAt}'`.execute(db);
  },
};
