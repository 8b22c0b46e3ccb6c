import type { OperationId, ReplicaId } from '#shared/kernel/identifier.ts';
import { Defect } from '#shared/kernel/invariant.ts';
import { officeSpace, replicaSpace, type SpaceId } from '#shared/protocol/pull.ts';
import type { ReceivedRange } from '#shared/protocol/push.ts';
import type { OperationVerdict, Verdict } from '#shared/protocol/verdict.ts';
import { Batch } from './batch.ts';
import type { CasePorts } from './case-ports.ts';
import type { CaseTransaction, InboxRow, StoredOperation, VerdictRow } from './case-store.ts';
import { lookUpCircumstances } from './circumstances.ts';
import { judge } from './judge.ts';
import { type ReadOperation, readOperation } from './read-operation.ts';
import { StoreUnavailable } from './store-unavailable.ts';

/** What a push came to: a verdict for each operation in its order, and the spaces whose readers have news. */
export interface ReceivedPush {
  readonly verdicts: readonly OperationVerdict[];
  readonly received: ReceivedRange;
  readonly changedSpaces: readonly SpaceId[];
}

interface Decided {
  readonly verdicts: Map<OperationId, OperationVerdict>;
  readonly changedSpaces: Set<SpaceId>;
}

/**
 * Receives the operations of one push (`docs/protocol.md`, PR1 to PR9): all in one transaction; if that throws, each
 * alone, and the one that throws again is parked as a defect of ours. An operation that is here already gets its
 * stored verdict. Rethrows only when the storage is out of reach.
 */
export async function receivePush(
  ports: CasePorts,
  replica: ReplicaId,
  operations: readonly ReadOperation[],
): Promise<ReceivedPush> {
  const inOrder = [...operations].sort((a, b) =>
    a.header.replica === b.header.replica
      ? a.header.n - b.header.n
      : a.header.replica < b.header.replica
        ? -1
        : 1,
  );
  const all: Decided = { verdicts: new Map(), changedSpaces: new Set() };
  const take = (decided: Decided): void => {
    for (const [opId, verdict] of decided.verdicts) all.verdicts.set(opId, verdict);
    for (const space of decided.changedSpaces) all.changedSpaces.add(space);
  };
  try {
    take(await ports.store.transaction((tx) => receiveTogether(tx, ports, inOrder)));
  } catch (failure) {
    if (failure instanceof StoreUnavailable) throw failure;
    for (const operation of inOrder) take(await receiveAlone(ports, operation));
  }
  const received = await ports.store.transaction((tx) => tx.receivedRange(replica));
  return {
    received,
    changedSpaces: [...all.changedSpaces],
    verdicts: operations.map(({ header }) => {
      const verdict = all.verdicts.get(header.opId);
      if (verdict === undefined) throw new Defect('an operation without a verdict');
      return verdict;
    }),
  };
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
  await tx.insertInbox([inboxRow(operation, at)]);
  const verdict: Verdict = { outcome: 'parked', grounds: { code: 'defect' } };
  await tx.writeVerdicts([{ opId, replica, verdict, decidedAt: null, isNews: false }]);
  const answer = { opId, receivedAt: at, decidedAt: null, verdict };
  return { verdicts: new Map([[opId, answer]]), changedSpaces: new Set() };
}

