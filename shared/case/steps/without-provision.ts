import type { CaseState } from '../case-state.ts';

/** The case without all that follows a decision: what was done stays in the history (CL34). */
export function withoutProvision(state: CaseState): CaseState {
  return {
    ...state,
    way: null,
    preparation: [],
    actions: [],
    result: null,
    satisfaction: null,
    review: null,
    followUp: null,
    outcome: null,
  };
}
