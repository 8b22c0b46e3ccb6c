import type { CaseCommand } from '#shared/case/case-command.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import { type Comparison, compareUnseen } from '#shared/case/conflict/compare-unseen.ts';
import type { FieldConflict } from '#shared/case/conflict/conflict.ts';
import { decide } from '#shared/case/decide.ts';
import type { DecideContext } from '#shared/case/decide-context.ts';
import { isOfTheCase } from '#shared/case/refusal.ts';
import { type CaseId, OperationId } from '#shared/kernel/identifier.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { StationCode } from '#shared/kernel/reference.ts';
import type { OperationHeader } from '#shared/protocol/operation-header.ts';
import { RULES_VERSION } from '#shared/protocol/protocol-version.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import { decideContext, type WorkedBy } from '#shared/protocol/worked-by.ts';
import { type Author, findCaseObstacle, mayAct } from './author-rights.ts';
import type { Batch } from './batch.ts';
import { groundsOf } from './grounds.ts';
import { judgeResolution } from './judge-resolution.ts';
import type { ReadOperation } from './read-operation.ts';
import { findNumberObstacle } from './registration-number.ts';

/** The commands that only the centre gives; beside them it gives resolutions, for who works there (ML1, CL78, CF15). */
const OF_THE_CENTRE: ReadonlySet<CaseCommand['kind']> = new Set(['report-mail', 'recount-deadline']);

/** What the centre knows of the replica an operation comes from. */
export type ReplicaStanding =
  | { readonly standing: 'known'; readonly station: StationCode }
  /** The centre's own. */
  | { readonly standing: 'own' }
  | { readonly standing: 'unknown' | 'revoked' | 'of-another-office' };

/** What was looked up for one operation before it is judged. */
export interface Circumstances {
  readonly replica: ReplicaStanding;
  readonly author: Author;
  readonly workedBy: WorkedBy | undefined;
  /** Another operation has this replica's number, or the chain does not fit: the replica's data exist twice. */
  readonly fork: 'number-taken' | 'chain-broken' | undefined;
}

/**
 * The verdict on one operation (`docs/sync-protocol.md`, under Verdicts), with its effect put into the batch when it is
 * accepted. The order of the questions is the order of the rules.
 */
export function judge(operation: ReadOperation, circumstances: Circumstances, batch: Batch): Verdict {
  const { header, command } = operation;
  if (circumstances.fork !== undefined) return withGrounds('fork', circumstances.fork);
  const { replica, author } = circumstances;
  const isOwn = replica.standing === 'own';
  if (!isOwn && replica.standing !== 'known') return withGrounds('held', `replica-${replica.standing}`);
  // ML1: what the centre does for somebody does not end with their rights.
  if (!isOwn && !mayAct(author)) return withGrounds('held', 'author-without-right');
  if (command.kind === 'unknown') return withGrounds('held', command.code);
  const isForBoth = command.command.kind === 'resolve-conflict';
  if (!isForBoth && OF_THE_CENTRE.has(command.command.kind) !== isOwn)
    return withGrounds('held', 'author-without-right');
  const { workedBy } = circumstances;
  if (workedBy === undefined) return withGrounds('held', 'version-not-known');
  if (replica.standing === 'known') {
    const device = { office: workedBy.office, station: replica.station };
    const numberObstacle = findNumberObstacle(command.command.kind, header, device);
    if (numberObstacle !== undefined) return withGrounds('held', numberObstacle);
  }

  const waitsFor = header.dependsOn.filter((opId) => !isSettled(batch.findVerdict(opId)));
  if (waitsFor.length > 0) return { outcome: 'waiting', waitsFor };
  // PR15: its author saw the case, so a restored centre is told of it by whoever holds its registration.
  if (command.command.kind !== 'register-request' && batch.findState(header.caseId) === undefined) {
    return { outcome: 'waiting', waitsFor: [registrationOf(header.caseId)] };
  }

  if (header.reference !== undefined) {
    const holder = batch.findHolder(header.reference);
    if (holder !== undefined && holder !== header.caseId) return withGrounds('fork', 'reference-taken');
  }
  const state = batch.findState(header.caseId);
  if (state !== undefined && !isOwn) {
    const obstacle = findCaseObstacle(author, { office: state.office, service: state.request.service });
    // The office of a case stays, so there is nothing to wait for; a grant can be given yet.
    if (obstacle !== undefined) {
      return withGrounds(obstacle === 'other-office' ? 'rejected' : 'held', obstacle);
    }
  }
  if (command.command.kind === 'resolve-conflict') {
    return judgeResolution({ header, command: command.command, workedBy, author, isOwn }, batch);
  }
  const context = decideContext(header, workedBy);
  const comparison = isOwn ? undefined : findComparison(header, command.command, context, batch);
  const conflict = comparison === undefined ? {} : { conflict: comparison.conflict };
  const decision = decide(state, command.command, context);
  if (!decision.ok) {
    const grounds = groundsOf(decision.problem);
    // PR18: what other rules, or the case as its author saw it, may have allowed is not turned down without a person.
    const hasMovedOn = header.baseVersion < batch.versionOf(header.caseId) || comparison !== undefined;
    const mayHaveBeenAllowed =
      header.rules !== RULES_VERSION ||
      (hasMovedOn && (isOfTheCase(decision.problem) || comparison?.wasAllowed === true));
    return mayHaveBeenAllowed
      ? { outcome: 'parked', grounds, ...conflict }
      : { outcome: 'rejected', grounds };
  }
  if (comparison?.ground !== undefined) {
    return { outcome: 'parked', grounds: { code: comparison.ground }, ...conflict };
  }
  const overtook = comparison?.conflict.others.filter(({ theirsBy }) => theirsBy !== null) ?? [];
  return accept(header, decision.value, overtook, batch);
}

