import { invariant, unreachable } from '#shared/kernel/invariant.ts';
import type { CaseEvent, NoteAdded, Registered } from './case-event.ts';
import type { CaseState } from './case-state.ts';

/** The first step after registering and classifying, which registration does by itself. */
const FIRST_STEP = 'conformity';
/** Filling in the request goes on while evidence is missing. */
const FILLING_STEP = 'fill';

/** The case after one more event. Total: every event of this version has its line. */
export function evolve(state: CaseState | undefined, event: CaseEvent): CaseState {
  switch (event.kind) {
    case 'registered':
      return registered(event);
    case 'note-added':
      invariant(state !== undefined, 'a case begins with its registration');
      return noteAdded(state, event);
    default:
      return unreachable(event);
  }
}

/** The case that its events make, in order; `undefined` when there are none. */
export function foldCase(events: readonly CaseEvent[]): CaseState | undefined {
  let state: CaseState | undefined;
  for (const event of events) state = evolve(state, event);
  return state;
}

function registered(event: Registered): CaseState {
  const { origin } = event;
  const isComplete = event.missing.length === 0;
  return {
    reference: event.reference,
    status: isComplete ? 'registered' : 'waiting-for-applicant',
    office: origin.office,
    counter: origin.counter,
    receivedAt: origin.at,
    catalogue: event.catalogue,
    calendar: event.calendar,
    request: event.request,
    missing: event.missing,
    deadline: event.deadline,
    responsible: { person: origin.by, role: origin.role },
    nextStep: isComplete ? FIRST_STEP : FILLING_STEP,
    notes: [],
    lastChangedAt: origin.at,
  };
}

function noteAdded(state: CaseState, event: NoteAdded): CaseState {
  const { opId, at, by } = event.origin;
  return {
    ...state,
    notes: [...state.notes, { opId, at, by, text: event.text }],
    lastChangedAt: at > state.lastChangedAt ? at : state.lastChangedAt,
  };
}
