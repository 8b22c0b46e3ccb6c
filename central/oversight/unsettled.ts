import { type RawBuilder, sql } from 'kysely';
import type { InstitutionDatabase } from '#central/directory/people.ts';
import type { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Clock } from '#shared/kernel/ports.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import { OperationHeader } from '#shared/protocol/operation-header.ts';
import {
  UNSETTLED_LIMITS,
  type UnsettledList,
  type UnsettledOperation,
  type UnsettledOutcome,
  type UnsettledRow,
} from '#shared/protocol/unsettled.ts';
import { Verdict } from '#shared/protocol/verdict.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import type { OversightScope } from './oversight-scope.ts';

/** What the list is of. */
const UNSETTLED = sql<boolean>`(o.outcome in ('parked', 'waiting', 'held', 'fork') or (o.outcome = 'rejected'
  and o.received_at > now() - make_interval(days => ${UNSETTLED_LIMITS.rejectedDays})))`;

interface StoredUnsettled {
  readonly op_id: OperationId;
  readonly case_id: CaseId;
  readonly reference: Reference | null;
  readonly kind: string;
  readonly office: OfficeId;
  readonly outcome: UnsettledOutcome;
  readonly received_at: Instant;
  readonly header: string;
  readonly verdict: string;
  readonly behind: number;
}

/** The operations that wait for a person, as those who oversee their offices or services see them (CF14). */
export class Unsettled {
  readonly #parts: { readonly database: InstitutionDatabase; readonly clock: Clock };

  constructor(parts: { readonly database: InstitutionDatabase; readonly clock: Clock }) {
    this.#parts = parts;
  }

  /** Those within the scope: what a person must choose first, then the oldest. */
  async list(scope: OversightScope): Promise<UnsettledList> {
    const rows = await this.#read(scope, sql<boolean>`true`);
    return {
      rows: rows.slice(0, UNSETTLED_LIMITS.rows).map(rowOf),
      more: rows.length > UNSETTLED_LIMITS.rows,
      at: this.#parts.clock.now(),
    };
  }

  /** One of them with what to choose between, or `undefined` when there is none within the scope. */
  async find(scope: OversightScope, opId: OperationId): Promise<UnsettledOperation | undefined> {
    const [found] = await this.#read(scope, sql<boolean>`o.op_id = ${opId}`);
    if (found === undefined) return undefined;
    const verdict = Verdict.parse(JSON.parse(found.verdict));
    return { row: rowOf(found), conflict: (verdict.outcome === 'parked' && verdict.conflict) || null };
  }

  /** The operation that somebody chooses about, whatever became of it, when its case is within the scope. */
  async findTarget(
    scope: OversightScope,
    opId: OperationId,
  ): Promise<Pick<UnsettledRow, 'caseId' | 'kind' | 'author'> | undefined> {
    const [found] = await this.#read(
      scope,
      sql<boolean>`o.op_id = ${opId}`,
      sql<boolean>`o.verdict is not null`,
    );
    if (found === undefined || found.reference === null) return undefined;
    const { author } = OperationHeader.parse(JSON.parse(found.header));
    return { caseId: found.case_id, kind: found.kind, author };
  }

  async #read(
    scope: OversightScope,
    which: RawBuilder<boolean>,
    standing: RawBuilder<boolean> = UNSETTLED,
  ): Promise<readonly StoredUnsettled[]> {
    const { kysely, institution } = this.#parts.database;
    const inScope =
      scope.kind === 'everything'
        ? sql<boolean>`true`
        : sql<boolean>`(o.office = any(${scope.offices}::text[]) or c.service = any(${scope.services}::text[]))`;
    const { rows } = await sql<StoredUnsettled>`
      select o.op_id, o.case_id, c.reference, o.kind, o.office, o.outcome, o.received_at, o.header, o.verdict,
             (select count(*) from operation_inbox as w
              where w.institution = o.institution and w.outcome = 'waiting' and w.depends_on && array[o.op_id])
               as behind
      from operation_inbox as o
      left join service_case as c on c.institution = o.institution and c.case_id = o.case_id
      where o.institution = ${institution}
        and ${standing} and ${inScope} and ${which}
      order by array_position(array['parked', 'held', 'fork', 'waiting', 'rejected'], o.outcome), o.received_at, o.op_id
      limit ${UNSETTLED_LIMITS.rows + 1}`.execute(kysely);
    return rows;
  }
}

function rowOf(row: StoredUnsettled): UnsettledRow {
  const { author, counter } = OperationHeader.parse(JSON.parse(row.header));
  const verdict = Verdict.parse(JSON.parse(row.verdict));
  return {
    opId: row.op_id,
    caseId: row.case_id,
    reference: row.reference,
    kind: row.kind,
    outcome: row.outcome,
    ground: 'grounds' in verdict ? verdict.grounds.code : null,
    author,
    office: row.office,
    counter,
    receivedAt: row.received_at,
    behind: Number(row.behind),
    canChoose: verdict.outcome === 'parked' && verdict.conflict !== undefined,
  };
}
