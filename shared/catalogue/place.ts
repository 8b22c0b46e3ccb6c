/** Where a value stands in the document: the value, its key or index, and the place that holds it. */
export interface Place {
  /** `undefined` when there is nothing at this place; its pointer then says where something should be. */
  readonly value: unknown;
  readonly step: string | number;
  readonly parent: Place | undefined;
}

/** The place of the whole document. */
export function rootPlace(value: unknown): Place {
  return { value, step: '', parent: undefined };
}

/** Whether `value` is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The place of the member `key`; its value is `undefined` when the object lacks it or `place` is no object. */
export function memberOf(place: Place, key: string): Place {
  // Asked by own property only: every object inherits names such as `constructor`.
  const value = isObject(place.value) && Object.hasOwn(place.value, key) ? place.value[key] : undefined;
  return { value, step: key, parent: place };
}

/** The places of the items in order; none when `place` holds no list. */
export function* itemsOf(place: Place): Generator<Place> {
  if (!Array.isArray(place.value)) return;
  for (const [step, value] of place.value.entries()) yield { value, step, parent: place };
}

/** The places of the items of the list `key`. */
export function itemsOfMember(place: Place, key: string): Generator<Place> {
  return itemsOf(memberOf(place, key));
}

/** The text at the member `key`, or `undefined` when there is none. */
export function findText(place: Place, key: string): string | undefined {
  const { value } = memberOf(place, key);
  return typeof value === 'string' ? value : undefined;
}

/** The keys and indexes that lead from the document to `place`. */
export function pathOf(place: Place): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at = place; at.parent !== undefined; at = at.parent) path.push(at.step);
  return path.reverse();
}

/** The place that `path` leads to. */
export function placeAt(root: Place, path: readonly (string | number)[]): Place {
  let at = root;
  for (const step of path) {
    at =
      typeof step === 'string'
        ? memberOf(at, step)
        : { value: Array.isArray(at.value) ? at.value[step] : undefined, step, parent: at };
  }
  return at;
}
