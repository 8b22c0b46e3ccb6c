import { z } from 'zod';
import { OperationId, PersonId } from '#shared/kernel/identifier.ts';
import type { CaseState } from '../case-state.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import { type Decided, made, refusedDetails, type StepContext } from '../step-context.ts';
import { decideCorrected, FieldCorrection, isSame } from './correct-request.ts';

/**
 * What is to be of a parked operation: it takes effect now as it is, it takes none, or of each field of a correction a
 * value is chosen. In `each`, `base` is what the chooser saw at the centre and `value` the choice.
 */
export const Choice = z.discriminatedUnion('take', [
  z.object({
    take: z.literal('mine'),
    /** Version of the case that the operation was compared with when the person chose. */
    version: z.int().min(0),
  }),
  z.object({ take: z.literal('theirs') }),
  z.object({ take: z.literal('each'), changes: z.array(FieldCorrection).min(1).max(100) }),
]);
export type Choice = z.infer<typeof Choice>;

/** Choose what is to be of an operation that was parked. */
export const ResolveConflict = z.object({
  kind: z.literal('resolve-conflict'),
  /** The parked operation: its identifier, the kind of its command, its author. */
  operation: OperationId,
  what: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  of: PersonId,
  choice: Choice,
  reason: z.string().optional(),
});
export type ResolveConflict = z.infer<typeof ResolveConflict>;

/** A person chose what is to be of a parked operation. */
export const ConflictResolved = z.object({
  kind: z.literal('conflict-resolved'),
  origin: EventOrigin,
  operation: OperationId,
  what: z.string(),
  of: PersonId,
  took: z.enum(['mine', 'theirs', 'each']),
  reason: z.string().nullable(),
});

/**
 * CL88: what a resolution is by itself. The effect of the parked operation, when it is taken as it is, is the centre's
 * to add, which has the operation (CF9).
 */
export function decideResolution(state: CaseState, command: ResolveConflict, context: StepContext): Decided {
  const { operation, what, of, choice } = command;
  const details = new Details();
  const reason = details.optional('/reason', command.reason, DETAIL_LIMITS.reason);
  if (details.issues.length > 0) return refusedDetails(details);
  const resolved = {
    kind: 'conflict-resolved',
    origin: context.origin,
    operation,
    what,
    of,
    took: choice.take,
    reason: reason ?? null,
  } as const;
  if (choice.take !== 'each' || choice.changes.every(({ base, value }) => isSame(base, value))) {
    return made(resolved);
  }
  const corrected = decideCorrected(state, { changes: choice.changes, reason }, context, 'chosen');
  return corrected.ok ? made(...corrected.value, resolved) : corrected;
}
