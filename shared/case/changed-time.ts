import type { OperationId } from '#shared/kernel/identifier.ts';
import type { CaseDeadline } from './case-deadline.ts';
import type { CaseEvent } from './case-event.ts';
import type { CaseState } from './case-state.ts';
import { evolve } from './evolve.ts';

/** What the applicant was told of the deadline; `mail` is the operation that asked for an e-mail, if it was one. */
interface Telling {
  readonly said: string;
  readonly mail: OperationId | undefined;
}

/**
 * The deadline that the applicant has to be told because it is another one than they were told last (CL77, requirement
 * R62): at the registration, or by a later telling of whatever that did not fail. `undefined` when they know it, or it
 * was met.
 */
export function findChangedTime(events: readonly CaseEvent[]): CaseDeadline | undefined {
  let state: CaseState | undefined;
  let tellings: readonly Telling[] = [];
  for (const event of events) {
    state = evolve(state, event);
    if (state === undefined) continue;
    const said = saidOf(state.deadline);
    if (event.kind === 'registered') tellings = [{ said, mail: undefined }];
    if (event.kind === 'applicant-informed') {
      const mail = event.proof.kind === 'e-mail' ? event.origin.opId : undefined;
      tellings = [...tellings, { said, mail }];
    }
    if (event.kind === 'mail-failed') tellings = tellings.filter(({ mail }) => mail !== event.telling);
  }
  if (state === undefined || state.deadline.kind === 'met') return;
  return saidOf(state.deadline) === tellings.at(-1)?.said ? undefined : state.deadline;
}

/** What of a deadline is said to the applicant. */
function saidOf(deadline: CaseDeadline): string {
  return JSON.stringify(deadline.kind === 'running' ? deadline.due : deadline.kind);
}
