import type { Instant } from '#shared/kernel/instant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import { urgencyOf } from '#shared/service-level/urgency.ts';
import { dueOfCase } from './case-due.ts';
import type { CaseState } from './case-state.ts';

/** A case whose time has passed: by how many local days, and whether the applicant was told anything since. */
export interface CaseDelay {
  readonly daysLate: number;
  readonly isTold: boolean;
}

/** How late a case is at `nowAt`, or `undefined` when it is not or its clock does not run (CL75). */
export function findDelay(
  state: CaseState,
  nowAt: Instant,
  officeCalendar: OfficeCalendar,
): CaseDelay | undefined {
  const due = dueOfCase(state);
  if (due === null) return;
  const urgency = urgencyOf(due, nowAt, officeCalendar);
  if (urgency.kind !== 'overdue') return;
  const dueOn = due.kind === 'date' ? due.dueOn : localDateOf(due.dueAt);
  const isTold = state.notifications.some(({ sentOn, mail }) => sentOn >= dueOn && mail?.state !== 'failed');
  return { daysLate: urgency.daysLate, isTold };
}
