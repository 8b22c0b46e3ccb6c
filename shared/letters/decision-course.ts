import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { evolve } from '#shared/case/evolve.ts';
import type { Decision } from '#shared/case/facts/decision.ts';
import type { PersonId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';

/** What a letter has to say of the decision of a case: the one that stands, or the one that was taken back. */
export type DecisionCourse =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'stands';
      readonly decision: Decision;
      /** What it took the place of; null when it is the first. */
      readonly amendment: { readonly previous: Decision; readonly reason: string } | null;
    }
  | {
      readonly kind: 'withdrawn';
      readonly decision: Decision;
      readonly reason: string;
      readonly withdrawnBy: PersonId;
      readonly withdrawnAt: Instant;
    };

/** How the decision of a case came to stand as it does, from its events in their order. */
export function decisionCourseOf(events: readonly CaseEvent[]): DecisionCourse {
  let state: CaseState | undefined;
  let course: DecisionCourse = { kind: 'none' };
  for (const event of events) {
    const before = state?.decision ?? null;
    state = evolve(state, event);
    const now = state?.decision ?? null;
    if (now === before) continue;
    course = afterChange(course, event, before, now);
  }
  return course;
}

function afterChange(
  course: DecisionCourse,
  event: CaseEvent,
  before: Decision | null,
  now: Decision | null,
): DecisionCourse {
  if (now === null) {
    if (before === null || event.kind !== 'decision-withdrawn') return { kind: 'none' };
    const { origin, reason } = event;
    return { kind: 'withdrawn', decision: before, reason, withdrawnBy: origin.by, withdrawnAt: origin.at };
  }
  if (event.kind === 'decision-amended' && before !== null) {
    return { kind: 'stands', decision: now, amendment: { previous: before, reason: event.reason } };
  }
  // An approval changes who approved, and nothing of where the decision came from.
  const isSame = course.kind === 'stands' && course.decision.opId === now.opId;
  return { kind: 'stands', decision: now, amendment: isSame ? course.amendment : null };
}
