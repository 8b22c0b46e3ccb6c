import type { ReplicaId } from '#shared/kernel/identifier.ts';
import { officeSpace } from '#shared/protocol/pull.ts';
import type { CentreRecord } from '../centre/simulated-centre.ts';
import { cursorOf } from './check-diverged.ts';
import type { Finding } from './finding.ts';
import type { CounterFacts, WorldFacts } from './world-facts.ts';

/** SM18 and SM19: no hole in the numbers of a replica or of a feed that nobody told of. */
export function checkHoles(facts: WorldFacts): readonly Finding[] {
  const { centre, counters } = facts;
  return [
    ...holesInNumbers(facts).map((about) => found('SM18', about)),
    ...counters
      .filter(({ isInUse }) => isInUse)
      .flatMap((counter) => skippedBy(counter, centre))
      .map((about) => found('SM19', about)),
    ...feedsOutOfOrder(centre).map((about) => found('SM19', about)),
  ];
}

function found(rule: Finding['rule'], about: string): Finding {
  return { figure: 'holes', rule, about };
}

/** Each number up to the last is there or was destroyed, and the centre tells the replica exactly which are missing. */
function holesInNumbers({ centre, counters, harness }: WorldFacts): readonly string[] {
  const texts: string[] = [];
  const destroyed = new Set([...harness.destroyed.values()].map(({ replica, n }) => `${replica} ${n}`));
  const held = new Set(counters.flatMap(({ outbox }) => outbox.map(({ replica, n }) => `${replica} ${n}`)));
  const numbers = new Map<ReplicaId, Set<number>>();
  for (const { replica, n } of centre.operations) {
    const own = numbers.get(replica) ?? new Set();
    numbers.set(replica, own.add(n));
  }
  for (const [replica, own] of numbers) {
    const missing: number[] = [];
    for (let n = 1; n <= Math.max(...own); n += 1) if (!own.has(n)) missing.push(n);
    for (const n of missing) {
      const number = `${replica} ${n}`;
      const wasPassedOver = harness.damaged.has(replica) && !held.has(number);
      if (!destroyed.has(number) && !wasPassedOver) texts.push(`number ${n} of ${replica} is missing`);
    }
    const told = centre.received.get(replica);
    const first = missing[0] ?? Math.max(...own) + 1;
    const gaps = told?.gaps.flatMap(({ fromN, toN }) =>
      Array.from({ length: toN - fromN + 1 }, (_, index) => fromN + index),
    );
    if (told?.contiguousN !== first - 1 || gaps?.join() !== missing.join()) {
      texts.push(`${replica} is told ${JSON.stringify(told)}, and ${missing.join() || 'nothing'} is missing`);
    }
  }
  return texts;
}

/** A counter whose cursor is at or beyond a change has that change. */
function skippedBy(counter: CounterFacts, centre: CentreRecord): readonly string[] {
  const cursor = cursorOf(counter);
  const rows = new Map(counter.cases.map((row) => [row.caseId, row]));
  const versions = new Map(centre.cases.map(({ caseId, version }) => [caseId, version]));
  return centre.feed.flatMap(({ space, caseId, sequence }) => {
    if (space !== officeSpace(counter.office) || sequence > cursor) return [];
    const has = rows.get(caseId)?.confirmed?.version ?? 0;
    const version = versions.get(caseId) ?? 0;
    return has >= version
      ? []
      : [
          `${counter.name} is at ${cursor} and has ${caseId}, changed at ${sequence}, at ${has} of ${version}`,
        ];
  });
}

/** Each case has its last change in the feed, and no change stands beyond the space's last number. */
function feedsOutOfOrder({ feed, heads, cases }: CentreRecord): readonly string[] {
  const texts: string[] = [];
  const inFeed = new Set(feed.map(({ space, caseId }) => `${space} ${caseId}`));
  for (const { caseId, state } of cases) {
    if (!inFeed.has(`${officeSpace(state.office)} ${caseId}`)) texts.push(`${caseId} is in no feed`);
  }
  for (const { space, caseId, sequence } of feed) {
    const head = heads.get(space) ?? 0;
    if (sequence > head)
      texts.push(`${caseId} stands at ${sequence} of ${space}, whose last number is ${head}`);
  }
  return texts;
}
