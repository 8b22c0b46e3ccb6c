import type { Instant } from '#shared/kernel/instant.ts';
import type { CaseState } from './case-state.ts';
import type { CaseStatus } from './case-status.ts';

/**
 * The case gone to a status and its next step, which begins with the event that led there, and never before the step
 * that it follows: a device whose clock is behind does not turn time back.
 */
export function at(
  { stepStartedAt }: CaseState,
  { origin }: { readonly origin: { readonly at: Instant } },
  status: CaseStatus,
  nextStep: string,
): Pick<CaseState, 'status' | 'nextStep' | 'stepStartedAt'> {
  return { status, nextStep, stepStartedAt: origin.at > stepStartedAt ? origin.at : stepStartedAt };
}
