import type {
  CaseTransaction,
  CaseWrite,
  CourseEvent,
  InboxRow,
  StoredCase,
  StoredOperation,
} from '#central/cases/case-store.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import type { CaseId, Digest, OperationId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import type { SpaceId } from '#shared/protocol/pull.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import { caseColumns } from './case-columns.ts';
import type { PgSession } from './pg-session.ts';
import { type NumberRun, receivedRangeOf } from './received-range.ts';

/**
 * A transaction of the case store, one statement a call whatever the number of rows: columns travel as arrays and are
 * put together by `unnest`.
 */
export function pgCaseTransaction(session: PgSession, institution: string): CaseTransaction {
  const rows: PgSession['rows'] = (statement, values) => session.rows(statement, [institution, ...values]);
  return {
    async lockReplica(replica) {
      const lock = () =>
        rows('select 1 from replica_log where institution = $1 and replica = $2 for update', [replica]);
      if ((await lock()).length > 0) return;
      await rows('insert into replica_log (institution, replica) values ($1, $2) on conflict do nothing', [
        replica,
      ]);
      await lock();
    },

    async findOperations(opIds) {
      if (opIds.length === 0) return new Map();
      const found = await rows<{
        op_id: OperationId;
        digest: Digest;
        received_at: Instant;
        decided_at: Instant | null;
        verdict: string | null;
      }>(
        `select op_id, digest, received_at, decided_at, verdict from operation_inbox
         where institution = $1 and op_id = any($2::uuid[])`,
        [opIds],
      );
      return new Map(
        found.map((row): [OperationId, StoredOperation] => [
          row.op_id,
          {
            opId: row.op_id,
            digest: row.digest,
            receivedAt: row.received_at,
            decidedAt: row.decided_at,
            verdict: row.verdict === null ? null : (JSON.parse(row.verdict) as Verdict),
          },
        ]),
      );
    },

    async findByNumber(replica, numbers) {
      if (numbers.length === 0) return new Map();
      // A cloned replica gives a number twice: it belongs to the operation that was not turned away for it.
      const found = await rows<{ n: number; op_id: OperationId; digest: Digest }>(
        `select distinct on (n) n, op_id, digest from operation_inbox
         where institution = $1 and replica = $2 and n = any($3::bigint[])
         order by n, (outcome is not distinct from 'fork'), received_at, op_id`,
        [replica, numbers],
      );
      return new Map(found.map((row) => [row.n, { opId: row.op_id, digest: row.digest }]));
    },

    async insertInbox(inbox) {
      if (inbox.length === 0) return new Set();
      const found = await rows<{ op_id: OperationId }>(INSERT_INBOX, [
        inbox.map((row) => row.opId),
        inbox.map((row) => row.replica),
        inbox.map((row) => row.n),
        inbox.map((row) => row.prev),
        inbox.map((row) => row.digest),
        inbox.map((row) => row.kind),
        inbox.map((row) => row.caseId),
        inbox.map((row) => row.office),
        inbox.map((row) => row.header),
        inbox.map((row) => row.salt),
        inbox.map((row) => row.payload),
        // Rows of different length cannot be one array of arrays.
        inbox.map((row) => `{${row.dependsOn.join(',')}}`),
        inbox.map((row) => row.receivedAt),
      ]);
      return new Set(found.map((row) => row.op_id));
    },

    async lockCases(caseIds) {
      if (caseIds.length === 0) return new Map();
      const found = await rows<{ case_id: CaseId; version: number; state: string }>(
        `select case_id, version, state from service_case
         where institution = $1 and case_id = any($2::uuid[])
         order by case_id for update`,
        [caseIds],
      );
      return new Map(
        found.map((row): [CaseId, StoredCase] => [
          row.case_id,
          { caseId: row.case_id, version: row.version, state: JSON.parse(row.state) as CaseState },
        ]),
      );
    },

    async readCourses(caseIds) {
      if (caseIds.length === 0) return new Map();
      const found = await rows<{ case_id: CaseId; version: number; op_id: OperationId; event: string }>(
        `select case_id, version, op_id, event from case_event
         where institution = $1 and case_id = any($2::uuid[])
         order by case_id, version`,
        [caseIds],
      );
      const courses = new Map<CaseId, CourseEvent[]>();
      for (const { case_id: caseId, version, op_id: opId, event } of found) {
        const course = courses.get(caseId) ?? [];
        courses.set(caseId, course);
        course.push({ version, opId, event: JSON.parse(event) as CaseEvent });
      }
      return courses;
    },

    async findReferences(references) {
      if (references.length === 0) return new Map();
      const found = await rows<{ reference: Reference; case_id: CaseId }>(
        `select reference, case_id from service_case
         where institution = $1 and reference = any($2::text[])`,
        [references],
      );
      return new Map(found.map((row) => [row.reference, row.case_id]));
    },

    async findWaiting(opIds) {
      if (opIds.length === 0) return [];
      // Locked, so that of two transactions that each settle half of what it waits for the later one sees it all.
      const found = await rows<InboxColumns>(
        `select ${INBOX_COLUMNS} from operation_inbox
         where institution = $1 and outcome = 'waiting'
           and (depends_on && $2::uuid[] or case_id = any($2::uuid[]))
         order by op_id for update`,
        [opIds],
      );
      return found.map(inboxRowOf);
    },

    async findHeld(opIds) {
      if (opIds.length === 0) return [];
      const found = await rows<InboxColumns>(
        `select ${INBOX_COLUMNS} from operation_inbox
         where institution = $1 and outcome = 'held' and op_id = any($2::uuid[])
         order by op_id for update`,
        [opIds],
      );
      return found.map(inboxRowOf);
    },

    async lockOperations(opIds) {
      if (opIds.length === 0) return [];
      const found = await rows<InboxColumns & { verdict: string | null }>(
        `select ${INBOX_COLUMNS}, verdict from operation_inbox
         where institution = $1 and op_id = any($2::uuid[])
         order by op_id for update`,
        [opIds],
      );
      return found.map(({ verdict, ...row }) => ({
        ...inboxRowOf(row),
        verdict: verdict === null ? null : (JSON.parse(verdict) as Verdict),
      }));
    },

    async listHeld(replica, limit) {
      const found = await rows<{ op_id: OperationId }>(
        `select op_id from operation_inbox
         where institution = $1 and outcome = 'held' and ($2::uuid is null or replica = $2)
         order by received_at, replica, n, op_id limit $3`,
        [replica, limit],
      );
      return found.map((row) => row.op_id);
    },

    async writeVerdicts(verdicts) {
      if (verdicts.length === 0) return;
      await rows(
        `update operation_inbox as held
         set outcome = given.outcome, verdict = given.verdict, decided_at = given.decided_at
         from unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[])
           as given (op_id, outcome, verdict, decided_at)
         where held.institution = $1 and held.op_id = given.op_id`,
        [
          verdicts.map((row) => row.opId),
          verdicts.map((row) => row.verdict.outcome),
          verdicts.map((row) => JSON.stringify(row.verdict)),
          verdicts.map((row) => row.decidedAt),
        ],
      );
    },

    async writeCases(cases) {
      if (cases.length === 0) return;
      const fresh = cases.filter((row) => row.fromVersion === 0);
      const known = cases.filter((row) => row.fromVersion > 0);
      if (fresh.length > 0) await rows(INSERT_CASES, caseArrays(fresh));
      if (known.length > 0) {
        const updated = await rows(UPDATE_CASES, [...caseArrays(known), known.map((row) => row.fromVersion)]);
        invariant(updated.length === known.length, 'a case moved on under its lock');
      }
      const events = cases.flatMap(({ caseId, events: added }) =>
        added.map((event) => ({ caseId, ...event })),
      );
      await rows(
        `insert into case_event (institution, case_id, version, op_id, event)
         select $1, given.* from unnest($2::uuid[], $3::int[], $4::uuid[], $5::text[])
           as given (case_id, version, op_id, event)`,
        [
          events.map((row) => row.caseId),
          events.map((row) => row.version),
          events.map((row) => row.opId),
          events.map((row) => JSON.stringify(row.event)),
        ],
      );
    },

    async queueMail(mail, askedAt) {
      if (mail.length === 0) return;
      await rows(
        `insert into mail_outbox (institution, op_id, case_id, version, report_op_id, asked_at, next_at)
         select $1, given.op_id, given.case_id, given.version, gen_random_uuid(), $5, $5
         from unnest($2::uuid[], $3::uuid[], $4::int[]) as given (op_id, case_id, version)
         on conflict (institution, op_id) do nothing`,
        [mail.map((row) => row.opId), mail.map((row) => row.caseId), mail.map((row) => row.version), askedAt],
      );
    },

    async advanceSpaces(spaces) {
      if (spaces.length === 0) return new Map();
      // One row after the other in order of space, so that two transactions never wait for each other in a circle.
      const found = await rows<{ space: SpaceId; sequence: number }>(
        `with counted as (
           insert into space_counter as counter (institution, space, sequence, line, line_of)
           select $1, space, 1, gen_random_uuid(), pg_postmaster_start_time() from unnest($2::text[]) as given (space)
           order by space collate "C"
           on conflict (institution, space) do update set
             sequence = counter.sequence + 1,
             line = case when counter.line_of = excluded.line_of then counter.line else excluded.line end,
             line_of = excluded.line_of
           returning space, sequence, line
         ), begun as (
           insert into space_line (institution, space, line, from_sequence)
           select $1, space, line, sequence from counted
           on conflict do nothing
         )
         select space, sequence from counted`,
        [[...new Set(spaces)]],
      );
      return new Map(found.map((row) => [row.space, row.sequence]));
    },

    async writeFeed(entries) {
      if (entries.length === 0) return;
      await rows(
        `insert into feed (institution, space, case_id, sequence)
         select $1, given.* from unnest($2::text[], $3::uuid[], $4::bigint[]) as given (space, case_id, sequence)
         on conflict (institution, space, case_id) do update set sequence = excluded.sequence, is_gone = false`,
        [
          entries.map((row) => row.space),
          entries.map((row) => row.caseId),
          entries.map((row) => row.sequence),
        ],
      );
    },

    async writeVerdictFeed(entries) {
      if (entries.length === 0) return;
      await rows(
        `update operation_inbox as held set verdict_sequence = given.sequence
         from unnest($2::uuid[], $3::bigint[]) as given (op_id, sequence)
         where held.institution = $1 and held.op_id = given.op_id`,
        [entries.map((row) => row.opId), entries.map((row) => row.sequence)],
      );
    },

    async receivedRange(replica) {
      const runs = await rows<NumberRun>(
        `select lower(run) as "fromN", upper(run) - 1 as "toN"
         from replica_log cross join lateral unnest(received) as run
         where institution = $1 and replica = $2
         order by run`,
        [replica],
      );
      return receivedRangeOf(runs);
    },
  };
}

