import type { Client } from 'pg';
import type { AuthoredOperation } from './operation-author.ts';

/** What must all be 0. */
export interface SoakFaults {
  lost: number;
  duplicated: number;
  diverged: number;
  holes: number;
}

/** Compares what one counter saved with what the centre has: its operations, their effects, and the notes of each case. */
export async function compareReplica(
  database: Client,
  replica: string,
  saved: AsyncIterable<AuthoredOperation> | Iterable<AuthoredOperation>,
  faults: SoakFaults,
): Promise<void> {
  const inbox = await database.query<{ op_id: string; outcome: string }>(
    'select op_id, outcome from operation_inbox where replica = $1',
    [replica],
  );
  const outcomes = new Map(inbox.rows.map((row) => [row.op_id, row.outcome]));
  const notes = new Map<string, string[]>();
  let count = 0;
  for await (const { opId, caseId, note } of saved) {
    count += 1;
    const outcome = outcomes.get(opId);
    if (outcome === undefined) faults.lost += 1;
    // Nothing in a soak is against a rule, so whatever was not taken is one that the model has and the centre has not.
    else if (outcome !== 'applied' && outcome !== 'merged') faults.diverged += 1;
    const ofCase = notes.get(caseId) ?? [];
    notes.set(caseId, ofCase);
    if (note !== null) ofCase.push(note);
  }
  const log = await database.query<{ is_dense: boolean }>(
    'select received = int8multirange(int8range(1, $2, $3)) as is_dense from replica_log where replica = $1',
    [replica, count, '[]'],
  );
  if (log.rows[0]?.is_dense !== true) faults.holes += 1;
  const effects = await database.query<{ twice: number }>(
    `select count(*)::int as twice from (
       select op_id from case_event join operation_inbox using (institution, op_id) where replica = $1
       group by op_id having count(distinct case_event.case_id) > 1 or count(distinct event::json ->> 'kind') < count(*)
     ) as doubled`,
    [replica],
  );
  faults.duplicated += effects.rows[0]?.twice ?? 0;
  const cases = await database.query<{ case_id: string; notes: string[] }>(
    `select case_id, array(select note ->> 'text' from json_array_elements(state::json -> 'notes') as note) as notes
     from service_case where case_id in (select case_id from operation_inbox where replica = $1)`,
    [replica],
  );
  const stored = new Map(cases.rows.map((row) => [row.case_id, row.notes]));
  for (const [caseId, expected] of notes) {
    const found = stored.get(caseId);
    if (found === undefined || found.join('\n') !== expected.join('\n')) faults.diverged += 1;
  }
}

/** Compares what a counter was told of the office's cases with what the centre has: missing ones are holes. */
export async function compareWitness(
  database: Client,
  office: string,
  told: ReadonlyMap<string, number>,
): Promise<{ readonly missing: number; readonly other: number }> {
  const { rows } = await database.query<{ case_id: string; version: number }>(
    'select case_id, version from service_case where office = $1',
    [office],
  );
  const missing = rows.filter(({ case_id }) => !told.has(case_id)).length;
  const other = rows.filter((row) => told.has(row.case_id) && told.get(row.case_id) !== row.version).length;
  return { missing, other: other + (told.size - (rows.length - missing)) };
}
