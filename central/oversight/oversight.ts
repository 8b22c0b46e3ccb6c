import { type Kysely, type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { CaseStore } from '#central/cases/case-store.ts';
import type { Database } from '#central/database/schema.ts';
import type { InstitutionDatabase } from '#central/directory/people.ts';
import type { PgReferenceLibrary } from '#central/references/pg-reference-library.ts';
import { CaseDeadline } from '#shared/case/case-deadline.ts';
import { dueOfCase } from '#shared/case/case-due.ts';
import { CaseStatus } from '#shared/case/case-status.ts';
import { CaseClock } from '#shared/case/clock-facts.ts';
import type { CaseId, ReplicaId } from '#shared/kernel/identifier.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { Clock } from '#shared/kernel/ports.ts';
import { Applicant } from '#shared/person/party.ts';
import {
  type CounterHealths,
  type OversightCase,
  type OversightCounts,
  type OversightPage,
  type OversightRow,
  QUEUE_PAGE_ROWS,
  type QueueSort,
} from '#shared/protocol/oversight.ts';
import { CounterReport, type ReceivedRange } from '#shared/protocol/push.ts';
import type { OversightScope } from './oversight-scope.ts';
import { type QueueFilter, type QueueQuery, queueCondition, scopeCondition } from './queue-query.ts';
import { deadlineOrder, type UrgencyBounds, urgencyBounds, urgencyExpression } from './urgency-bounds.ts';

/** What the queue reads out of a stored case. */
const RowState = z.object({
  deadline: CaseDeadline,
  clock: CaseClock,
  request: z.object({ applicant: Applicant }),
});

const ORDER = {
  receivedAt: sql`received_at`,
  office: sql`office`,
  service: sql`service`,
  status: sql`status`,
} as const satisfies Record<Exclude<QueueSort, 'deadline'>, RawBuilder<unknown>>;

/** What oversight reads from. */
export interface OversightPorts {
  readonly database: InstitutionDatabase;
  readonly store: CaseStore;
  readonly references: PgReferenceLibrary;
  readonly clock: Clock;
}

/** Live questions of those who watch over requests. Every one is narrowed to the asker's scope in the query itself. */
export class Oversight {
  readonly #ports: OversightPorts;

  constructor(ports: OversightPorts) {
    this.#ports = ports;
  }

  /** One page of open cases, and how many there are on all pages, from one snapshot. */
  async listCases(scope: OversightScope, query: QueueQuery): Promise<OversightPage> {
    const bounds = await this.#bounds();
    const { institution } = this.#ports.database;
    const condition = queueCondition(institution, scope, query, bounds);
    const order =
      query.sort === 'deadline'
        ? deadlineOrder(query.direction)
        : sql`${ORDER[query.sort]} ${query.direction === 'asc' ? sql`asc` : sql`desc`}`;
    return this.#snapshot(async (kysely) => {
      const counted = await sql<{ total: number }>`
        select count(*) as total from service_case where ${condition}`.execute(kysely);
      const { rows } = await sql<StoredRow>`
        select case_id, reference, service, variant, status, office, received_at, responsible, version, state,
               ${urgencyExpression(bounds)} as urgency
        from service_case where ${condition}
        order by ${order}, received_at, case_id
        limit ${QUEUE_PAGE_ROWS} offset ${(query.page - 1) * QUEUE_PAGE_ROWS}`.execute(kysely);
      return {
        rows: rows.map(rowOf),
        total: counted.rows[0]?.total ?? 0,
        page: query.page,
        pageRows: QUEUE_PAGE_ROWS,
        at: bounds.nowAt,
      };
    });
  }

  /** How many open cases there are, and how many of each office, service, status and urgency, under the same filter. */
  async countCases(scope: OversightScope, filter: QueueFilter): Promise<OversightCounts> {
    const bounds = await this.#bounds();
    const { kysely, institution } = this.#ports.database;
    const { rows } = await sql<CountRow>`
      select office, service, status, urgency, count(*) as count
      from (
        select office, service, status, ${urgencyExpression(bounds)} as urgency
        from service_case where ${queueCondition(institution, scope, filter, bounds)}
      ) as found
      group by grouping sets ((), (office), (service), (status), (urgency))
      order by office, service, status, urgency`.execute(kysely);
    const countsOf = (column: 'office' | 'service' | 'status' | 'urgency') =>
      rows.flatMap((row) => (row[column] === null ? [] : [{ value: row[column], count: row.count }]));
    const whole = rows.find((row) => (row.office ?? row.service ?? row.status ?? row.urgency) === null);
    return {
      total: whole?.count ?? 0,
      offices: countsOf('office'),
      services: countsOf('service'),
      statuses: countsOf('status'),
      urgencies: countsOf('urgency'),
      at: bounds.nowAt,
    };
  }

  /** A case with its course, or `undefined` when there is none within the scope. */
  async findCase(scope: OversightScope, caseId: CaseId): Promise<OversightCase | undefined> {
    const { institution } = this.#ports.database;
    return this.#snapshot(async (kysely) => {
      const found = await sql<{ version: number; state: string }>`
        select version, state from service_case
        where institution = ${institution} and case_id = ${caseId} and ${scopeCondition(scope)}`.execute(
        kysely,
      );
      const [row] = found.rows;
      if (row === undefined) return undefined;
      const events = await kysely
        .selectFrom('case_event')
        .select('event')
        .where('institution', '=', institution)
        .where('case_id', '=', caseId)
        .orderBy('version')
        .execute();
      return {
        caseId,
        version: row.version,
        state: JSON.parse(row.state),
        events: events.map(({ event }) => JSON.parse(event)),
      };
    });
  }

  /** Every enrolled device of the offices in scope. Who watches over a service sees all: it is given at any office. */
  async listCounters(scope: OversightScope): Promise<CounterHealths> {
    const { kysely, institution } = this.#ports.database;
    const seesAll = scope.kind === 'everything' || scope.services.length > 0;
    const devices = await kysely
      .selectFrom('device')
      .selectAll()
      .where('institution', '=', institution)
      .$if(!seesAll, (query) =>
        query.where(sql<boolean>`office = any(${scope.kind === 'some' ? scope.offices : []}::text[])`),
      )
      .orderBy('office')
      .orderBy('station')
      .execute();
    const received = await this.#ports.store.transaction(async (tx) => {
      const ranges = new Map<ReplicaId, ReceivedRange>();
      for (const { replica } of devices) ranges.set(replica, await tx.receivedRange(replica));
      return ranges;
    });
    const counters = devices.map((device) => ({
      replica: device.replica,
      office: device.office,
      counter: device.counter,
      station: device.station,
      isRevoked: device.revoked_at !== null,
      enrolledAt: device.enrolled_at,
      lastContactAt: device.last_contact_at,
      report: device.report === null ? null : CounterReport.parse(JSON.parse(device.report)),
      received: received.get(device.replica) ?? { contiguousN: 0, gaps: [] },
    }));
    return { counters, at: this.#ports.clock.now() };
  }

  async #bounds(): Promise<UrgencyBounds> {
    const { clock, references } = this.#ports;
    return urgencyBounds(clock.now(), await references.currentOfficeCalendars());
  }

  #snapshot<Value>(work: (kysely: Kysely<Database>) => Promise<Value>): Promise<Value> {
    return this.#ports.database.kysely
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(work);
  }
}

