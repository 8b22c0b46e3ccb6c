import type { CaseState } from '#shared/case/case-state.ts';
import { caseFieldsOf } from '#shared/case/conflict/case-fields.ts';
import { compareUnseen } from '#shared/case/conflict/compare-unseen.ts';
import { decide } from '#shared/case/decide.ts';
import { foldCase } from '#shared/case/evolve.ts';
import { requestFieldsOf } from '#shared/case/request/request-fields.ts';
import { type CorrectRequest, type FieldCorrection, isSame } from '#shared/case/steps/correct-request.ts';
import type { ResolveConflict } from '#shared/case/steps/resolve-conflict.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { OperationHeader } from '#shared/protocol/operation-header.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import { decideContext, type WorkedBy } from '#shared/protocol/worked-by.ts';
import { type Author, mayResolveFor } from './author-rights.ts';
import type { Batch, ParkedOperation } from './batch.ts';
import { groundsOf } from './grounds.ts';

/** A resolution that may be judged: its author may act, and it waits for nothing. */
interface Resolution {
  readonly header: OperationHeader;
  readonly command: ResolveConflict;
  readonly workedBy: WorkedBy;
  readonly author: Author;
  /** The centre gives it for somebody who works there; their rights were looked at when they asked. */
  readonly isOwn: boolean;
}

/** The parked operation, ready to be decided again. */
interface Target extends ParkedOperation {
  readonly verdict: Extract<Verdict, { outcome: 'parked' }>;
}

/**
 * The verdict on a resolution (CF8 to CF11), with its effect and that of the parked operation put into the batch, and the
 * parked operation's new verdict. Of two resolutions the first counts and the second is told.
 */
export function judgeResolution(resolution: Resolution, batch: Batch): Verdict {
  const { header, command, author, isOwn } = resolution;
  const parked = batch.findParked(command.operation);
  const verdict = batch.findVerdict(command.operation);
  const isUndecided = verdict === undefined || verdict.outcome === 'waiting' || verdict.outcome === 'held';
  if (parked === undefined || isUndecided) return { outcome: 'held', grounds: { code: 'conflict-not-here' } };
  const { operation } = parked;
  if (operation.header.caseId !== header.caseId) return rejected('conflict-not-here');
  if (verdict.outcome !== 'parked') return rejected('resolved-already');
  const state = batch.findState(header.caseId);
  const of = { office: state?.office ?? operation.header.office, service: state?.request.service ?? '' };
  const isAuthor = operation.header.author === header.author;
  if (!isOwn && !isAuthor && !mayResolveFor(author, of)) return rejected('not-yours-to-resolve');
  const target = { ...parked, verdict };
  switch (command.choice.take) {
    case 'theirs':
      return takeTheirs(resolution, target, state, batch);
    case 'mine':
      return takeMine(resolution, target, command.choice.version, state, batch);
    case 'each':
      return takeEach(resolution, target, command.choice.changes, state, batch);
    default:
      return unreachable(command.choice);
  }
}

function takeTheirs(
  { header, command, workedBy }: Resolution,
  target: Target,
  state: CaseState | undefined,
  batch: Batch,
): Verdict {
  // A registration has nothing that could stand in its place: it is kept, and then voided with a reason.
  if (state === undefined) return rejected('not-in-this-status');
  const decided = decide(state, command, decideContext(header, workedBy));
  if (!decided.ok) return { outcome: 'rejected', grounds: groundsOf(decided.problem) };
  const version = batch.append(header.caseId, header.opId, decided.value);
  batch.settle(target.operation, {
    outcome: 'rejected',
    grounds: { code: 'theirs-kept' },
    resolved: resolvedBy(header),
  });
  return { outcome: 'applied', version };
}

