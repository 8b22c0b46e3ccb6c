import type { CaseDeadline } from './case-deadline.ts';
import type { CaseEvent } from './case-event.ts';
import type { CaseState } from './case-state.ts';
import { evolve } from './evolve.ts';

/**
 * The deadline that the applicant has to be told because it is another one than they were told last (CL77, requirement
 * R62): at the registration, or by a later telling of whatever. `undefined` when they know it, or it was met.
 */
export function findChangedTime(events: readonly CaseEvent[]): CaseDeadline | undefined {
  let state: CaseState | undefined;
  let known: string | undefined;
  for (const event of events) {
    state = evolve(state, event);
    if (state === undefined) continue;
    if (event.kind === 'registered' || event.kind === 'applicant-informed') known = saidOf(state.deadline);
  }
  if (state === undefined || state.deadline.kind === 'met') return;
  return saidOf(state.deadline) === known ? undefined : state.deadline;
}

/** What of a deadline is said to the applicant. */
function saidOf(deadline: CaseDeadline): string {
  return JSON.stringify(deadline.kind === 'running' ? deadline.due : deadline.kind);
}
