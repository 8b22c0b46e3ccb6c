import { decisionTimeOf } from '#shared/catalogue/find-service.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { clockOf } from '#shared/service-level/clock.ts';
import { deadlineInstant } from '#shared/service-level/due.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import { findPausedAt, resumeAt } from '#shared/service-level/pause.ts';
import type { TimeRule } from '#shared/service-level/time-rule.ts';
import type { CaseDeadline } from './case-deadline.ts';
import { heldTo, lastStart } from './case-due.ts';
import type { CaseState } from './case-state.ts';
import type { CaseClock } from './clock-facts.ts';
import type { StepContext } from './step-context.ts';

/** A clock that has not started. */
export const STOPPED_CLOCK: CaseClock = { startedAt: null, pauses: [], extension: null };

/** The deadline that the facts of a clock make by the service's time and the office's calendar (CL11). */
export function deadlineOf(clock: CaseClock, rule: TimeRule, calendar: OfficeCalendar): CaseDeadline {
  const { startedAt, pauses, extension } = clock;
  if (startedAt === null) return { kind: 'waits-for-complete-request' };
  const level = clockOf({ rule, startedAt, pauses, extension }, calendar);
  return level.kind === 'running'
    ? { kind: 'running', startedAt, due: level.due }
    : { kind: 'paused', startedAt, pausedAt: level.pausedAt, left: level.left };
}

/** The deadline of a case whose clock becomes `clock`. What was met stays met. */
export function recounted(state: CaseState, clock: CaseClock, context: StepContext): CaseDeadline {
  return state.deadline.kind === 'met' ? state.deadline : countedAnew(state, clock, context);
}

/** The deadline that an event brings. What was met stays met, also when the event was made before it was. */
export function broughtBy({ deadline }: { readonly deadline: CaseDeadline }, state: CaseState): CaseDeadline {
  return state.deadline.kind === 'met' ? state.deadline : deadline;
}

/** The deadline that `clock` makes, whether or not it was met before (CL36). */
export function countedAnew(
  { request }: CaseState,
  clock: CaseClock,
  { service, calendar }: Pick<StepContext, 'service' | 'calendar'>,
): CaseDeadline {
  return deadlineOf(clock, decisionTimeOf(service, request.variant), calendar);
}

/** The clock of a service time that begins at `at`: stopped where it waits for a complete request that is not. */
export function clockFrom(rule: TimeRule, at: Instant, missing: readonly string[]): CaseClock {
  const waits = rule.startsAt === 'complete-request' && missing.length > 0;
  return waits ? STOPPED_CLOCK : started(STOPPED_CLOCK, at);
}

/** The clock started at `at`, or as it is when it has started. */
export function started(clock: CaseClock, at: Instant): CaseClock {
  return clock.startedAt === null ? { ...clock, startedAt: at } : clock;
}

/** The clock paused from `at` on. A clock that has not started, or is paused, stays as it is. */
export function paused(clock: CaseClock, at: Instant): CaseClock {
  const { startedAt, pauses } = clock;
  if (startedAt === null || findPausedAt(pauses) !== undefined) return clock;
  return { ...clock, pauses: [...pauses, { pausedAt: latest(at, lastStart(clock) ?? at), resumedAt: null }] };
}

/** The clock running again from `at` on. A device whose clock is behind cannot end a pause before it began. */
export function resumed(clock: CaseClock, at: Instant): CaseClock {
  return { ...clock, pauses: resumeAt(clock.pauses, at) };
}

/** The deadline of a case that is decided, or ends without a decision, now (CL26). */
export function metNow(state: CaseState, context: StepContext): CaseDeadline {
  return metAt(state, context.origin.at, context);
}

/**
 * The deadline of a case that is decided, or ends without a decision, at `at`: met in time or late, and as it is when it
 * was met before (CL26). A clock that never started was not exceeded.
 */
export function metAt(
  state: CaseState,
  at: Instant,
  context: Pick<StepContext, 'service' | 'calendar'>,
): CaseDeadline {
  const { deadline } = state;
  if (deadline.kind === 'met') return deadline;
  const clock = started(resumed(state.clock, at), at);
  const counted = deadline.kind === 'running' ? deadline : countedAnew(state, clock, context);
  invariant(counted.kind === 'running', 'a clock that was started and is not paused runs');
  const { startedAt, due } = counted;
  // A device whose clock is behind does not meet a time before it began.
  const metAt = latest(at, startedAt);
  return { kind: 'met', startedAt, due, metAt, isInTime: metAt < deadlineInstant(heldTo(due, clock)) };
}

function latest(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}
