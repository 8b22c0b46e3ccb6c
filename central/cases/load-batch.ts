import type { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import { Defect } from '#shared/kernel/invariant.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import { Batch, type ParkedOperation } from './batch.ts';
import type { CasePorts } from './case-ports.ts';
import type { CaseTransaction, StoredCase } from './case-store.ts';
import { type ReadOperation, readOperation } from './read-operation.ts';

/**
 * Locks and reads what these operations are decided on: what they wait for or resolve, their cases, who holds their
 * references. In this order: an operation that is seen as applied has its effect in the case that is read after it. The
 * other way round, a registration that commits in between would be called applied, and its case missing. `again`: they
 * were judged before, and what is done to their cases together with them may come from several counters.
 */
export async function loadBatch(
  tx: CaseTransaction,
  ports: CasePorts,
  operations: readonly ReadOperation[],
  again = false,
): Promise<Batch> {
  const verdicts = new Map<OperationId, Verdict>();
  const parked = await lockParked(tx, ports, operations, verdicts);
  const dependencies = await tx.findOperations(operations.flatMap(({ header }) => header.dependsOn));
  for (const [opId, { verdict }] of dependencies) if (verdict !== null) verdicts.set(opId, verdict);
  const caseIds = [...new Set(operations.map(({ header }) => header.caseId))].sort();
  const cases = await tx.lockCases(caseIds);
  const courses = await tx.readCourses(again ? [...cases.keys()] : movedOn(operations, cases));
  const references = await tx.findReferences(
    operations.flatMap(({ header }) => (header.reference === undefined ? [] : [header.reference])),
  );
  return new Batch({ cases, references, verdicts, courses, parked });
}

/** The cases that an author may not have seen as they are, and those of a resolution. */
function movedOn(
  operations: readonly ReadOperation[],
  cases: ReadonlyMap<CaseId, StoredCase>,
): readonly CaseId[] {
  const moved = operations.flatMap(({ header }) => {
    const stored = cases.get(header.caseId);
    if (stored === undefined) return [];
    return header.kind === 'resolve-conflict' || header.baseVersion < stored.version ? [header.caseId] : [];
  });
  return [...new Set(moved)];
}

/** The operations that resolutions speak of, locked, so that of two resolutions the later sees the earlier one. */
async function lockParked(
  tx: CaseTransaction,
  ports: CasePorts,
  operations: readonly ReadOperation[],
  verdicts: Map<OperationId, Verdict>,
): Promise<ReadonlyMap<OperationId, ParkedOperation>> {
  const named = operations.flatMap(({ command }) =>
    command.kind === 'known' && command.command.kind === 'resolve-conflict'
      ? [command.command.operation]
      : [],
  );
  const parked = new Map<OperationId, ParkedOperation>();
  for (const row of await tx.lockOperations([...new Set(named)])) {
    const read = await readOperation(row, ports.hash);
    if (!read.ok) throw new Defect('a stored operation can no longer be read');
    const { header } = read.value;
    const workedBy = await ports.references.findWorkedBy(header, header.office);
    parked.set(row.opId, { operation: read.value, workedBy });
    if (row.verdict !== null) verdicts.set(row.opId, row.verdict);
  }
  return parked;
}
