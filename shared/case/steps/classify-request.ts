import { z } from 'zod';
import { Classification } from '#shared/case/facts/classification.ts';
import type { CaseState } from '../case-state.ts';
import { EventOrigin } from '../event-origin.ts';
import { type Decided, made, type StepContext } from '../step-context.ts';

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

/** CL12 */
export function decideClassification(
  _state: CaseState,
  { classification }: z.infer<typeof ClassifyRequest>,
  { origin }: StepContext,
): Decided {
  return made({ kind: 'classified', origin, classification });
}

export function afterClassification(state: CaseState, event: z.infer<typeof Classified>): CaseState {
  return { ...state, classification: event.classification };
}
