import type { Instant } from '#shared/kernel/instant.ts';
import type { Waiting } from './case-state.ts';
import type { CaseStatus } from './case-status.ts';

/** Where a request stands that nobody looked at yet (CL10): complete, or waiting from `since` on for what is missing. */
export function standingOf(
  missing: readonly string[],
  since: Instant,
): { readonly status: CaseStatus; readonly step: string; readonly waiting: Waiting | null } {
  const complete = { status: 'registered', step: 'conformity' } as const;
  if (missing.length === 0) return { ...complete, waiting: null };
  const waiting = { since, question: null, until: null, returnTo: complete };
  return { status: 'waiting-for-applicant', step: 'fill', waiting };
}
