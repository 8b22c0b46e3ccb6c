import { toHex } from '#shared/kernel/hex.ts';
import { OperationId } from '#shared/kernel/identifier.ts';

/** A form of a case that is being filled in. Identifier and salt stay with it, so that trying again saves once. */
export interface KeptForm<Values> {
  readonly opId: OperationId;
  readonly salt: string;
  readonly values: Values;
}

// Forms that were begun and not saved, while the window lives, by person, case and form: whatever leads away from one,
// a section, a colleague at the same desk, a step that was done elsewhere, what was typed is there again.
const kept = new Map<string, KeptForm<unknown>>();

/** A form that is not saved yet. */
export function newForm<Values>(values: Values): KeptForm<Values> {
  return {
    opId: OperationId.parse(crypto.randomUUID()),
    salt: toHex(crypto.getRandomValues(new Uint8Array(16))),
    values,
  };
}

/** The form that was begun at this place, if any. A place is of one kind of form, so its values are too. */
export function findKeptForm<Values>(place: string): KeptForm<Values> | undefined {
  return kept.get(place) as KeptForm<Values> | undefined;
}

/** Keeps a form as it stands. */
export function keepForm(place: string, form: KeptForm<unknown>): void {
  kept.set(place, form);
}

/** Forgets a form that was saved or discarded. */
export function forgetForm(place: string): void {
  kept.delete(place);
}
