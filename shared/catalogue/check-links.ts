import type { FindingList } from './catalogue-finding.ts';
import { refer } from './declare.ts';
import { findCircles } from './find-circles.ts';
import { memberOf, type Place } from './place.ts';

/** Checks `supersededBy` of the items at `places`: it names another one of `declared`, and the chain ends. */
export function checkSupersession(
  places: Iterable<Place>,
  declared: ReadonlyMap<string, Place>,
  what: string,
  defects: FindingList,
): void {
  for (const place of places) refer(memberOf(place, 'supersededBy'), what, declared, defects);
  const known = new Map([...declared].map(([id, place]) => [id, { place }]));
  checkLinks(known, 'supersededBy', (place) => memberOf(place, 'supersededBy'), defects);
}

/** Reports whatever refers to itself, directly or in a circle, by the text at `linkOf`. */
export function checkLinks(
  known: ReadonlyMap<string, { readonly place: Place }>,
  via: 'showIf' | 'supersededBy',
  linkOf: (place: Place) => Place,
  defects: FindingList,
): void {
  const next = new Map<string, string>();
  for (const [id, { place }] of known) {
    const link = linkOf(place);
    if (typeof link.value === 'string') next.set(id, link.value);
    if (link.value === id) defects.add(link, 'self-reference', { id, via });
  }
  for (const members of findCircles(next)) {
    const first = known.get(members[0] ?? '');
    if (first !== undefined) defects.add(memberOf(first.place, via), 'cycle', { members, via });
  }
}
