import { toHex } from '#shared/kernel/hex.ts';
import { type CaseId, OperationId, type PersonId } from '#shared/kernel/identifier.ts';

/** A note that is being written. Identifier and salt stay with it, so that trying again never writes it twice. */
export interface NoteDraft {
  readonly opId: OperationId;
  readonly salt: string;
  readonly text: string;
}

/** Whose note on which case. Nobody is shown what a colleague at the same desk was writing. */
export interface NotePlace {
  readonly person: PersonId;
  readonly caseId: CaseId;
}

// Notes that were begun and neither saved nor discarded, while the window lives.
const kept = new Map<string, NoteDraft>();

const keyOf = ({ person, caseId }: NotePlace): string => `${person} ${caseId}`;

/** A note that is not written yet. */
export function newNote(text = ''): NoteDraft {
  return {
    opId: OperationId.parse(crypto.randomUUID()),
    salt: toHex(crypto.getRandomValues(new Uint8Array(16))),
    text,
  };
}

/** The note that was begun here, if any. */
export function findKeptNote(place: NotePlace): NoteDraft | undefined {
  return kept.get(keyOf(place));
}

/** Keeps a note as it stands; one without words is not worth keeping. */
export function keepNote(place: NotePlace, note: NoteDraft): void {
  if (note.text.trim() === '') kept.delete(keyOf(place));
  else kept.set(keyOf(place), note);
}

/** Forgets a note that was saved or discarded. */
export function forgetNote(place: NotePlace): void {
  kept.delete(keyOf(place));
}
