import type { Instant } from '#shared/kernel/instant.ts';
import { clockOf } from '#shared/service-level/clock.ts';
import { deadlineInstant } from '#shared/service-level/due.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import { findPausedAt, resumeAt } from '#shared/service-level/pause.ts';
import type { TimeRule } from '#shared/service-level/time-rule.ts';
import type { CaseDeadline } from './case-deadline.ts';
import type { CaseClock } from './case-state.ts';

/** A clock that has not started. */
export const STOPPED_CLOCK: CaseClock = { startedAt: null, pauses: [], extension: null };

/** The deadline that the facts of a clock make by the service's time and the office's calendar. */
export function deadlineOf(clock: CaseClock, rule: TimeRule, calendar: OfficeCalendar): CaseDeadline {
  const { startedAt, pauses, extension } = clock;
  if (startedAt === null) return { kind: 'waits-for-complete-request' };
  const level = clockOf({ rule, startedAt, pauses, extension }, calendar);
  return level.kind === 'running'
    ? { kind: 'running', startedAt, due: level.due }
    : { kind: 'paused', startedAt, pausedAt: level.pausedAt, left: level.left };
}

/** The clock started at `at`, or as it is when it has started. */
export function started(clock: CaseClock, at: Instant): CaseClock {
  return clock.startedAt === null ? { ...clock, startedAt: at } : clock;
}

/** The clock paused from `at` on. A clock that has not started, or is paused, stays as it is. */
export function paused(clock: CaseClock, at: Instant): CaseClock {
  const { startedAt, pauses } = clock;
  if (startedAt === null || findPausedAt(pauses) !== undefined) return clock;
  return {
    ...clock,
    pauses: [...pauses, { pausedAt: latest(at, lastMark(clock) ?? startedAt), resumedAt: null }],
  };
}

/** The clock running again from `at` on. A device whose clock is behind cannot end a pause before it began. */
export function resumed(clock: CaseClock, at: Instant): CaseClock {
  return { ...clock, pauses: resumeAt(clock.pauses, at) };
}

/** The deadline after the decision at `at`: met in time or late; unchanged when it was not running. */
export function metAt(deadline: CaseDeadline, at: Instant): CaseDeadline {
  if (deadline.kind !== 'running') return deadline;
  const { startedAt, due } = deadline;
  return { kind: 'met', startedAt, due, metAt: at, isInTime: at < deadlineInstant(due) };
}

function lastMark({ pauses }: CaseClock): Instant | undefined {
  const last = pauses.at(-1);
  return last?.resumedAt ?? last?.pausedAt;
}

function latest(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}
