import type { OperationId } from '#shared/kernel/identifier.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import { Batch } from './batch.ts';
import type { CaseTransaction } from './case-store.ts';
import type { ReadOperation } from './read-operation.ts';

/**
 * Locks and reads what these operations are decided on: what they wait for, their cases, who holds their references.
 * In this order: an operation that is seen as applied has its effect in the case that is read after it. The other way
 * round, a registration that commits in between would be called applied, and its case missing.
 */
export async function loadBatch(tx: CaseTransaction, operations: readonly ReadOperation[]): Promise<Batch> {
  const dependencies = await tx.findOperations(operations.flatMap(({ header }) => header.dependsOn));
  const verdicts = new Map<OperationId, Verdict>();
  for (const [opId, { verdict }] of dependencies) if (verdict !== null) verdicts.set(opId, verdict);
  const caseIds = [...new Set(operations.map(({ header }) => header.caseId))].sort();
  const cases = await tx.lockCases(caseIds);
  const references = await tx.findReferences(
    operations.flatMap(({ header }) => (header.reference === undefined ? [] : [header.reference])),
  );
  return new Batch({ cases, references, verdicts });
}
