import type { CaseEvent } from '#shared/case/case-event.ts';
import { decide } from '#shared/case/decide.ts';
import { isOfTheCase } from '#shared/case/refusal.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { OperationHeader } from '#shared/protocol/operation-header.ts';
import { RULES_VERSION } from '#shared/protocol/protocol-version.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import { decideContext, type WorkedBy } from '#shared/protocol/worked-by.ts';
import type { Batch } from './batch.ts';
import type { ReadOperation } from './read-operation.ts';

/** What was looked up for one operation before it is judged. */
export interface Circumstances {
  readonly replica: 'known' | 'unknown' | 'revoked' | 'of-another-office';
  readonly authorMayAct: boolean;
  readonly workedBy: WorkedBy | undefined;
  /** Another operation has this replica's number, or the chain does not fit: the replica's data exist twice. */
  readonly fork: 'number-taken' | 'chain-broken' | undefined;
}

/**
 * The verdict on one operation (`docs/protocol.md`, PR10 to PR19), with its effect put into the batch when it is
 * accepted. The order of the questions is the order of the rules.
 */
export function judge(operation: ReadOperation, circumstances: Circumstances, batch: Batch): Verdict {
  const { header, command } = operation;
  if (circumstances.fork !== undefined) return withGrounds('fork', circumstances.fork);
  if (circumstances.replica !== 'known') return withGrounds('held', `replica-${circumstances.replica}`);
  if (!circumstances.authorMayAct) return withGrounds('held', 'author-without-right');
  if (command.kind === 'unknown') return withGrounds('held', command.code);
  const { workedBy } = circumstances;
  if (workedBy === undefined) return withGrounds('held', 'version-not-known');

  const waitsFor = header.dependsOn.filter((opId) => !isSettled(batch.findVerdict(opId)));
  if (waitsFor.length > 0) return { outcome: 'waiting', waitsFor };

  if (header.reference !== undefined) {
    const holder = batch.findHolder(header.reference);
    if (holder !== undefined && holder !== header.caseId) return withGrounds('fork', 'reference-taken');
  }
  const decision = decide(batch.findState(header.caseId), command.command, decideContext(header, workedBy));
  if (!decision.ok) {
    const { problem } = decision;
    const grounds = { code: problem.code, ...('issues' in problem ? { issues: [...problem.issues] } : {}) };
    // PR18: what other rules, or the case as its author saw it, may have allowed is not turned down without a person.
    const hasMovedOn = header.baseVersion < batch.versionOf(header.caseId);
    const mayHaveBeenAllowed = header.rules !== RULES_VERSION || (hasMovedOn && isOfTheCase(problem));
    return { outcome: mayHaveBeenAllowed ? 'parked' : 'rejected', grounds };
  }
  return accept(header, decision.value, batch);
}

function accept(header: OperationHeader, events: readonly CaseEvent[], batch: Batch): Verdict {
  const before = batch.versionOf(header.caseId);
  invariant(events.length > 0, 'an accepted command has an effect');
  const version = batch.append(header.caseId, header.opId, events);
  // PR16: an addition to a case that moved on meanwhile is combined with what moved it.
  const outcome = header.baseVersion < before ? 'merged' : 'applied';
  return { outcome, version };
}

/** Whether what depends on an operation with this verdict can be decided. */
export function isSettled(verdict: Verdict | undefined): boolean {
  return verdict?.outcome === 'applied' || verdict?.outcome === 'merged' || verdict?.outcome === 'rejected';
}

function withGrounds(outcome: 'held' | 'fork', code: string): Verdict {
  return { outcome, grounds: { code } };
}
