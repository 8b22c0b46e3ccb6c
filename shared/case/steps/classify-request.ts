import { z } from 'zod';
import { Classification } from '#shared/case/facts/classification.ts';
import type { CaseState } from '../case-state.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import { type Decided, made, refusedDetails, type StepContext } from '../step-context.ts';

/** Change the classification that the catalogue gave (requirement R46). */
export const ClassifyRequest = z.object({
  kind: z.literal('classify-request'),
  classification: Classification,
});

/** The request was classified. */
export const Classified = z.object({
  kind: z.literal('classified'),
  origin: EventOrigin,
  classification: Classification,
});

/** CL15 */
export function decideClassification(
  _state: CaseState,
  { classification }: z.infer<typeof ClassifyRequest>,
  { origin, catalogue }: StepContext,
): Decided {
  const details = new Details();
  const { subject, lifeEvent } = classification;
  if (catalogue.services.every(({ thematicArea }) => thematicArea !== subject)) {
    details.add('/classification/subject', 'unknown-choice');
  }
  if (lifeEvent !== null && catalogue.services.every(({ lifeEvents }) => !lifeEvents.includes(lifeEvent))) {
    details.add('/classification/lifeEvent', 'unknown-choice');
  }
  return details.issues.length > 0
    ? refusedDetails(details)
    : made({ kind: 'classified', origin, classification });
}

export function afterClassification(state: CaseState, event: z.infer<typeof Classified>): CaseState {
  return { ...state, classification: event.classification };
}

/** Whether the case is an answer and no right hangs on it. */
export function isAdvice({ classification }: CaseState): boolean {
  return classification.requestType === 'information' || classification.requestType === 'consultation';
}
