import { z } from 'zod';
import { decisionTimeOf } from '#shared/catalogue/find-service.ts';
import { at } from '../at-step.ts';
import { clockFrom, countedAnew, resumed } from '../case-clock.ts';
import { CaseDeadline } from '../case-deadline.ts';
import type { CaseState } from '../case-state.ts';
import type { CaseClock } from '../clock-facts.ts';
import { EventOrigin } from '../event-origin.ts';
import { standingOf } from '../standing.ts';
import type { Decided, StepContext } from '../step-context.ts';
import { reasoned } from './reasoned.ts';
import { obstacleOfManagers } from './void-case.ts';
import { withoutProvision } from './without-provision.ts';

/** Take a closed or voided case up again. */
export const ReopenCase = z.object({ kind: z.literal('reopen-case'), reason: z.string() });

export const CaseReopened = z.object({
  kind: z.literal('case-reopened'),
  origin: EventOrigin,
  reason: z.string(),
  deadline: CaseDeadline,
});

/** CL55, CL56 */
export function decideReopening(
  state: CaseState,
  command: z.infer<typeof ReopenCase>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfManagers(state, context);
  if (obstacle !== undefined) return obstacle;
  const { origin, service } = context;
  const { status, clock, missing, request } = state;
  const again =
    status === 'voided'
      ? resumed(clock, origin.at)
      : clockFrom(decisionTimeOf(service, request.variant), origin.at, missing);
  const deadline = countedAnew(state, again, context);
  return reasoned(command.reason, (reason) => ({ kind: 'case-reopened', origin, reason, deadline }));
}

/** The request stands as one that was just registered; what was found and decided before stays in the history. */
export function afterReopening(state: CaseState, event: z.infer<typeof CaseReopened>): CaseState {
  const { origin, deadline } = event;
  const { status, step, waiting } = standingOf(state.missing, origin.at);
  return {
    ...withoutProvision(state),
    ...at(state, event, status, step),
    waiting,
    conformity: null,
    justification: null,
    decision: null,
    delay: null,
    clock: clockAfterReopening(state, deadline, origin),
    deadline,
  };
}

function clockAfterReopening(
  { status, clock }: CaseState,
  deadline: CaseDeadline,
  { at: now }: EventOrigin,
): CaseClock {
  if (status === 'voided') return resumed(clock, now);
  return { startedAt: 'startedAt' in deadline ? deadline.startedAt : null, pauses: [], extension: null };
}
