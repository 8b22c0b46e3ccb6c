import type { Finding } from './finding.ts';
import type { WorldFacts } from './world-facts.ts';

/** SM10: what a clerk saw as saved is in the centre's inbox, with what the clerk wrote. */
export function checkLost({ centre, harness }: WorldFacts): readonly Finding[] {
  const byId = new Map(centre.operations.map((operation) => [operation.opId, operation]));
  const findings: Finding[] = [];
  for (const { opId, text, at, kind } of harness.ledger.allSaved()) {
    const operation = byId.get(opId);
    if (operation === undefined) {
      if (harness.destroyed.has(opId)) continue;
      findings.push({ figure: 'lost', rule: 'SM10', about: `${kind} ${opId} saved at ${at} is not there` });
    } else if (!operation.payload.includes(text)) {
      findings.push({
        figure: 'lost',
        rule: 'SM10',
        about: `${kind} ${opId} saved at ${at} holds other content`,
      });
    }
  }
  return findings;
}