const INBOX_COLUMNS =
  'op_id, replica, n, prev, digest, kind, case_id, office, header, salt, payload, depends_on, received_at';

interface InboxColumns {
  op_id: OperationId;
  replica: InboxRow['replica'];
  n: number;
  prev: Digest | null;
  digest: Digest;
  kind: string;
  case_id: CaseId;
  office: InboxRow['office'];
  header: string;
  salt: string;
  payload: string;
  depends_on: OperationId[];
  received_at: Instant;
}

function inboxRowOf({ op_id, case_id, depends_on, received_at, ...same }: InboxColumns): InboxRow {
  return { ...same, opId: op_id, caseId: case_id, dependsOn: depends_on, receivedAt: received_at };
}

/** The rows, and their numbers added to what is known of each replica, as one statement. */
const INSERT_INBOX = `
  with inserted as (
    insert into operation_inbox (institution, op_id, replica, n, prev, digest, kind, case_id, office, header, salt,
      payload, depends_on, received_at)
    select $1, op_id, replica, n, prev, digest, kind, case_id, office, header, salt, payload, depends_on::uuid[],
      received_at
    from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::text[],
        $10::text[], $11::text[], $12::text[], $13::text[], $14::timestamptz[])
      as given (op_id, replica, n, prev, digest, kind, case_id, office, header, salt, payload, depends_on,
        received_at)
    order by op_id
    on conflict (institution, op_id) do nothing
    returning op_id, replica, n
  ), counted as (
    insert into replica_log as known (institution, replica, received)
    select $1, replica, range_agg(int8range(n, n, '[]')) from inserted group by replica order by replica
    on conflict (institution, replica) do update set received = known.received + excluded.received
  )
  select op_id from inserted`;

