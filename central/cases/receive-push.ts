import type { Digest, OperationId, ReplicaId } from '#shared/kernel/identifier.ts';
import { Defect, invariant } from '#shared/kernel/invariant.ts';
import type { SpaceId } from '#shared/protocol/pull.ts';
import type { ReceivedRange } from '#shared/protocol/push.ts';
import type { OperationVerdict, Verdict } from '#shared/protocol/verdict.ts';
import type { CasePorts } from './case-ports.ts';
import type { CaseTransaction, InboxRow, StoredOperation, VerdictRow } from './case-store.ts';
import { lookUpCircumstances } from './circumstances.ts';
import { awaitedBy, isSameVerdict, judge, resolvedBy } from './judge.ts';
import { loadBatch } from './load-batch.ts';
import type { ReadOperation } from './read-operation.ts';
import { releaseWaiting } from './release-waiting.ts';
import { StoreUnavailable } from './store-unavailable.ts';
import { writeDecisions } from './write-decisions.ts';

/** What a push came to: a verdict for each operation in its order, and the spaces whose readers have news. */
export interface ReceivedPush {
  readonly verdicts: readonly OperationVerdict[];
  readonly received: ReceivedRange;
  readonly changedSpaces: readonly SpaceId[];
}

interface Decided {
  /** By digest, because two operations of one push may claim the same identifier. */
  readonly verdicts: Map<Digest, OperationVerdict>;
  readonly changedSpaces: ReadonlySet<SpaceId>;
}

/**
 * Receives the operations of one push (`docs/sync-protocol.md`, PR1 to PR9): all in one transaction; if that throws, each
 * alone, and the one that throws again is parked as a defect of ours. An operation that is here already gets its
 * stored verdict, unless that is `held`: then it is judged again (PR39). What waited for any of them is decided after that, in transactions of its own, so that it cannot
 * harm what it waited for. Rethrows only when the storage is out of reach.
 */
export async function receivePush(
  ports: CasePorts,
  replica: ReplicaId,
  operations: readonly ReadOperation[],
): Promise<ReceivedPush> {
  const verdicts = new Map<Digest, OperationVerdict>();
  const changedSpaces = new Set<SpaceId>();
  const take = (decided: Decided): void => {
    for (const [digest, verdict] of decided.verdicts) verdicts.set(digest, verdict);
    for (const space of decided.changedSpaces) changedSpaces.add(space);
  };
  const inOrder = [...operations].sort(byReplicaAndNumber);
  try {
    take(await ports.store.transaction((tx) => receiveTogether(tx, ports, inOrder)));
  } catch (failure) {
    if (failure instanceof StoreUnavailable) throw failure;
    for (const operation of inOrder) take(await receiveAlone(ports, operation));
  }
  // Also of repeats: an earlier push may have settled them and its process ended before it could go on.
  const settled = [...[...verdicts.values()].flatMap(awaitedBy), ...operations.flatMap(resolvedBy)];
  const { received, isAwaited } = await ports.store.transaction(async (tx) => ({
    received: await tx.receivedRange(replica),
    isAwaited: (await tx.findWaiting(settled)).length > 0,
  }));
  if (isAwaited) {
    for (const space of await releaseWaiting(ports, settled)) changedSpaces.add(space);
  }
  return {
    received,
    changedSpaces: [...changedSpaces],
    verdicts: operations.map(({ wire }) => {
      const verdict = verdicts.get(wire.digest);
      invariant(verdict !== undefined, 'an operation without a verdict');
      return verdict;
    }),
  };
}

function byReplicaAndNumber({ header: a }: ReadOperation, { header: b }: ReadOperation): number {
  if (a.replica === b.replica) return a.n - b.n;
  return a.replica < b.replica ? -1 : 1;
}

async function receiveAlone(ports: CasePorts, operation: ReadOperation): Promise<Decided> {
  try {
    return await ports.store.transaction((tx) => receiveTogether(tx, ports, [operation]));
  } catch (failure) {
    if (failure instanceof StoreUnavailable) throw failure;
    return ports.store.transaction((tx) => parkDefect(tx, ports, operation));
  }
}

/** The operation is kept and a person will look at it; whatever it would have done is not done. */
async function parkDefect(tx: CaseTransaction, ports: CasePorts, operation: ReadOperation): Promise<Decided> {
  const { opId, replica } = operation.header;
  const at = ports.clock.now();
  await tx.lockReplica(replica);
  const inserted = await tx.insertInbox([inboxRow(operation, at)]);
  if (!inserted.has(opId)) {
    const known = (await tx.findOperations([opId])).get(opId);
    invariant(known !== undefined, 'an operation that is neither new nor known');
    return undisturbed(new Map([[operation.wire.digest, answerAgain(known, operation)]]));
  }
  const verdict: Verdict = { outcome: 'parked', grounds: { code: 'defect' } };
  await tx.writeVerdicts([{ opId, replica, verdict, decidedAt: null, isNews: false }]);
  const answer = { opId, receivedAt: at, decidedAt: null, verdict };
  return undisturbed(new Map([[operation.wire.digest, answer]]));
}

