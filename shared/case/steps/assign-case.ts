import { z } from 'zod';
import { PersonId } from '#shared/kernel/identifier.ts';
import type { CaseState } from '../case-state.ts';
import { EventOrigin } from '../event-origin.ts';
import { Responsible, StaffRole } from '../staff-role.ts';
import type { Decided, StepContext } from '../step-context.ts';
import { reasoned } from './reasoned.ts';

/** Make a person responsible at once, as a manager may (requirement R31). */
export const AssignCase = z.object({
  kind: z.literal('assign-case'),
  person: PersonId,
  role: StaffRole,
  reason: z.string(),
});

export const CaseAssigned = z.object({
  kind: z.literal('case-assigned'),
  origin: EventOrigin,
  responsible: Responsible,
  reason: z.string(),
});

/** CL61 */
export function decideAssignment(
  _state: CaseState,
  { person, role, reason }: z.infer<typeof AssignCase>,
  { origin }: StepContext,
): Decided {
  return reasoned(reason, (text) => ({
    kind: 'case-assigned',
    origin,
    responsible: { person, role },
    reason: text,
  }));
}
