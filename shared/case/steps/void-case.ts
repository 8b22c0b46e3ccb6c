import { z } from 'zod';
import { at } from '../at-step.ts';
import { metNow } from '../case-clock.ts';
import { CaseDeadline } from '../case-deadline.ts';
import type { CaseState } from '../case-state.ts';
import { UNDECIDED } from '../case-status.ts';
import { EventOrigin } from '../event-origin.ts';
import { type Decided, refusedTo, type StepContext } from '../step-context.ts';
import { isAdvice } from './classify-request.ts';
import { reasoned } from './reasoned.ts';

/** The registration was a mistake. The case stays on record and counts for nothing. */
export const VoidCase = z.object({ kind: z.literal('void-case'), reason: z.string() });

export const CaseVoided = z.object({
  kind: z.literal('case-voided'),
  origin: EventOrigin,
  reason: z.string(),
  deadline: CaseDeadline,
});

const MANAGERS = ['portfolio-manager', 'service-manager'] as const;

/** CL54 */
export function decideVoiding(
  state: CaseState,
  command: z.infer<typeof VoidCase>,
  context: StepContext,
): Decided {
  const isUndecided = UNDECIDED.some((status) => status === state.status);
  const obstacle = isUndecided ? undefined : obstacleOfManagers(state, context);
  if (obstacle !== undefined) return obstacle;
  const { origin } = context;
  const deadline = metNow(state, context);
  return reasoned(command.reason, (reason) => ({ kind: 'case-voided', origin, reason, deadline }));
}

/** Refuses what only managers may do with a case that is more than advice; else `undefined`. */
export function obstacleOfManagers(state: CaseState, { origin }: StepContext): Decided | undefined {
  const isManager = MANAGERS.some((role) => role === origin.role);
  return isManager || isAdvice(state) ? undefined : refusedTo(MANAGERS);
}

export function afterVoiding(state: CaseState, event: z.infer<typeof CaseVoided>): CaseState {
  return {
    ...state,
    ...at(state, event, 'voided', 'none'),
    deadline: event.deadline,
    outcome: null,
    waiting: null,
    handOver: null,
  };
}
