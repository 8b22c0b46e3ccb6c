import { z } from 'zod';
import { CaseDeadline } from '#shared/case/case-deadline.ts';
import { CaseStatus } from '#shared/case/case-status.ts';
import { QueueUrgency } from '#shared/case/queue-urgency.ts';
import { CaseId, PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';
import { Reference, StationCode } from '#shared/kernel/reference.ts';
import { RecipientKind } from '#shared/person/recipient-kind.ts';
import { Due } from '#shared/service-level/due.ts';
import { CounterId, OfficeId } from '#shared/service-level/office.ts';
import { CounterReport, ReceivedRange } from './push.ts';

/** What the queue can be sorted by. */
export const QueueSort = z.enum(['deadline', 'receivedAt', 'office', 'service', 'status']);
export type QueueSort = z.infer<typeof QueueSort>;

/** Rows on one page. */
export const QUEUE_PAGE_ROWS = 50;

/** One open case in the queue of those who watch over requests. */
export const OversightRow = z.object({
  caseId: CaseId,
  reference: Reference,
  service: z.string(),
  variant: z.string().nullable(),
  status: CaseStatus,
  office: OfficeId,
  /** What the applicant is, and the name to show; a need of society has none. */
  applicant: z.object({ kind: RecipientKind, name: z.string().nullable() }).nullable(),
  receivedAt: Instant,
  deadline: CaseDeadline,
  /** What the case is held to (CL27); null while its clock does not run. */
  due: Due.nullable(),
  urgency: QueueUrgency,
  responsible: PersonId,
  version: z.int().min(1),
});
export type OversightRow = z.infer<typeof OversightRow>;

/** `GET /api/oversight/cases` */
export const OversightPage = z.object({
  rows: z.array(OversightRow),
  /** How many cases the same question finds on all pages. */
  total: z.int().min(0),
  page: z.int().min(1),
  pageRows: z.int(),
  /** The moment that urgency was worked out for. */
  at: Instant,
});
export type OversightPage = z.infer<typeof OversightPage>;

/** How many cases share one value. */
const Count = z.object({ value: z.string(), count: z.int().min(0) });

/** `GET /api/oversight/counts`: for each value that occurs, how many rows the same question finds. */
export const OversightCounts = z.object({
  total: z.int().min(0),
  offices: z.array(Count),
  services: z.array(Count),
  statuses: z.array(Count),
  urgencies: z.array(Count),
  at: Instant,
});
export type OversightCounts = z.infer<typeof OversightCounts>;

/** `GET /api/oversight/cases/:caseId`: the case as its events make it, and the events, as they were written. */
export const OversightCase = z.object({
  caseId: CaseId,
  version: z.int().min(1),
  state: z.looseObject({}),
  events: z.array(z.looseObject({ kind: z.string() })),
});
export type OversightCase = z.infer<typeof OversightCase>;

/** An enrolled device: when it was last heard from and what it said of itself then. */
export const CounterHealth = z.object({
  replica: ReplicaId,
  office: OfficeId,
  counter: CounterId.nullable(),
  station: StationCode,
  isRevoked: z.boolean(),
  enrolledAt: Instant,
  lastContactAt: Instant.nullable(),
  /** Null until it was heard from. */
  report: CounterReport.nullable(),
  received: ReceivedRange,
});
export type CounterHealth = z.infer<typeof CounterHealth>;

/** `GET /api/oversight/counters` */
export const CounterHealths = z.object({ counters: z.array(CounterHealth), at: Instant });
export type CounterHealths = z.infer<typeof CounterHealths>;