interface CountRow {
  readonly office: string | null;
  readonly service: string | null;
  readonly status: string | null;
  readonly urgency: string | null;
  readonly count: number;
}

type StoredRow = Pick<
  OversightRow,
  'reference' | 'service' | 'variant' | 'office' | 'urgency' | 'responsible' | 'version'
> & {
  readonly case_id: OversightRow['caseId'];
  readonly status: string;
  readonly received_at: OversightRow['receivedAt'];
  readonly state: string;
};

function rowOf(row: StoredRow): OversightRow {
  const { deadline, clock, request } = RowState.parse(JSON.parse(row.state));
  return {
    caseId: row.case_id,
    reference: row.reference,
    service: row.service,
    variant: row.variant,
    status: CaseStatus.parse(row.status),
    office: row.office,
    applicant: { kind: request.applicant.kind, name: nameOf(request.applicant) },
    receivedAt: row.received_at,
    deadline,
    due: dueOfCase({ deadline, clock }),
    urgency: row.urgency,
    responsible: row.responsible,
    version: row.version,
  };
}

/** The name that a list shows; a need of society has none. */
function nameOf(applicant: Applicant): string | null {
  switch (applicant.kind) {
    case 'resident':
      return `${applicant.givenName} ${applicant.familyName}`;
    case 'entrepreneur':
    case 'institution':
      return applicant.name;
    case 'society':
      return null;
    default:
      return unreachable(applicant);
  }
}
