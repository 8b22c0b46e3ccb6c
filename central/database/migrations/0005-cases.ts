import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Cases: their events, which are the truth, and one row for each with what the events fold to. The columns beside the
 * state are copies of it for the queue and the search.
 */
export const cases: Migration = {
  async up(db) {
    await sql`
      create table if not exists service_case (
        institution text collate "C" not null,
        case_id uuid not null,
        version integer not null,
        reference text collate "C" not null,
        office text collate "C" not null,
        service text collate "C" not null,
        variant text collate "C",
        status text collate "C" not null,
        stage text collate "C" not null,
        received_at timestamptz(3) not null,
        due_at timestamptz(3),
        responsible text collate "C" not null,
        catalogue text collate "C" not null,
        calendar text collate "C" not null,
        closed_at timestamptz(3),
        state text not null,
        primary key (institution, case_id),
        unique (institution, reference)
      )`.execute(db);
    // The board asks for open cases only, and they stay few while the history grows.
    await sql`
      create index if not exists service_case_open_by_due
      on service_case (institution, office, due_at, received_at, case_id)
      include (service, status, stage, responsible)
      where closed_at is null`.execute(db);
    await sql`
      create index if not exists service_case_open_by_service
      on service_case (institution, service, due_at, received_at, case_id)
      where closed_at is null`.execute(db);
    await sql`
      create index if not exists service_case_by_receipt
      on service_case (institution, office, received_at, case_id)`.execute(db);
    await sql`
      create table if not exists case_event (
        institution text collate "C" not null,
        case_id uuid not null,
        version integer not null,
        op_id uuid not null,
        event text not null,
        primary key (institution, case_id, version)
      )`.execute(db);
  },
};