function caseArrays(cases: readonly CaseWrite[]): unknown[][] {
  const columns = cases.map((row) => ({
    case_id: row.caseId,
    version: row.version,
    ...caseColumns(row.state),
  }));
  return CASE_COLUMNS.map((name) => columns.map((row) => row[name]));
}

const CASE_COLUMNS = [
  'case_id',
  'version',
  'reference',
  'office',
  'service',
  'variant',
  'status',
  'stage',
  'received_at',
  'due_at',
  'clock',
  'closed_at',
  'responsible',
  'catalogue',
  'calendar',
  'state',
] as const;

const CASE_ARRAYS = `$2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
  $10::timestamptz[], $11::timestamptz[], $12::text[], $13::timestamptz[], $14::text[], $15::text[], $16::text[],
  $17::text[]`;

const INSERT_CASES = `
  insert into service_case (institution, ${CASE_COLUMNS.join(', ')})
  select $1, given.* from unnest(${CASE_ARRAYS}) as given`;

/** Only a case that stands where its lock found it. */
const UPDATE_CASES = `
  update service_case as held set ${CASE_COLUMNS.map((name) => `${name} = given.${name}`).join(', ')}
  from unnest(${CASE_ARRAYS}, $18::int[]) as given (${CASE_COLUMNS.join(', ')}, from_version)
  where held.institution = $1 and held.case_id = given.case_id and held.version = given.from_version
  returning held.case_id`;
