import { z } from 'zod';
import { CONFORMITY_CRITERIA, Findings, TypedFindings } from '#shared/case/facts/finding.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';
import { pointerOf } from '#shared/kernel/issue.ts';
import { at } from '../at-step.ts';
import type { CaseState } from '../case-state.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import { type Decided, made, obstacleOfStep, refusedDetails, type StepContext } from '../step-context.ts';

/** Record what was found about form, competence and completeness (requirement R47). */
export const AssessConformity = z.object({ kind: z.literal('assess-conformity'), findings: TypedFindings });

/** Record what was found about the substance (requirement R48). */
export const AssessJustification = z.object({
  kind: z.literal('assess-justification'),
  findings: TypedFindings,
});

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

/** What the justification of a request for the service is assessed by: its conditions, each by itself (CL23). */
export function justificationCriteria(service: PublicService): readonly string[] {
  const conditions = service.eligibility.map(({ id }) => id);
  return conditions.length === 0 ? [GROUNDS] : conditions;
}

/** CL22 */
export function decideConformity(
  _state: CaseState,
  command: z.infer<typeof AssessConformity>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfStep(context, 'conformity');
  if (obstacle !== undefined) return obstacle;
  const details = new Details();
  const findings = readFindings(command.findings, CONFORMITY_CRITERIA, context.service, details);
  if (details.issues.length > 0) return refusedDetails(details);
  return made({ kind: 'conformity-assessed', origin: context.origin, findings });
}

/** CL23 */
export function decideJustification(
  _state: CaseState,
  command: z.infer<typeof AssessJustification>,
  context: StepContext,
): Decided {
  const obstacle = obstacleOfStep(context, 'justification');
  if (obstacle !== undefined) return obstacle;
  const { service, origin } = context;
  const details = new Details();
  const findings = readFindings(command.findings, justificationCriteria(service), service, details);
  if (details.issues.length > 0) return refusedDetails(details);
  return made({ kind: 'justification-assessed', origin, findings });
}

/** Whether every criterion was found to be met. What was not assessed is not. */
export function isAllMet(findings: Findings | null): boolean {
  return findings !== null && Object.values(findings).every(({ isMet }) => isMet);
}

export function afterConformity(state: CaseState, event: z.infer<typeof ConformityAssessed>): CaseState {
  const next = isAllMet(event.findings)
    ? at(state, event, 'being-assessed', 'justification')
    : at(state, event, 'to-be-decided', 'decide');
  return { ...state, ...next, conformity: event.findings };
}

export function afterJustification(
  state: CaseState,
  event: z.infer<typeof JustificationAssessed>,
): CaseState {
  return { ...state, ...at(state, event, 'to-be-decided', 'decide'), justification: event.findings };
}

/** Each criterion has its finding and no other has one; what is not met says why; evidence is the service's (CL21). */
function readFindings(
  typed: TypedFindings,
  criteria: readonly string[],
  service: PublicService,
  details: Details,
): Findings {
  const known = new Set(service.evidence.map(({ id }) => id));
  const findings: Findings = {};
  for (const criterion of criteria) {
    const finding = Object.hasOwn(typed, criterion) ? typed[criterion] : undefined;
    const pointer = pointerOf(['findings', criterion]);
    if (finding === undefined) {
      details.add(pointer, 'required');
      continue;
    }
    const { isMet, evidence } = finding;
    const read = isMet ? 'optional' : 'required';
    const note = details[read](`${pointer}/note`, finding.note, DETAIL_LIMITS.note);
    if (evidence.some((id) => !known.has(id))) details.add(`${pointer}/evidence`, 'unknown-choice');
    findings[criterion] = {
      isMet,
      evidence: [...new Set(evidence)],
      ...(note === undefined ? {} : { note }),
    };
  }
  for (const criterion of Object.keys(typed)) {
    if (!criteria.includes(criterion)) details.add(pointerOf(['findings', criterion]), 'unknown-choice');
  }
  return findings;
}
