import type { CaseSnapshot, FeedPage } from '#central/cases/case-store.ts';
import type { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import { type CaseChange, type LeaveChange, replicaSpace, type SpaceId } from '#shared/protocol/pull.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import { pageEndOf } from './feed-page.ts';
import type { PgSession } from './pg-session.ts';

interface ChangeRow {
  case_id: CaseId;
  is_gone: boolean;
  /** Null when there is no such case any more. */
  version: number | null;
  reference: Reference;
  status: string;
  /** The case's events as members of a JSON array, put together by the server. */
  events: string;
}

/** Which rows of a feed are meant: all, those whose case is there and open, or all the others. */
const ANY = 'true';
const OPEN = 'not feed.is_gone and held.case_id is not null and held.closed_at is null';
const CLOSED = '(feed.is_gone or held.case_id is null or held.closed_at is not null)';
const WITH_CASE =
  'join service_case as held on held.institution = feed.institution and held.case_id = feed.case_id';
const LAST = Number.MAX_SAFE_INTEGER;

/** What a reader sees: all statements of one snapshot see the same moment. */
export function pgCaseSnapshot(session: PgSession, institution: string): CaseSnapshot {
  const rows: PgSession['rows'] = (statement, values) => session.rows(statement, [institution, ...values]);

  const headOf = async (space: SpaceId): Promise<number> => {
    const found = await rows<{ sequence: number }>(
      'select sequence from space_counter where institution = $1 and space = $2',
      [space],
    );
    return found[0]?.sequence ?? 0;
  };

  const readPage = async (
    space: SpaceId,
    kind: string,
    { afterSequence, upTo }: { readonly afterSequence: number; readonly upTo: number },
    limit: number,
  ): Promise<FeedPage> => {
    const head = await headOf(space);
    const nothing = { space, head, cursor: afterSequence, more: false, changes: [] };
    if (head <= afterSequence) return nothing;
    const sequences = await rows<{ sequence: number }>(
      `select feed.sequence from feed ${kind === ANY ? '' : `left ${WITH_CASE}`}
       where feed.institution = $1 and feed.space = $2 and feed.sequence > $3 and feed.sequence <= $5 and ${kind}
       order by feed.sequence limit $4`,
      [space, afterSequence, limit + 1, upTo],
    );
    if (sequences.length === 0) return nothing;
    const end = pageEndOf(
      sequences.map((row) => row.sequence),
      afterSequence,
      limit,
      Math.min(head, upTo),
    );
    const found = await rows<ChangeRow>(
      `select feed.case_id, feed.is_gone, held.version, held.reference, held.status,
         (select string_agg(event, ',' order by version) from case_event
          where institution = feed.institution and case_id = feed.case_id) as events
       from feed left ${WITH_CASE}
       where feed.institution = $1 and feed.space = $2 and feed.sequence > $3 and feed.sequence <= $4 and ${kind}
       order by feed.sequence, feed.case_id`,
      [space, afterSequence, end.cursor],
    );
    return { space, head, ...end, changes: found.map(changeOf) };
  };

  return {
    async readEpoch() {
      const [life] = await session.rows<{ epoch: string }>('select epoch from database_life', []);
      invariant(life !== undefined, 'the database has no life');
      return life.epoch;
    },

    readFeed: (space, afterSequence, limit) => readPage(space, ANY, { afterSequence, upTo: LAST }, limit),

    readPart: (space, { isOpen, ...range }, limit) => readPage(space, isOpen ? OPEN : CLOSED, range, limit),

    async readLine(space, sequence) {
      if (sequence === 0 || sequence > (await headOf(space))) return null;
      const found = await rows<{ line: string }>(
        `select line from space_line where institution = $1 and space = $2 and from_sequence <= $3
         order by from_sequence desc limit 1`,
        [space, sequence],
      );
      return found[0]?.line ?? null;
    },

    async readVerdicts(replica, afterSequence, limit) {
      const head = await headOf(replicaSpace(replica));
      const nothing = { head, cursor: afterSequence, more: false, verdicts: [] };
      if (head <= afterSequence) return nothing;
      const sequences = await rows<{ sequence: number }>(
        `select verdict_sequence as sequence from operation_inbox
         where institution = $1 and replica = $2 and verdict_sequence > $3
         order by verdict_sequence limit $4`,
        [replica, afterSequence, limit + 1],
      );
      if (sequences.length === 0) return nothing;
      const end = pageEndOf(
        sequences.map((row) => row.sequence),
        afterSequence,
        limit,
        head,
      );
      const found = await rows<{
        op_id: OperationId;
        received_at: Instant;
        decided_at: Instant | null;
        verdict: string;
      }>(
        `select op_id, received_at, decided_at, verdict from operation_inbox
         where institution = $1 and replica = $2 and verdict_sequence > $3 and verdict_sequence <= $4
         order by verdict_sequence, op_id`,
        [replica, afterSequence, end.cursor],
      );
      const verdicts = found.map((row) => ({
        opId: row.op_id,
        receivedAt: row.received_at,
        decidedAt: row.decided_at,
        verdict: JSON.parse(row.verdict) as Verdict,
      }));
      return { head, ...end, verdicts };
    },
  };
}

/** Events come out as they were stored, those of kinds that this version does not know too. */
function changeOf(row: ChangeRow): CaseChange | LeaveChange {
  const { case_id: caseId, version, reference, status } = row;
  if (row.is_gone || version === null) return { kind: 'leave', caseId };
  return { kind: 'case', caseId, version, reference, status, events: JSON.parse(`[${row.events}]`) };
}
