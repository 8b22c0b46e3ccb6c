import { z } from 'zod';
import { decisionTimeOf } from '#shared/catalogue/find-service.ts';
import { PlainDate } from '#shared/kernel/plain-date.ts';
import { parseExtension } from '#shared/service-level/extension.ts';
import { deadlineOf } from '../case-clock.ts';
import { CaseDeadline } from '../case-deadline.ts';
import type { CaseState } from '../case-state.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import { StaffRole } from '../staff-role.ts';
import {
  type Decided,
  made,
  refusedAs,
  refusedDetails,
  refusedTo,
  type StepContext,
} from '../step-context.ts';

/** Extend the time for the decision, within what the service allows and with the reason. */
export const ExtendDeadline = z.object({
  kind: z.literal('extend-deadline'),
  until: PlainDate,
  reason: z.string(),
});

export const DeadlineExtended = z.object({
  kind: z.literal('deadline-extended'),
  origin: EventOrigin,
  until: PlainDate,
  reason: z.string(),
  deadline: CaseDeadline,
});

/** CL35 */
export function decideExtension(
  state: CaseState,
  command: z.infer<typeof ExtendDeadline>,
  context: StepContext,
): Decided {
  const { origin, service, calendar } = context;
  const { extendable } = service.serviceLevel;
  if (extendable !== null && origin.role !== extendable.byRole) {
    return refusedTo(StaffRole.options.filter((role) => role === extendable.byRole));
  }
  const { clock, deadline, request } = state;
  if (clock.startedAt === null || deadline.kind !== 'running') return refusedAs('deadline-not-running');
  const rule = decisionTimeOf(service, request.variant);
  const { startedAt, pauses } = clock;
  const extension = parseExtension(
    {
      terms: { rule, startedAt, pauses, extension: clock.extension },
      extendable,
      chosenOn: command.until,
      requestedAt: origin.at,
    },
    calendar,
  );
  if (!extension.ok) return refusedAs(extension.problem.code);
  const details = new Details();
  const reason = details.required('/reason', command.reason, DETAIL_LIMITS.reason);
  if (details.issues.length > 0) return refusedDetails(details);
  return made({
    kind: 'deadline-extended',
    origin,
    until: extension.value.extendedTo,
    reason,
    deadline: deadlineOf({ ...clock, extension: extension.value }, rule, calendar),
  });
}

export function afterExtension(state: CaseState, event: z.infer<typeof DeadlineExtended>): CaseState {
  const { origin, until, deadline } = event;
  const extension = { extendedAt: origin.at, extendedTo: until };
  return { ...state, clock: { ...state.clock, extension }, deadline };
}
