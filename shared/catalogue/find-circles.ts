/**
 * The circles among links of which each thing has at most one: `next.get(a) === b` is a link from a to b. Each circle
 * is given once, its members in the order of the links from the one that comes first in `next`. A link to itself is
 * no circle here. Takes time in proportion to the number of links.
 */
export function findCircles(next: ReadonlyMap<string, string>): readonly (readonly string[])[] {
  const circles: string[][] = [];
  const ranks = new Map([...next.keys()].map((name, index) => [name, index]));
  const seenFrom = new Map<string, string>();
  for (const start of next.keys()) {
    let at: string | undefined = start;
    while (at !== undefined && !seenFrom.has(at)) {
      seenFrom.set(at, start);
      at = next.get(at);
    }
    // Only a walk that runs into its own steps has gone round.
    if (at === undefined || seenFrom.get(at) !== start || next.get(at) === at) continue;
    const members: string[] = [at];
    for (let member = next.get(at); member !== undefined && member !== at; member = next.get(member)) {
      members.push(member);
    }
    circles.push(firstFirst(members, ranks));
  }
  return circles;
}

function firstFirst(members: readonly string[], ranks: ReadonlyMap<string, number>): string[] {
  let first = 0;
  for (const [index, member] of members.entries()) {
    if ((ranks.get(member) ?? 0) < (ranks.get(members[first] ?? '') ?? 0)) first = index;
  }
  return [...members.slice(first), ...members.slice(0, first)];
}
