import type { OperationId } from '#shared/kernel/identifier.ts';
import type { Finding } from './finding.ts';
import { versionOf } from './model.ts';
import type { WorldFacts } from './world-facts.ts';

/** SM12 and SM13: an operation has one effect at most, and none shares its number or its reference with another. */
export function checkDuplicated({ centre }: WorldFacts): readonly Finding[] {
  const findings: Finding[] = [];
  const effects = new Map<OperationId, number>();
  for (const { events } of centre.cases) {
    for (const { opId } of events) effects.set(opId, (effects.get(opId) ?? 0) + 1);
  }
  for (const [opId, count] of effects) {
    if (count > 1) findings.push(found('SM12', `${opId} has ${count} effects at the centre`));
  }
  const holders = new Map<string, OperationId>();
  for (const operation of centre.operations) {
    if (versionOf(operation) === undefined) continue;
    const number = `${operation.replica} ${operation.n}`;
    const holder = holders.get(number);
    if (holder === undefined) holders.set(number, operation.opId);
    else findings.push(found('SM13', `${holder} and ${operation.opId} have an effect as ${number}`));
  }
  const references = new Map<string, string>();
  for (const { caseId, state } of centre.cases) {
    const other = references.get(state.reference);
    if (other === undefined) references.set(state.reference, caseId);
    else findings.push(found('SM13', `${other} and ${caseId} are both ${state.reference}`));
  }
  return findings;
}

function found(rule: Finding['rule'], about: string): Finding {
  return { figure: 'duplicated', rule, about };
}