async function receiveTogether(
  tx: CaseTransaction,
  ports: CasePorts,
  operations: readonly ReadOperation[],
): Promise<Decided> {
  const verdicts = new Map<OperationId, OperationVerdict>();
  for (const replica of [...new Set(operations.map(({ header }) => header.replica))].sort()) {
    await tx.lockReplica(replica);
  }
  const stored = await tx.findOperations(operations.map(({ header }) => header.opId));
  const fresh: ReadOperation[] = [];
  for (const operation of operations) {
    const known = stored.get(operation.header.opId);
    if (known === undefined) fresh.push(operation);
    else verdicts.set(known.opId, answerAgain(known, operation));
  }
  if (fresh.length === 0) return { verdicts, changedSpaces: new Set() };

  const at = ports.clock.now();
  const circumstances = await lookUpCircumstances(tx, ports, fresh);
  const inserted = await tx.insertInbox(fresh.map((operation) => inboxRow(operation, at)));
  const batch = await loadBatch(tx, fresh);
  const rows: VerdictRow[] = [];
  const queue = fresh
    .filter(({ header }) => inserted.has(header.opId))
    .map((operation) => ({ operation, isNews: false }));
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { operation, isNews } = next;
    const { opId, replica } = operation.header;
    const found = circumstances.get(opId) ?? (await lookUpCircumstances(tx, ports, [operation])).get(opId);
    if (found === undefined) throw new Defect('circumstances of an operation were not looked up');
    const verdict = judge(operation, found, batch);
    batch.setVerdict(opId, verdict);
    const decidedAt = verdict.outcome === 'waiting' ? null : at;
    rows.push({ opId, replica, verdict, decidedAt, isNews });
    if (!isNews) verdicts.set(opId, { opId, receivedAt: at, decidedAt, verdict });
    if (queue.length === 0) queue.push(...(await releaseWaiting(tx, ports, batch, rows)));
  }
  for (const operation of fresh) {
    // Another transaction stored it between our two looks; its verdict is the one that counts.
    if (inserted.has(operation.header.opId)) continue;
    const known = (await tx.findOperations([operation.header.opId])).get(operation.header.opId);
    if (known !== undefined) verdicts.set(known.opId, answerAgain(known, operation));
  }
  return { verdicts, changedSpaces: await write(tx, batch, rows) };
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

async function loadBatch(tx: CaseTransaction, operations: readonly ReadOperation[]): Promise<Batch> {
  const caseIds = [...new Set(operations.map(({ header }) => header.caseId))].sort();
  const cases = await tx.lockCases(caseIds);
  const references = await tx.findReferences(
    operations.flatMap(({ header }) => (header.reference === undefined ? [] : [header.reference])),
  );
  const dependencies = await tx.findOperations(operations.flatMap(({ header }) => header.dependsOn));
  const verdicts = new Map<OperationId, Verdict>();
  for (const [opId, { verdict }] of dependencies) if (verdict !== null) verdicts.set(opId, verdict);
  return new Batch({ cases, references, verdicts });
}

/** Operations that waited for what was just decided, in order of their number (PR15). */
async function releaseWaiting(
  tx: CaseTransaction,
  ports: CasePorts,
  batch: Batch,
  rows: readonly VerdictRow[],
): Promise<readonly { operation: ReadOperation; isNews: boolean }[]> {
  const done = new Set(rows.map((row) => row.opId));
  const settled = rows.filter((row) => row.verdict.outcome !== 'waiting').map((row) => row.opId);
  const waiting = (await tx.findWaiting(settled)).filter((row) => !done.has(row.opId));
  const released: { operation: ReadOperation; isNews: boolean }[] = [];
  for (const row of [...waiting].sort((a, b) => a.n - b.n)) {
    const read = await readOperation(row, ports.hash);
    if (!read.ok) throw new Defect('a stored operation can no longer be read');
    batch.add(await tx.lockCases([row.caseId]));
    const others = await tx.findOperations(row.dependsOn);
    for (const [opId, { verdict }] of others) {
      if (verdict !== null && batch.findVerdict(opId) === undefined) batch.setVerdict(opId, verdict);
    }
    released.push({ operation: read.value, isNews: true });
  }
  return released;
}

/** Set-based writes, and as the last step the counters, one bump a space, in order of space. */
async function write(tx: CaseTransaction, batch: Batch, rows: readonly VerdictRow[]): Promise<Set<SpaceId>> {
  const writes = batch.writes();
  await tx.writeVerdicts(rows);
  await tx.writeCases(writes);
  const spaceOf = (row: (typeof writes)[number]): SpaceId => officeSpace(row.state.office);
  const news = rows.filter((row) => row.isNews);
  const spaces = new Set<SpaceId>([...writes.map(spaceOf), ...news.map((row) => replicaSpace(row.replica))]);
  if (spaces.size === 0) return spaces;
  const sequences = await tx.advanceSpaces([...spaces].sort());
  const sequenceOf = (space: SpaceId): number => {
    const sequence = sequences.get(space);
    if (sequence === undefined) throw new Defect('a space without a number');
    return sequence;
  };
  await tx.writeFeed(
    writes.map((row) => ({ space: spaceOf(row), caseId: row.caseId, sequence: sequenceOf(spaceOf(row)) })),
  );
  await tx.writeVerdictFeed(
    news.map((row) => ({ opId: row.opId, sequence: sequenceOf(replicaSpace(row.replica)) })),
  );
  return spaces;
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
