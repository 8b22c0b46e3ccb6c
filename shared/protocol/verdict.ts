import { z } from 'zod';
import { Conflict, FieldConflict } from '#shared/case/conflict/conflict.ts';
import { OperationId, PersonId } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';
import { Issue } from '#shared/kernel/issue.ts';

/** Why an operation was not applied: a literal code for the message files, and the places it speaks of. */
const Grounds = z.object({ code: z.string(), issues: z.array(Issue).optional() });

/** The operation by which a person settled what was parked. */
const Resolved = z.object({ opId: OperationId, by: PersonId, at: Instant });

/**
 * What became of one operation at the centre. Every operation is stored whatever the verdict; received and decided
 * are two facts.
 *
 * - applied, merged: it has its effect; `version` is the case's version with it.
 * - parked: a person must resolve it. rejected: kept, a task for its author.
 * - waiting: behind an undecided operation, or one that is missing. held: its author or device is not (or no longer)
 *   known. fork: this replica's data exist twice.
 */
export const Verdict = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('applied'), version: z.int().min(1) }),
  z.object({
    outcome: z.literal('merged'),
    version: z.int().min(1),
    /** What others had written meanwhile and this took the place of (CF4). */
    overtook: z.array(FieldConflict).optional(),
    resolved: Resolved.optional(),
  }),
  z.object({
    outcome: z.literal('parked'),
    grounds: Grounds,
    /** What to choose between; none where there is nothing to compare with. */
    conflict: Conflict.optional(),
  }),
  z.object({ outcome: z.literal('rejected'), grounds: Grounds, resolved: Resolved.optional() }),
  z.object({ outcome: z.literal('waiting'), waitsFor: z.array(OperationId) }),
  z.object({ outcome: z.literal('held'), grounds: Grounds }),
  z.object({ outcome: z.literal('fork'), grounds: Grounds }),
]);
export type Verdict = z.infer<typeof Verdict>;
export type VerdictOutcome = Verdict['outcome'];

/** The verdict on one operation, and when the centre received and decided it. */
export const OperationVerdict = z.object({
  opId: OperationId,
  receivedAt: Instant,
  decidedAt: Instant.nullable(),
  verdict: Verdict,
});
export type OperationVerdict = z.infer<typeof OperationVerdict>;