/** The parked operation takes effect now, as its author's, and the resolution says by whose choice. */
function takeMine(
  { header, command, workedBy }: Resolution,
  target: Target,
  seenVersion: number,
  state: CaseState | undefined,
  batch: Batch,
): Verdict {
  const { operation, workedBy: before } = target;
  if (before === undefined || operation.command.kind === 'unknown') return rejected('conflict-not-here');
  if (hasChangedSince(seenVersion, target, state, batch)) return askAgain(target, batch);
  const original = operation.command.command;
  const asItStands =
    original.kind === 'correct-request' && state !== undefined ? onTop(original, state) : original;
  const decided = decide(state, asItStands, decideContext(operation.header, before));
  if (!decided.ok) return { outcome: 'rejected', grounds: groundsOf(decided.problem) };
  const version = batch.append(header.caseId, operation.header.opId, decided.value);
  const now = batch.findState(header.caseId);
  const resolved =
    now && decide(now, command, decideContext({ ...header, catalogue: now.catalogue }, workedBy));
  const last = resolved?.ok === true ? batch.append(header.caseId, header.opId, resolved.value) : version;
  batch.settle(operation, { outcome: 'merged', version, resolved: resolvedBy(header) });
  return { outcome: 'applied', version: last };
}

/** What was chosen of each field is written by the resolution itself; what nobody had to choose merges as it would have. */
function takeEach(
  { header, command, workedBy }: Resolution,
  target: Target,
  chosen: readonly FieldCorrection[],
  state: CaseState | undefined,
  batch: Batch,
): Verdict {
  const { operation } = target;
  const original = operation.command.kind === 'known' ? operation.command.command : undefined;
  if (original?.kind !== 'correct-request' || state === undefined) return rejected('not-field-by-field');
  const named = new Set(chosen.map(({ field }) => field));
  const others = onTop(original, state).changes.filter(({ field }) => !named.has(field));
  const changes = [...chosen, ...others];
  const reason = command.reason ?? original.reason;
  const whole: ResolveConflict = {
    ...command,
    choice: { take: 'each', changes },
    ...(reason === undefined ? {} : { reason }),
  };
  const decided = decide(state, whole, decideContext(header, workedBy));
  if (!decided.ok) {
    if (decided.problem.code === 'changed-meanwhile') return askAgain(target, batch);
    return { outcome: 'rejected', grounds: groundsOf(decided.problem) };
  }
  const version = batch.append(header.caseId, header.opId, decided.value);
  const keepsTheirs = changes.every(({ base, value }) => isSame(base, value));
  const resolved = resolvedBy(header);
  batch.settle(
    operation,
    keepsTheirs
      ? { outcome: 'rejected', grounds: { code: 'theirs-kept' }, resolved }
      : { outcome: 'merged', version, resolved },
  );
  return { outcome: 'applied', version };
}

/** A correction as if its author had seen the case as it stands. */
function onTop(original: CorrectRequest, { request }: CaseState): CorrectRequest {
  const standing = requestFieldsOf(request);
  return {
    ...original,
    changes: original.changes.map((change) => ({ ...change, base: standing.get(change.field) ?? null })),
  };
}

/** Whether a field of the comparison is another than when the person chose. */
function hasChangedSince(
  seenVersion: number,
  { operation, verdict }: Target,
  state: CaseState | undefined,
  batch: Batch,
): boolean {
  const course = batch.findCourse(operation.header.caseId);
  if (course === undefined || verdict.conflict === undefined) return false;
  const then = foldCase(course.filter(({ version }) => version <= seenVersion).map(({ event }) => event));
  const [seen, now] = [caseFieldsOf(then), caseFieldsOf(state)];
  return verdict.conflict.fields.some(
    ({ field }) => !isSame(seen.get(field) ?? null, now.get(field) ?? null),
  );
}

/** CF11: the centre went on since the person chose, so the operation stays parked, with a fresh comparison. */
function askAgain({ operation, workedBy, verdict }: Target, batch: Batch): Verdict {
  const { header, command } = operation;
  const course = batch.findCourse(header.caseId);
  if (course !== undefined && command.kind === 'known' && workedBy !== undefined) {
    const confirmedVersion = header.confirmedVersion ?? header.baseVersion;
    const unseen = { course, confirmedVersion };
    const fresh = compareUnseen(unseen, command.command, decideContext(header, workedBy));
    if (fresh !== undefined) batch.settle(operation, { ...verdict, conflict: fresh.conflict });
  }
  return rejected('changed-meanwhile');
}

function resolvedBy({ opId, author, receivedAt }: OperationHeader) {
  return { opId, by: author, at: receivedAt };
}

function rejected(code: string): Verdict {
  return { outcome: 'rejected', grounds: { code } };
}
