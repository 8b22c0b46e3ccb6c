import { z } from 'zod';
import type { CaseState } from '../case-state.ts';
import { DETAIL_LIMITS } from '../detail-limits.ts';
import { Details } from '../details.ts';
import { EventOrigin } from '../event-origin.ts';
import { type Decided, made, refusedDetails, type StepContext } from '../step-context.ts';

/** Write a note on a case. */
export const AddNote = z.object({ kind: z.literal('add-note'), text: z.string() });
export type AddNote = z.infer<typeof AddNote>;

/** Somebody wrote a note. */
export const NoteAdded = z.object({ kind: z.literal('note-added'), origin: EventOrigin, text: z.string() });

/** CL60 */
export function decideNote(
  _state: CaseState,
  command: z.infer<typeof AddNote>,
  { origin }: StepContext,
): Decided {
  const details = new Details();
  const text = details.required('/text', command.text, DETAIL_LIMITS.reasons);
  return details.issues.length > 0 ? refusedDetails(details) : made({ kind: 'note-added', origin, text });
}

/** CL60 */
export function afterNote(state: CaseState, { origin, text }: z.infer<typeof NoteAdded>): CaseState {
  return { ...state, notes: [...state.notes, { opId: origin.opId, at: origin.at, by: origin.by, text }] };
}
