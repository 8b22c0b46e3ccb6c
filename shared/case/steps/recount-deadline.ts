import { z } from 'zod';
import { Digest } from '#shared/kernel/identifier.ts';
import { countedAnew } from '../case-clock.ts';
import { CaseDeadline } from '../case-deadline.ts';
import type { CaseState } from '../case-state.ts';
import { EventOrigin } from '../event-origin.ts';
import { automatic, type Decided, made, refusedAs, type StepContext } from '../step-context.ts';

/** Count the deadline anew by another version of the calendar, by which the operation goes; only the centre gives it. */
export const RecountDeadline = z.object({ kind: z.literal('recount-deadline'), calendar: Digest });

export const DeadlineRecounted = z.object({
  kind: z.literal('deadline-recounted'),
  origin: EventOrigin,
  /** The version that it was counted by, and what it was by the one before. */
  calendar: Digest,
  before: z.object({ calendar: Digest, deadline: CaseDeadline }),
  deadline: CaseDeadline,
});

/** CL78 */
export function decideRecount(
  state: CaseState,
  { calendar }: z.infer<typeof RecountDeadline>,
  context: StepContext,
): Decided {
  const deadline = findRecounted(state, context);
  if (deadline === undefined) return refusedAs('deadline-not-running');
  const before = { calendar: state.calendar, deadline: state.deadline };
  return made({
    kind: 'deadline-recounted',
    origin: automatic(context.origin),
    calendar,
    before,
    deadline,
  });
}

/** The other deadline that a calendar makes of a clock that runs or stands, or `undefined` when it makes none. */
export function findRecounted(
  state: CaseState,
  context: Pick<StepContext, 'service' | 'calendar'>,
): CaseDeadline | undefined {
  const { deadline, clock } = state;
  if (deadline.kind !== 'running' && deadline.kind !== 'paused') return;
  const recounted = countedAnew(state, clock, context);
  return JSON.stringify(recounted) === JSON.stringify(CaseDeadline.parse(deadline)) ? undefined : recounted;
}

export function afterRecount(state: CaseState, event: z.infer<typeof DeadlineRecounted>): CaseState {
  const { calendar, deadline } = event;
  // What was met meanwhile stays met.
  return state.deadline.kind === 'met' ? state : { ...state, calendar, deadline };
}
