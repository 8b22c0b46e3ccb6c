import type { FindingList } from './catalogue-finding.ts';
import { findText, memberOf, type Place } from './place.ts';

/** What a list declares: each identifier with the place of its first item. */
export type Declared = ReadonlyMap<string, Place>;

/** How an identifier may look: by the general rule, by a rule of its own, or as any text. */
type Form = 'identifier' | 'own-form' | 'free';

const IDENTIFIER = /^[\p{L}\p{N}][\p{L}\p{N}_:-]{0,63}$/u;

/**
 * Gathers the identifiers that the items at `places` declare under `key` and reports those that are declared twice or
 * cannot be used. `what` names one item in a sentence.
 */
export function declare(
  places: Iterable<Place>,
  what: string,
  defects: FindingList,
  key: 'id' | 'code' | 'value' = 'id',
  form: Form = 'identifier',
): Declared {
  const declared = new Map<string, Place>();
  for (const place of places) {
    const id = findText(place, key);
    // Missing and empty ones are reported with the shape.
    if (id === undefined || id === '') continue;
    const at = memberOf(place, key);
    if (form === 'identifier' && !IDENTIFIER.test(id)) defects.add(at, 'wrong-identifier', { id });
    // Answers are kept by identifier in plain objects, which inherit such names.
    else if (form !== 'free' && id in Object.prototype) defects.add(at, 'reserved-identifier', { id });
    if (declared.has(id)) defects.add(at, 'duplicate-id', { what, id });
    else declared.set(id, place);
  }
  return declared;
}

/** Reports the text at `place` when nothing of that name is declared. Whatever is no text is reported with the shape. */
export function refer(
  place: Place,
  what: string,
  declared: ReadonlyMap<string, unknown>,
  defects: FindingList,
): void {
  if (typeof place.value !== 'string' || declared.has(place.value)) return;
  defects.add(place, 'unknown-reference', { what, name: place.value, known: declared });
}

/** Reports every text of the list at `place` that is not declared. */
export function referEach(
  places: Iterable<Place>,
  what: string,
  declared: ReadonlyMap<string, unknown>,
  defects: FindingList,
): void {
  for (const place of places) refer(place, what, declared, defects);
}