/** CF2: what the operation and what its author had not seen make of each other, where there is anything unseen. */
function findComparison(
  header: OperationHeader,
  command: CaseCommand,
  context: DecideContext,
  batch: Batch,
): Comparison | undefined {
  const course = batch.findCourse(header.caseId);
  const confirmedVersion = header.confirmedVersion ?? header.baseVersion;
  return course && compareUnseen({ course, confirmedVersion }, command, context);
}

function accept(
  header: OperationHeader,
  events: readonly CaseEvent[],
  overtook: readonly FieldConflict[],
  batch: Batch,
): Verdict {
  const before = batch.versionOf(header.caseId);
  invariant(events.length > 0, 'an accepted command has an effect');
  const version = batch.append(header.caseId, header.opId, events);
  // PR16: an addition to a case that moved on meanwhile is combined with what moved it.
  if (overtook.length > 0) return { outcome: 'merged', version, overtook: [...overtook] };
  return { outcome: header.baseVersion < before ? 'merged' : 'applied', version };
}

/** PR37: a case has the identifier of the operation that registered it. */
function registrationOf(caseId: CaseId): OperationId {
  return OperationId.parse(caseId);
}

/** Whether what depends on an operation with this verdict can be decided. */
function isSettled(verdict: Verdict | undefined): boolean {
  return verdict?.outcome === 'applied' || verdict?.outcome === 'merged' || verdict?.outcome === 'rejected';
}

/**
 * Operations that something may wait for after a verdict: the one that is settled by it, and those that it waits for
 * itself, because they may have been settled while it was decided (PR15).
 */
export function awaitedBy({
  opId,
  verdict,
}: {
  readonly opId: OperationId;
  readonly verdict: Verdict;
}): readonly OperationId[] {
  if (verdict.outcome === 'waiting') return verdict.waitsFor;
  return isSettled(verdict) ? [opId] : [];
}

/** What a resolution settled, which its own verdict does not name (CF10). */
export function resolvedBy({ command }: ReadOperation): readonly OperationId[] {
  const isResolution = command.kind === 'known' && command.command.kind === 'resolve-conflict';
  return isResolution ? [command.command.operation] : [];
}

/** Whether a verdict says nothing else than the one before, so that nobody has to be told. */
export function isSameVerdict(now: Verdict, before: Verdict | null | undefined): boolean {
  return JSON.stringify(now) === JSON.stringify(before);
}

function withGrounds(outcome: 'held' | 'fork' | 'rejected', code: string): Verdict {
  return { outcome, grounds: { code } };
}
