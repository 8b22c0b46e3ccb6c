import type { Instant } from '#shared/kernel/instant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import type { Due } from '#shared/service-level/due.ts';
import type { CaseState } from './case-state.ts';
import type { CaseClock } from './clock-facts.ts';

/** What a case's deadline is looked at by: how it stands, and the facts of its clock. */
export type ClockedCase = Pick<CaseState, 'deadline' | 'clock'>;

/** Whether a time ends at the very instant at which it began. */
export function isDueAtOnce(due: Due, startedAt: Instant | null): boolean {
  return due.kind === 'instant' && due.dueAt === startedAt;
}

/**
 * What a case is held to by its due date (CL27): what is due at once, to the end of the local day on which its clock
 * began, or last went on, to run. A clerk who registers it has that day to do it, and no list calls it late before.
 */
export function heldTo(due: Due, clock: CaseClock): Due {
  if (!isDueAtOnce(due, clock.startedAt)) return due;
  const ranAt = lastStart(clock);
  return ranAt === null ? due : { kind: 'date', dueOn: localDateOf(ranAt), confirmed: 'confirmed' };
}

/** Until when a case with a running clock must be decided (CL27); null while its clock does not run. */
export function dueOfCase({ deadline, clock }: ClockedCase): Due | null {
  return deadline.kind === 'running' ? heldTo(deadline.due, clock) : null;
}

/** When a clock last began to run: at its start, or at the end of its last pause; null before it has started. */
export function lastStart({ startedAt, pauses }: CaseClock): Instant | null {
  const last = pauses.at(-1);
  return last?.resumedAt ?? last?.pausedAt ?? startedAt;
}
