import type { OperationId, ReplicaId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { Defect, invariant } from '#shared/kernel/invariant.ts';
import type { SpaceId } from '#shared/protocol/pull.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import type { CasePorts } from './case-ports.ts';
import type { CaseTransaction, InboxRow, VerdictRow } from './case-store.ts';
import { lookUpCircumstances } from './circumstances.ts';
import { awaitedBy, isSameVerdict, judge } from './judge.ts';
import { loadBatch } from './load-batch.ts';
import { type ReadOperation, readOperation } from './read-operation.ts';
import { StoreUnavailable } from './store-unavailable.ts';
import { writeDecisions } from './write-decisions.ts';

interface Wave {
  /** Operations for which others may wait in turn. */
  readonly settled: readonly OperationId[];
  readonly changedSpaces: ReadonlySet<SpaceId>;
}

/** Finds and locks operations that are to be decided again, as long as they still are. */
type Find = (tx: CaseTransaction) => Promise<readonly InboxRow[]>;

/** So many held operations are judged again in one transaction, and at most so many in one go. */
const HELD = { together: 200, most: 100_000 } as const;

/**
 * Decides again what waits for any of `opIds`, then what waited for that, and so on (PR15). One that throws is parked
 * as a defect of ours and harms no other. May be called for operations that are not settled yet, and more than once:
 * what still waits goes on waiting. Gives the spaces whose readers have news.
 */
export async function releaseWaiting(
  ports: CasePorts,
  opIds: readonly OperationId[],
): Promise<ReadonlySet<SpaceId>> {
  const changedSpaces = new Set<SpaceId>();
  for (let awaited = opIds; awaited.length > 0; ) {
    const now = awaited;
    awaited = await releaseWave(ports, (tx) => tx.findWaiting(now), changedSpaces);
  }
  return changedSpaces;
}

/**
 * Judges again what is held, of one replica or of all (`null`), because what it was held for may have changed: a
 * version, a grant, a device (PR39). What is still held stays as it is. Gives the spaces whose readers have news.
 */
export async function releaseHeld(
  ports: CasePorts,
  replica: ReplicaId | null,
): Promise<ReadonlySet<SpaceId>> {
  const changedSpaces = new Set<SpaceId>();
  const held = await ports.store.transaction((tx) => tx.listHeld(replica, HELD.most));
  const settled: OperationId[] = [];
  for (let from = 0; from < held.length; from += HELD.together) {
    const opIds = held.slice(from, from + HELD.together);
    settled.push(...(await releaseWave(ports, (tx) => tx.findHeld(opIds), changedSpaces)));
  }
  for (const space of await releaseWaiting(ports, settled)) changedSpaces.add(space);
  return changedSpaces;
}

/** All in one transaction; if that throws, each alone. Gives those for which others may wait. */
async function releaseWave(
  ports: CasePorts,
  find: Find,
  changedSpaces: Set<SpaceId>,
): Promise<readonly OperationId[]> {
  const settled: OperationId[] = [];
  for (const wave of await wavesOf(ports, find)) {
    settled.push(...wave.settled);
    for (const space of wave.changedSpaces) changedSpaces.add(space);
  }
  return settled;
}

async function wavesOf(ports: CasePorts, find: Find): Promise<readonly Wave[]> {
  const { store } = ports;
  try {
    return [await store.transaction(async (tx) => decideAgain(tx, ports, await find(tx)))];
  } catch (failure) {
    if (failure instanceof StoreUnavailable) throw failure;
  }
  const waves: Wave[] = [];
  for (const { opId } of await store.transaction(find)) {
    const findIt: Find = async (tx) => (await find(tx)).filter((row) => row.opId === opId);
    try {
      waves.push(await store.transaction(async (tx) => decideAgain(tx, ports, await findIt(tx))));
    } catch (failure) {
      if (failure instanceof StoreUnavailable) throw failure;
      waves.push(await store.transaction(async (tx) => parkDefects(tx, await findIt(tx), ports.clock.now())));
    }
  }
  return waves;
}

async function decideAgain(tx: CaseTransaction, ports: CasePorts, found: readonly InboxRow[]): Promise<Wave> {
  if (found.length === 0) return { settled: [], changedSpaces: new Set() };
  const operations = await Promise.all(
    found.toSorted((a, b) => a.n - b.n).map((row) => readStored(row, ports)),
  );
  const before = await tx.findOperations(found.map(({ opId }) => opId));
  const circumstances = await lookUpCircumstances(tx, ports, operations);
  const batch = await loadBatch(tx, ports, operations, true);
  const at = ports.clock.now();
  const rows: VerdictRow[] = [];
  for (const operation of operations) {
    const { opId, replica } = operation.header;
    const own = circumstances.get(opId);
    invariant(own !== undefined, 'circumstances of an operation were not looked up');
    const verdict = judge(operation, own, batch);
    batch.setVerdict(opId, verdict);
    if (isSameVerdict(verdict, before.get(opId)?.verdict)) continue;
    const decidedAt = verdict.outcome === 'waiting' ? null : at;
    rows.push({ opId, replica, verdict, decidedAt, isNews: true });
  }
  rows.push(...batch.settledRows(at));
  const changedSpaces = await writeDecisions(tx, batch.writes(), rows, at);
  return { settled: rows.flatMap(awaitedBy), changedSpaces };
}

async function readStored(row: InboxRow, ports: CasePorts): Promise<ReadOperation> {
  const read = await readOperation(row, ports.hash);
  if (!read.ok) throw new Defect('a stored operation can no longer be read');
  return read.value;
}

async function parkDefects(tx: CaseTransaction, waiting: readonly InboxRow[], at: Instant): Promise<Wave> {
  const verdict: Verdict = { outcome: 'parked', grounds: { code: 'defect' } };
  const rows = waiting.map(({ opId, replica }) => ({
    opId,
    replica,
    verdict,
    decidedAt: null,
    isNews: true,
  }));
  return { settled: [], changedSpaces: await writeDecisions(tx, [], rows, at) };
}
