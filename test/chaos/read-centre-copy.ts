import { connect } from '#central/database/connect.ts';
import { CaseEvent } from '#shared/case/case-event.ts';
import type { CentreCopy } from './copies.ts';

/** Reads the centre's database from one snapshot. */
export async function readCentreCopy(connectionString: string): Promise<CentreCopy> {
  const connection = connect({ connectionString, poolSize: 1 });
  try {
    return await connection.kysely
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (database) => {
        const operations = await database
          .selectFrom('operation_inbox')
          .selectAll()
          .orderBy('replica')
          .orderBy('n')
          .execute();
        const events = await database
          .selectFrom('case_event')
          .selectAll()
          .orderBy('case_id')
          .orderBy('version')
          .execute();
        const cases = await database.selectFrom('service_case').selectAll().execute();
        const spaces = await database.selectFrom('space_counter').selectAll().execute();
        const feed = await database.selectFrom('feed').selectAll().where('is_gone', '=', false).execute();
        return {
          operations: operations.map((row) => ({
            opId: row.op_id,
            replica: row.replica,
            n: row.n,
            prev: row.prev,
            digest: row.digest,
            kind: row.kind,
            caseId: row.case_id,
            payload: row.payload,
            outcome: row.outcome,
            ground: groundOf(row.verdict),
          })),
          events: events.map((row) => ({
            caseId: row.case_id,
            version: row.version,
            opId: row.op_id,
            event: CaseEvent.parse(JSON.parse(row.event)),
          })),
          cases: cases.map((row) => ({
            caseId: row.case_id,
            version: row.version,
            reference: row.reference,
            office: row.office,
            state: JSON.parse(row.state) as unknown,
          })),
          spaces: new Map(spaces.map(({ space, sequence }) => [space, sequence])),
          feed: feed.map(({ space, case_id: caseId, sequence }) => ({ space, caseId, sequence })),
        };
      });
  } finally {
    await connection.close();
  }
}

function groundOf(verdict: string | null): string | null {
  const read = verdict === null ? null : (JSON.parse(verdict) as { readonly grounds?: { code?: string } });
  return read?.grounds?.code ?? null;
}
