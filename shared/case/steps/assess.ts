import { z } from 'zod';
import { CONFORMITY_CRITERIA, Findings } from '#shared/case/facts/finding.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';
import { pointerOf } from '#shared/kernel/issue.ts';
import { refused } from '#shared/kernel/result.ts';
import { at } from '../at-step.ts';
import type { CaseState } from '../case-state.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import { type Decided, made, obstacleOfStep, type StepContext } from '../step-context.ts';

/** Record what was found about form, competence and completeness (requirement R47). */
export const AssessConformity = z.object({ kind: z.literal('assess-conformity'), findings: Findings });

/** Record what was found about the substance (requirement R48). */
export const AssessJustification = z.object({ kind: z.literal('assess-justification'), findings: Findings });

export const ConformityAssessed = z.object({
  kind: z.literal('conformity-assessed'),
  origin: EventOrigin,
  findings: Findings,
});

export const JustificationAssessed = z.object({
  kind: z.literal('justification-assessed'),
  origin: EventOrigin,
  findings: Findings,
});

/** The one criterion of a service that names no conditions. */
const GROUNDS = 'grounds';

/** What the justification of a request for the service is assessed by: its conditions, each by itself (R11). */
export function justificationCriteria(service: PublicService): readonly string[] {
  const conditions = service.eligibility.map(({ id }) => id);
  return conditions.length === 0 ? [GROUNDS] : conditions;
}

/** CL16 */
export function decideConformity(
  _state: CaseState,
  { findings }: z.infer<typeof AssessConformity>,
  context: StepContext,
): Decided {
  return (
    obstacleOfStep(context, 'conformity') ??
    obstacleOfFindings(findings, CONFORMITY_CRITERIA, context.service) ??
    made({ kind: 'conformity-assessed', origin: context.origin, findings })
  );
}

/** CL17 */
export function decideJustification(
  _state: CaseState,
  { findings }: z.infer<typeof AssessJustification>,
  context: StepContext,
): Decided {
  return (
    obstacleOfStep(context, 'justification') ??
    obstacleOfFindings(findings, justificationCriteria(context.service), context.service) ??
    made({ kind: 'justification-assessed', origin: context.origin, findings })
  );
}

/** Whether every criterion was found to be met. */
export function isAllMet(findings: Findings): boolean {
  return Object.values(findings).every(({ isMet }) => isMet);
}

export function afterConformity(state: CaseState, event: z.infer<typeof ConformityAssessed>): CaseState {
  const next = isAllMet(event.findings)
    ? at(event, 'being-assessed', 'justification')
    : at(event, 'to-be-decided', 'decide');
  return { ...state, ...next, conformity: event.findings };
}

export function afterJustification(
  state: CaseState,
  event: z.infer<typeof JustificationAssessed>,
): CaseState {
  return { ...state, ...at(event, 'to-be-decided', 'decide'), justification: event.findings };
}

/** Each criterion has its finding and no other has one; what is not met says why; evidence is the service's. */
function obstacleOfFindings(
  findings: Findings,
  criteria: readonly string[],
  service: PublicService,
): Decided | undefined {
  const details = new Details();
  const known = new Set(service.evidence.map(({ id }) => id));
  for (const criterion of criteria) {
    const finding = Object.hasOwn(findings, criterion) ? findings[criterion] : undefined;
    const pointer = pointerOf(['findings', criterion]);
    if (finding === undefined) details.add(pointer, 'required');
    else if (!finding.isMet && finding.note === undefined) details.add(`${pointer}/note`, 'required');
    else if (finding.evidence.some((id) => !known.has(id))) {
      details.add(`${pointer}/evidence`, 'unknown-choice');
    }
  }
  for (const criterion of Object.keys(findings)) {
    if (!criteria.includes(criterion)) details.add(pointerOf(['findings', criterion]), 'unknown-choice');
  }
  return details.issues.length === 0
    ? undefined
    : refused({ code: 'details-not-valid', issues: details.issues });
}
