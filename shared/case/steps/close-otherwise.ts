import { z } from 'zod';
import { refused } from '#shared/kernel/result.ts';
import { at } from '../at-step.ts';
import type { CaseState } from '../case-state.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import { type Decided, made, refusedAs, type StepContext } from '../step-context.ts';
import { reasoned } from './reasoned.ts';

/** Send the request on to the institution that is competent, and say so on what ground. */
export const ForwardRequest = z.object({
  kind: z.literal('forward-request'),
  institution: z.string(),
  reason: z.string(),
});

/** The applicant takes the request back. */
export const WithdrawRequest = z.object({ kind: z.literal('withdraw-request'), reason: z.string() });

/** The applicant did not answer in time, and the request ends. */
export const LapseRequest = z.object({ kind: z.literal('lapse-request'), reason: z.string() });

/** The registration was a mistake. The case stays on record and counts for nothing. */
export const VoidCase = z.object({ kind: z.literal('void-case'), reason: z.string() });

/** Take a closed case up again, as a service manager may. */
export const ReopenCase = z.object({ kind: z.literal('reopen-case'), reason: z.string() });

export const RequestForwarded = z.object({
  kind: z.literal('request-forwarded'),
  origin: EventOrigin,
  institution: z.string(),
  reason: z.string(),
});

export const RequestWithdrawn = z.object({
  kind: z.literal('request-withdrawn'),
  origin: EventOrigin,
  reason: z.string(),
});

export const RequestLapsed = z.object({
  kind: z.literal('request-lapsed'),
  origin: EventOrigin,
  reason: z.string(),
});

export const CaseVoided = z.object({
  kind: z.literal('case-voided'),
  origin: EventOrigin,
  reason: z.string(),
});

export const CaseReopened = z.object({
  kind: z.literal('case-reopened'),
  origin: EventOrigin,
  reason: z.string(),
});

/** CL34 */
export function decideForwarding(
  _state: CaseState,
  command: z.infer<typeof ForwardRequest>,
  { origin, service }: StepContext,
): Decided {
  if (!service.outcomes.some(({ kind }) => kind === 'forwarded')) return refusedAs('outcome-not-of-service');
  const details = new Details();
  const institution = details.required('/institution', command.institution, DETAIL_LIMITS.line);
  const reason = details.required('/reason', command.reason, DETAIL_LIMITS.reason);
  if (details.issues.length > 0) return refused({ code: 'details-not-valid', issues: details.issues });
  return made({ kind: 'request-forwarded', origin, institution, reason });
}

/** CL35 */
export function decideWithdrawal(
  _state: CaseState,
  command: z.infer<typeof WithdrawRequest>,
  { origin }: StepContext,
): Decided {
  return reasoned(command.reason, (reason) => ({ kind: 'request-withdrawn', origin, reason }));
}

/** CL36 */
export function decideLapse(
  { waiting }: CaseState,
  command: z.infer<typeof LapseRequest>,
  { origin, today }: StepContext,
): Decided {
  if (waiting === null || (waiting.until !== null && today <= waiting.until)) {
    return refusedAs('not-waiting-long-enough');
  }
  return reasoned(command.reason, (reason) => ({ kind: 'request-lapsed', origin, reason }));
}

/** CL37 */
export function decideVoiding(
  _state: CaseState,
  command: z.infer<typeof VoidCase>,
  { origin }: StepContext,
): Decided {
  return reasoned(command.reason, (reason) => ({ kind: 'case-voided', origin, reason }));
}

/** CL38 */
export function decideReopening(
  _state: CaseState,
  command: z.infer<typeof ReopenCase>,
  { origin }: StepContext,
): Decided {
  return reasoned(command.reason, (reason) => ({ kind: 'case-reopened', origin, reason }));
}

export function afterEnding(
  state: CaseState,
  event: z.infer<typeof RequestForwarded | typeof RequestWithdrawn | typeof RequestLapsed>,
): CaseState {
  const kind = (
    {
      'request-forwarded': 'forwarded',
      'request-withdrawn': 'withdrawn',
      'request-lapsed': 'lapsed',
    } as const
  )[event.kind];
  return { ...state, ...at(event, 'closed', 'none'), outcome: { kind }, waiting: null, handOver: null };
}

export function afterVoiding(state: CaseState, event: z.infer<typeof CaseVoided>): CaseState {
  return { ...state, ...at(event, 'voided', 'none'), outcome: null, waiting: null, handOver: null };
}

/** The request is assessed anew; what was found and decided before stays in the history. */
export function afterReopening(state: CaseState, event: z.infer<typeof CaseReopened>): CaseState {
  return {
    ...state,
    ...at(event, 'being-assessed', 'justification'),
    outcome: null,
    decision: null,
    justification: null,
    way: null,
    preparation: [],
    actions: [],
    result: null,
    satisfaction: null,
    review: null,
    followUp: null,
  };
}
