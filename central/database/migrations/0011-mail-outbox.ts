import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The e-mails that the centre was asked to send, one for each operation that asked, written with its events. Nothing of
 * a person is in a row: address and text are of the case as it was at `version`. `next_at` is when somebody may take it
 * up; whoever does sets it ahead, so that a process that dies gives it back by time. `report_op_id` is the operation by
 * which the centre tells the case what became of it; the row is done when that was taken in. `centre_replica` is the
 * replica whose chain those operations make.
 */
export const mailOutbox: Migration = {
  async up(db) {
    await sql`
      create table if not exists mail_outbox (
        institution text collate "C" not null,
        op_id uuid not null,
        case_id uuid not null,
        version integer not null,
        report_op_id uuid not null,
        asked_at timestamptz(3) not null,
        next_at timestamptz(3) not null,
        attempts integer not null default 0,
        last_failure text collate "C",
        outcome text collate "C" check (outcome in ('sent', 'failed')),
        ended_at timestamptz(3),
        reply integer,
        message_id text collate "C",
        reason text collate "C",
        reported_at timestamptz(3),
        primary key (institution, op_id)
      )`.execute(db);
    await sql`
      create index if not exists mail_outbox_due
      on mail_outbox (institution, next_at)
      where reported_at is null`.execute(db);
    await sql`
      create table if not exists centre_replica (
        institution text collate "C" not null,
        replica uuid not null,
        primary key (institution)
      )`.execute(db);
  },
};
