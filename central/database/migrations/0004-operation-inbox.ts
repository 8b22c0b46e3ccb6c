import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Every operation that ever arrived, whatever its verdict, as the exact texts that were hashed. `replica_log` holds
 * the numbers of each replica that are here as a set of ranges, so that finding its gaps costs as much as there are
 * gaps, however long its history is; its row is also what two pushes of one replica queue at.
 */
export const operationInbox: Migration = {
  async up(db) {
    await sql`
      create table if not exists operation_inbox (
        institution text collate "C" not null,
        op_id uuid not null,
        replica uuid not null,
        n bigint not null,
        prev text collate "C",
        digest text collate "C" not null,
        kind text collate "C" not null,
        case_id uuid not null,
        office text collate "C" not null,
        header text collate "C" not null,
        salt text collate "C" not null,
        payload text collate "C" not null,
        depends_on uuid[] not null,
        received_at timestamptz(3) not null,
        decided_at timestamptz(3),
        outcome text collate "C",
        verdict text,
        verdict_sequence bigint,
        primary key (institution, op_id)
      )`.execute(db);
    // Not unique: a cloned replica gives one number twice, and both operations are kept.
    await sql`
      create index if not exists operation_inbox_by_number
      on operation_inbox (institution, replica, n)`.execute(db);
    await sql`
      create index if not exists operation_inbox_changed_verdicts
      on operation_inbox (institution, replica, verdict_sequence)
      where verdict_sequence is not null`.execute(db);
    await sql`
      create index if not exists operation_inbox_waiting
      on operation_inbox using gin (depends_on)
      where outcome = 'waiting'`.execute(db);
    // What a person must look at: few rows of many.
    await sql`
      create index if not exists operation_inbox_unsettled
      on operation_inbox (institution, office, outcome, received_at)
      where outcome in ('parked', 'rejected', 'waiting', 'held', 'fork')`.execute(db);
    await sql`
      create table if not exists replica_log (
        institution text collate "C" not null,
        replica uuid not null,
        received int8multirange not null default '{}',
        primary key (institution, replica)
      )`.execute(db);
  },
};
