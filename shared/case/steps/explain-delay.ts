import { z } from 'zod';
import { deadlineInstant } from '#shared/service-level/due.ts';
import { dueOfCase } from '../case-due.ts';
import type { CaseState } from '../case-state.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import { type Decided, made, refusedAs, refusedDetails, type StepContext } from '../step-context.ts';

/** Say why a case takes longer than promised, as soon as it does (requirement R16). */
export const ExplainDelay = z.object({ kind: z.literal('explain-delay'), correctiveNote: z.string() });

export const DelayExplained = z.object({
  kind: z.literal('delay-explained'),
  origin: EventOrigin,
  correctiveNote: z.string(),
});

/** CL76 */
export function decideExplanation(
  state: CaseState,
  command: z.infer<typeof ExplainDelay>,
  { origin }: StepContext,
): Decided {
  const { deadline } = state;
  const due = dueOfCase(state);
  const isLate =
    deadline.kind === 'met' ? !deadline.isInTime : due !== null && origin.at >= deadlineInstant(due);
  if (!isLate) return refusedAs('deadline-not-passed');
  const details = new Details();
  const correctiveNote = details.required('/correctiveNote', command.correctiveNote, DETAIL_LIMITS.note);
  return details.issues.length > 0
    ? refusedDetails(details)
    : made({ kind: 'delay-explained', origin, correctiveNote });
}

export function afterExplanation(state: CaseState, event: z.infer<typeof DelayExplained>): CaseState {
  const { origin, correctiveNote } = event;
  return { ...state, delay: { correctiveNote, by: origin.by, at: origin.at } };
}
