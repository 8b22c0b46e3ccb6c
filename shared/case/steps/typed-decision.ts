import { z } from 'zod';
import type { DecisionContent } from '#shared/case/facts/decision.ts';
import { openChecks } from '#shared/case/request/open-checks.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';
import type { CaseState } from '../case-state.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import type { Details } from '../details.ts';
import { isAllMet } from './assess.ts';

/** A decision as it is typed. The reasons of a refusal are the catalogue's; the texts say what they mean here. */
export const TypedDecision = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('provide'), reasons: z.string().optional() }),
  z.object({
    decision: z.literal('refuse'),
    refusalReasons: z.array(z.string()).max(20),
    reasons: z.string(),
    legalGround: z.string(),
    contestAt: z.string(),
  }),
]);
export type TypedDecision = z.infer<typeof TypedDecision>;

/** Whether the catalogue entry lets a request for the service be refused (CL25). */
export function isRefusable(service: PublicService): boolean {
  return refusalReasonsOf(service).length > 0 || service.outcomes.some(({ kind }) => kind === 'refused');
}

/** Reads a typed decision on the case (CL24, CL25, CL82). What is wrong is among the issues of `details` then. */
export function readDecision(
  typed: TypedDecision,
  { justification, request }: CaseState,
  service: PublicService,
  details: Details,
): DecisionContent {
  if (typed.decision === 'provide') {
    // CL24, and CL82: what was not looked up has not been shown.
    const isShown = isAllMet(justification) && openChecks(service.evidence, request.evidence).length === 0;
    const read = isShown ? 'optional' : 'required';
    const reasons = details[read]('/decision/reasons', typed.reasons, DETAIL_LIMITS.reasons);
    return { kind: 'provide', ...(reasons === undefined ? {} : { reasons }) };
  }
  const refusalReasons = [...new Set(typed.refusalReasons)];
  const offered = refusalReasonsOf(service);
  if (offered.length > 0 && refusalReasons.length === 0) details.add('/decision/refusalReasons', 'required');
  if (refusalReasons.some((id) => !offered.includes(id))) {
    details.add('/decision/refusalReasons', 'unknown-choice');
  }
  const reasons = details.required('/decision/reasons', typed.reasons, DETAIL_LIMITS.reasons);
  const legalGround = details.required('/decision/legalGround', typed.legalGround, DETAIL_LIMITS.reason);
  const contestAt = details.required('/decision/contestAt', typed.contestAt, DETAIL_LIMITS.line);
  return { kind: 'refuse', refusalReasons, reasons, legalGround, contestAt };
}

function refusalReasonsOf({ refusalReasons }: PublicService): readonly string[] {
  return refusalReasons.filter(({ retired }) => retired !== true).map(({ id }) => id);
}
