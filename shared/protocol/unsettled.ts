import { z } from 'zod';
import { Conflict } from '#shared/case/conflict/conflict.ts';
import { Choice } from '#shared/case/steps/resolve-conflict.ts';
import { CaseId, OperationId, PersonId } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';
import { Reference } from '#shared/kernel/reference.ts';
import { CounterId, OfficeId } from '#shared/service-level/office.ts';
import { Verdict } from './verdict.ts';

/** Verdicts that are not the end of an operation, or that its author has to look at. */
export const UnsettledOutcome = z.enum(['parked', 'held', 'fork', 'waiting', 'rejected']);
export type UnsettledOutcome = z.infer<typeof UnsettledOutcome>;

/** Most operations in one list, the oldest first; rejected ones are listed for so many days after they came. */
export const UNSETTLED_LIMITS = { rows: 200, rejectedDays: 30 } as const;

/** One operation that waits for somebody, without anything that was written in it. */
export const UnsettledRow = z.object({
  opId: OperationId,
  caseId: CaseId,
  /** Null while the centre does not have the case. */
  reference: Reference.nullable(),
  kind: z.string(),
  outcome: UnsettledOutcome,
  ground: z.string().nullable(),
  author: PersonId,
  office: OfficeId,
  counter: CounterId.nullable(),
  receivedAt: Instant,
  /** How many operations wait behind it. */
  behind: z.int().min(0),
  /** Whether there are two versions to choose between. */
  canChoose: z.boolean(),
});
export type UnsettledRow = z.infer<typeof UnsettledRow>;

/** `GET /api/oversight/unsettled` */
export const UnsettledList = z.object({
  rows: z.array(UnsettledRow),
  /** There are more than the list holds. */
  more: z.boolean(),
  at: Instant,
});
export type UnsettledList = z.infer<typeof UnsettledList>;

/** `GET /api/oversight/unsettled/:opId`: the operation with what to choose between. It holds what people typed. */
export const UnsettledOperation = z.object({ row: UnsettledRow, conflict: Conflict.nullable() });
export type UnsettledOperation = z.infer<typeof UnsettledOperation>;

/** `POST /api/oversight/resolutions`: a choice by somebody who works at the centre. Given again, it counts once. */
export const ResolutionRequest = z.object({
  /** The identifier of the resolution, minted when its form opens. */
  opId: OperationId,
  operation: OperationId,
  choice: Choice,
  reason: z.string().max(500).optional(),
});
export type ResolutionRequest = z.infer<typeof ResolutionRequest>;

export const ResolutionAnswer = z.object({ verdict: Verdict });
export type ResolutionAnswer = z.infer<typeof ResolutionAnswer>;
