import { z } from 'zod';
import { Reference } from '#shared/kernel/reference.ts';
import type { CaseState } from '../case-state.ts';
import { EventOrigin } from '../event-origin.ts';
import { type Decided, made, refusedAs, type StepContext } from '../step-context.ts';

/** Link the case to another on the same matter. Both stay as they are (requirement R14). */
export const LinkDuplicate = z.object({ kind: z.literal('link-duplicate'), other: Reference });

export const DuplicateLinked = z.object({
  kind: z.literal('duplicate-linked'),
  origin: EventOrigin,
  other: Reference,
});

/** CL62 */
export function decideLink(
  state: CaseState,
  { other }: z.infer<typeof LinkDuplicate>,
  { origin }: StepContext,
): Decided {
  if (other === state.reference || state.duplicates.includes(other)) return refusedAs('linked-already');
  return made({ kind: 'duplicate-linked', origin, other });
}

export function afterLink(state: CaseState, { other }: z.infer<typeof DuplicateLinked>): CaseState {
  return { ...state, duplicates: [...new Set([...state.duplicates, other])] };
}
