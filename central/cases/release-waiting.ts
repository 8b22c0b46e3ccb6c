import type { OperationId } from '#shared/kernel/identifier.ts';
import { Defect, invariant } from '#shared/kernel/invariant.ts';
import type { SpaceId } from '#shared/protocol/pull.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import type { CasePorts } from './case-ports.ts';
import type { CaseTransaction, InboxRow, VerdictRow } from './case-store.ts';
import { lookUpCircumstances } from './circumstances.ts';
import { isSettled, judge } from './judge.ts';
import { loadBatch } from './load-batch.ts';
import { type ReadOperation, readOperation } from './read-operation.ts';
import { StoreUnavailable } from './store-unavailable.ts';
import { writeDecisions } from './write-decisions.ts';

interface Wave {
  /** Operations that are settled by this wave, for which others may wait in turn. */
  readonly settled: readonly OperationId[];
  readonly changedSpaces: ReadonlySet<SpaceId>;
}

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
    const settled: OperationId[] = [];
    for (const wave of await releaseWave(ports, awaited)) {
      settled.push(...wave.settled);
      for (const space of wave.changedSpaces) changedSpaces.add(space);
    }
    awaited = settled;
  }
  return changedSpaces;
}

/** All in one transaction; if that throws, each alone. */
async function releaseWave(ports: CasePorts, awaited: readonly OperationId[]): Promise<readonly Wave[]> {
  const { store } = ports;
  try {
    return [await store.transaction(async (tx) => decideAgain(tx, ports, await tx.findWaiting(awaited)))];
  } catch (failure) {
    if (failure instanceof StoreUnavailable) throw failure;
  }
  const waves: Wave[] = [];
  for (const { opId } of await store.transaction((tx) => tx.findWaiting(awaited))) {
    const findIt = async (tx: CaseTransaction) =>
      (await tx.findWaiting(awaited)).filter((row) => row.opId === opId);
    try {
      waves.push(await store.transaction(async (tx) => decideAgain(tx, ports, await findIt(tx))));
    } catch (failure) {
      if (failure instanceof StoreUnavailable) throw failure;
      waves.push(await store.transaction(async (tx) => parkDefects(tx, await findIt(tx))));
    }
  }
  return waves;
}

async function decideAgain(
  tx: CaseTransaction,
  ports: CasePorts,
  waiting: readonly InboxRow[],
): Promise<Wave> {
  if (waiting.length === 0) return { settled: [], changedSpaces: new Set() };
  const operations = await Promise.all(
    waiting.toSorted((a, b) => a.n - b.n).map((row) => readStored(row, ports)),
  );
  const before = await tx.findOperations(waiting.map(({ opId }) => opId));
  const circumstances = await lookUpCircumstances(tx, ports, operations);
  const batch = await loadBatch(tx, operations);
  const at = ports.clock.now();
  const rows: VerdictRow[] = [];
  for (const operation of operations) {
    const { opId, replica } = operation.header;
    const found = circumstances.get(opId);
    invariant(found !== undefined, 'circumstances of an operation were not looked up');
    const verdict = judge(operation, found, batch);
    batch.setVerdict(opId, verdict);
    if (waitsAsBefore(verdict, before.get(opId)?.verdict)) continue;
    const decidedAt = verdict.outcome === 'waiting' ? null : at;
    rows.push({ opId, replica, verdict, decidedAt, isNews: true });
  }
  const changedSpaces = await writeDecisions(tx, batch.writes(), rows);
  return { settled: rows.filter(({ verdict }) => isSettled(verdict)).map(({ opId }) => opId), changedSpaces };
}

function waitsAsBefore(now: Verdict, before: Verdict | null | undefined): boolean {
  if (now.outcome !== 'waiting' || before?.outcome !== 'waiting') return false;
  return now.waitsFor.join() === before.waitsFor.join();
}

async function readStored(row: InboxRow, ports: CasePorts): Promise<ReadOperation> {
  const read = await readOperation(row, ports.hash);
  if (!read.ok) throw new Defect('a stored operation can no longer be read');
  return read.value;
}

async function parkDefects(tx: CaseTransaction, waiting: readonly InboxRow[]): Promise<Wave> {
  const verdict: Verdict = { outcome: 'parked', grounds: { code: 'defect' } };
  const rows = waiting.map(({ opId, replica }) => ({
    opId,
    replica,
    verdict,
    decidedAt: null,
    isNews: true,
  }));
  return { settled: [], changedSpaces: await writeDecisions(tx, [], rows) };
}
