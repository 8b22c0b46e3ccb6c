import type { Finding } from './finding.ts';
import type { WorldFacts } from './world-facts.ts';

/** SM17: after the healing bound nothing is unsent anywhere, and nothing that was received is undecided. */
export function checkStuck({ centre, counters, harness }: WorldFacts): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { name, outbox } of counters) {
    for (const { opId, place } of outbox) {
      if (place === 'unsent') findings.push(found(`${opId} is unsent at ${name}`));
    }
  }
  for (const { opId, verdict } of centre.operations) {
    if (verdict === null) findings.push(found(`${opId} has no verdict at the centre`));
  }
  // What nobody holds as unsent and the centre does not have moves by nobody's doing either.
  const unsent = new Set(counters.flatMap(({ outbox }) => outbox.map(({ opId }) => opId)));
  const received = new Set(centre.operations.map(({ opId }) => opId));
  for (const { opId, at } of harness.ledger.allSaved()) {
    if (received.has(opId) || unsent.has(opId) || harness.destroyed.has(opId)) continue;
    findings.push(found(`${opId}, saved at ${at}, has no verdict and is on no way to one`));
  }
  return findings;
}

function found(about: string): Finding {
  return { figure: 'stuck', rule: 'SM17', about };
}