function undisturbed(verdicts: Map<Digest, OperationVerdict>): Decided {
  return { verdicts, changedSpaces: new Set() };
}

/** Receives operations in a transaction that is open already: all of them or none. */
export async function receiveTogether(
  tx: CaseTransaction,
  ports: CasePorts,
  operations: readonly ReadOperation[],
): Promise<Decided> {
  const verdicts = new Map<Digest, OperationVerdict>();
  for (const replica of [...new Set(operations.map(({ header }) => header.replica))].sort()) {
    await tx.lockReplica(replica);
  }
  const stored = new Map(await tx.findOperations(operations.map(({ header }) => header.opId)));
  const isFresh = ({ header }: ReadOperation): boolean => !stored.has(header.opId);
  const judged = firstOfEach(
    operations.filter((operation) => isFresh(operation) || isHeldHere(stored, operation)),
  );
  if (judged.length === 0) return undisturbed(answersAgain(stored, operations));

  const at = ports.clock.now();
  const circumstances = await lookUpCircumstances(tx, ports, judged);
  const inserted = await tx.insertInbox(judged.filter(isFresh).map((operation) => inboxRow(operation, at)));
  const again = await tx.findHeld(judged.filter((one) => !isFresh(one)).map(({ header }) => header.opId));
  const held = new Set(again.map(({ opId }) => opId));
  const batch = await loadBatch(tx, ports, judged);
  const rows: VerdictRow[] = [];
  for (const operation of judged) {
    const { opId, replica } = operation.header;
    // Another transaction stored or decided it between our two looks; its verdict is the one that counts.
    if (!inserted.has(opId) && !held.has(opId)) continue;
    const found = circumstances.get(opId);
    invariant(found !== undefined, 'circumstances of an operation were not looked up');
    const verdict = judge(operation, found, batch);
    batch.setVerdict(opId, verdict);
    const before = stored.get(opId);
    if (isSameVerdict(verdict, before?.verdict)) continue;
    const decidedAt = verdict.outcome === 'waiting' ? null : at;
    // The answer to this push may be lost, and its replica was told another verdict before.
    rows.push({ opId, replica, verdict, decidedAt, isNews: before !== undefined });
    const receivedAt = before?.receivedAt ?? at;
    verdicts.set(operation.wire.digest, { opId, receivedAt, decidedAt, verdict });
  }
  rows.push(...batch.settledRows(at));
  const changedSpaces = await writeDecisions(tx, batch.writes(), rows, at);
  const others = operations.filter(({ wire }) => !verdicts.has(wire.digest));
  const known = await tx.findOperations(others.map(({ header }) => header.opId));
  for (const [digest, verdict] of answersAgain(known, others)) verdicts.set(digest, verdict);
  return { verdicts, changedSpaces };
}

/** PR39: whether the operation, as it is, is here and was held. */
function isHeldHere(
  stored: ReadonlyMap<OperationId, StoredOperation>,
  { header, wire }: ReadOperation,
): boolean {
  const known = stored.get(header.opId);
  return known?.digest === wire.digest && known.verdict?.outcome === 'held';
}

/** Of several with one identifier the first counts; the others are answered like repeats of it. */
function firstOfEach(operations: readonly ReadOperation[]): readonly ReadOperation[] {
  const seen = new Set<OperationId>();
  return operations.filter(({ header }) => !seen.has(header.opId) && seen.add(header.opId));
}

function answersAgain(
  known: ReadonlyMap<OperationId, StoredOperation>,
  operations: readonly ReadOperation[],
): Map<Digest, OperationVerdict> {
  const verdicts = new Map<Digest, OperationVerdict>();
  for (const operation of operations) {
    const stored = known.get(operation.header.opId);
    if (stored === undefined) throw new Defect('a known operation is not here');
    verdicts.set(operation.wire.digest, answerAgain(stored, operation));
  }
  return verdicts;
}

/** PR5: the same `opId` with the same digest is an ordinary success; with another digest the data exist twice. */
function answerAgain(known: StoredOperation, operation: ReadOperation): OperationVerdict {
  const { opId, receivedAt, decidedAt } = known;
  const verdict: Verdict =
    known.digest === operation.wire.digest && known.verdict !== null
      ? known.verdict
      : { outcome: 'fork', grounds: { code: 'other-content' } };
  return { opId, receivedAt, decidedAt, verdict };
}

function inboxRow({ header, wire }: ReadOperation, receivedAt: InboxRow['receivedAt']): InboxRow {
  return {
    ...wire,
    opId: header.opId,
    replica: header.replica,
    n: header.n,
    prev: header.prev,
    kind: header.kind,
    caseId: header.caseId,
    office: header.office,
    dependsOn: header.dependsOn,
    receivedAt,
  };
}
