import type {
  CaseTransaction,
  CaseWrite,
  CourseEvent,
  InboxRow,
  StoredOperation,
} from '#central/cases/case-store.ts';
import type { NumberRun } from '#central/database/received-range.ts';
import { receivedRangeOf } from '#central/database/received-range.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import type { CaseRecord, InboxRecord, MemoryDatabase, MemorySession } from './memory-database.ts';
import type { MemoryTable } from './memory-table.ts';

/** A row that must be the only one with its key was there already. */
class UniqueViolation extends Error {
  override readonly name = 'UniqueViolation';
}

/** Runs one statement of the session: it sees what was committed before `at` and what the session wrote itself. */
export type RunStatement = <Value>(
  label: string,
  work: (at: number) => Value | Promise<Value>,
) => Promise<Value>;

/**
 * `CaseTransaction` over tables in memory, statement for statement as `pg-case-transaction.ts` does it: what a statement
 * sees is fixed when it begins, a row that is locked is looked at once more as its lock left it, and an insert waits for
 * another one of the same key.
 */
export function memoryTransaction(
  database: MemoryDatabase,
  session: MemorySession,
  statement: RunStatement,
): CaseTransaction {
  const { inbox, replicaLog, cases, references, feed, lines, mail } = database;

  const lock = (table: { readonly name: string }, key: string): Promise<void> =>
    database.lock(session, table, key);
  /** As it stands now, whatever the statement began with: for rows whose lock this session has. */
  const latest = <Row>(table: MemoryTable<Row>, key: string): Row | undefined =>
    session.read(table, key, database.committed);

  /** Locks those rows that fit, in order of key, and gives those that still do. */
  const lockFitting = async <Row>(
    table: MemoryTable<Row>,
    at: number,
    fits: (row: Row) => boolean,
  ): Promise<readonly Row[]> => {
    const keys = [...session.rows(table, at)].filter(([, row]) => fits(row)).map(([key]) => key);
    const found: Row[] = [];
    for (const key of keys.sort()) {
      await lock(table, key);
      const row = latest(table, key);
      if (row !== undefined && fits(row)) found.push(row);
    }
    return found;
  };

  /** Changes rows that are there, one after the other; gives how many there were. */
  const update = async <Row>(
    table: MemoryTable<Row>,
    at: number,
    changes: readonly (readonly [string, (row: Row) => Row | undefined])[],
  ): Promise<number> => {
    let count = 0;
    for (const [key, change] of changes) {
      if (session.read(table, key, at) === undefined) continue;
      await lock(table, key);
      const row = latest(table, key);
      const changed = row === undefined ? undefined : change(row);
      if (changed === undefined) continue;
      session.write(table, key, changed);
      count += 1;
    }
    return count;
  };

  /** Takes a key for a new row; false when a row with it is there, after waiting for whoever is inserting it. */
  const claim = async <Row>(table: MemoryTable<Row>, key: string): Promise<boolean> => {
    if (latest(table, key) !== undefined) return false;
    await lock(table, key);
    return latest(table, key) === undefined;
  };

  const addNumbers = async (rows: readonly InboxRow[]): Promise<void> => {
    for (const replica of [...new Set(rows.map((row) => row.replica))].sort()) {
      await lock(replicaLog, replica);
      const known = new Set(latest(replicaLog, replica) ?? []);
      for (const row of rows) if (row.replica === replica) known.add(row.n);
      session.write(
        replicaLog,
        replica,
        [...known].sort((a, b) => a - b),
      );
    }
  };

  /** The reference is the case's own already, or becomes it. */
  const takeReference = async ({ caseId, state: { reference } }: CaseWrite): Promise<void> => {
    if (latest(references, reference) === caseId) return;
    if (!(await claim(references, reference))) throw new UniqueViolation('the reference is taken');
    session.write(references, reference, caseId);
  };

  const insertCase = async (row: CaseWrite): Promise<void> => {
    if (!(await claim(cases, row.caseId))) throw new UniqueViolation('a case with this identifier is there');
    await takeReference(row);
    session.write(cases, row.caseId, recordOf(row, row.version, []));
  };

  return {
    lockReplica: (replica) =>
      statement('lockReplica', async () => {
        await lock(replicaLog, replica);
        if (latest(replicaLog, replica) === undefined) session.write(replicaLog, replica, []);
      }),

    findOperations: (opIds) =>
      statement('findOperations', (at) => {
        const found = new Map<OperationId, StoredOperation>();
        for (const opId of opIds) {
          const row = session.read(inbox, opId, at);
          if (row === undefined) continue;
          const { digest, receivedAt, decidedAt } = row;
          found.set(opId, { opId, digest, receivedAt, decidedAt, verdict: verdictOf(row) });
        }
        return found;
      }),

    findByNumber: (replica, wanted) =>
      statement('findByNumber', (at) => {
        const holders = new Map<number, InboxRecord>();
        for (const [, row] of session.rows(inbox, at)) {
          if (row.replica !== replica || !wanted.includes(row.n)) continue;
          const other = holders.get(row.n);
          if (other === undefined || byStanding(row, other) < 0) holders.set(row.n, row);
        }
        return new Map([...holders].map(([n, { opId, digest }]) => [n, { opId, digest }]));
      }),

    insertInbox: (rows) =>
      statement('insertInbox', async () => {
        const inserted: InboxRow[] = [];
        for (const row of rows.toSorted((a, b) => (a.opId < b.opId ? -1 : 1))) {
          if (!(await claim(inbox, row.opId))) continue;
          const decision = { decidedAt: null, verdict: null, outcome: null, verdictSequence: null };
          session.write(inbox, row.opId, { ...row, ...decision });
          inserted.push(row);
        }
        await addNumbers(inserted);
        return new Set(inserted.map(({ opId }) => opId));
      }),

    lockCases: (caseIds) =>
      statement('lockCases', async (at) => {
        const wanted = new Set(caseIds);
        const found = await lockFitting(cases, at, ({ caseId }) => wanted.has(caseId));
        return new Map(
          found.map(({ caseId, version, state }) => [
            caseId,
            { caseId, version, state: JSON.parse(state) as CaseState },
          ]),
        );
      }),

    readCourses: (caseIds) =>
      statement('readCourses', (at) => {
        const records = [...new Set(caseIds)].map((caseId) => session.read(cases, caseId, at));
        return new Map(records.flatMap((record) => (record ? [[record.caseId, courseOf(record)]] : [])));
      }),

    findReferences: (wanted) =>
      statement('findReferences', (at) => {
        const found = wanted.map(
          (reference) => [reference, session.read(references, reference, at)] as const,
        );
        return new Map(found.flatMap(([reference, caseId]) => (caseId ? [[reference, caseId]] : [])));
      }),

    findWaiting: (opIds) =>
      statement('findWaiting', async (at) => {
        const awaited = new Set(opIds);
        const found = await lockFitting(
          inbox,
          at,
          (row) =>
            row.outcome === 'waiting' &&
            (awaited.has(row.caseId as unknown as OperationId) ||
              row.dependsOn.some((opId) => awaited.has(opId))),
        );
        return found.map(inboxRowOf);
      }),

    findHeld: (opIds) =>
      statement('findHeld', async (at) => {
        const wanted = new Set(opIds);
        const found = await lockFitting(inbox, at, (row) => row.outcome === 'held' && wanted.has(row.opId));
        return found.map(inboxRowOf);
      }),

    lockOperations: (opIds) =>
      statement('lockOperations', async (at) => {
        const wanted = new Set(opIds);
        const found = await lockFitting(inbox, at, (row) => wanted.has(row.opId));
        return found.map((row) => ({ ...inboxRowOf(row), verdict: verdictOf(row) }));
      }),

    listHeld: (replica, limit) =>
      statement('listHeld', (at) =>
        [...session.rows(inbox, at)]
          .map(([, row]) => row)
          .filter((row) => row.outcome === 'held' && (replica === null || row.replica === replica))
          .sort(byArrival)
          .slice(0, limit)
          .map(({ opId }) => opId),
      ),

    writeVerdicts: (rows) =>
      statement('writeVerdicts', async (at) => {
        await update(
          inbox,
          at,
          rows.map(({ opId, verdict, decidedAt }) => [
            opId,
            (row) => ({ ...row, decidedAt, verdict: JSON.stringify(verdict), outcome: verdict.outcome }),
          ]),
        );
      }),

    writeCases: (rows) =>
      statement('writeCases', async (at) => {
        const known = rows.filter((row) => row.fromVersion > 0);
        for (const row of rows) {
          if (row.fromVersion === 0) await insertCase(row);
          else await takeReference(row);
        }
        const updated = await update(
          cases,
          at,
          known.map((row) => [
            row.caseId,
            (held) =>
              held.version === row.fromVersion ? recordOf(row, row.version, held.events) : undefined,
          ]),
        );
        invariant(updated === known.length, 'a case moved on under its lock');
      }),

    queueMail: (rows) =>
      statement('queueMail', async () => {
        for (const row of rows) if (await claim(mail, row.opId)) session.write(mail, row.opId, row);
      }),

    advanceSpaces: (spaces) =>
      statement('advanceSpaces', async () => {
        const taken = new Map<(typeof spaces)[number], number>();
        for (const space of [...new Set(spaces)].sort()) {
          const fromSequence = await database.numbers.next(session, space);
          taken.set(space, fromSequence);
          const key = `${space} ${database.run}`;
          if (latest(lines, key) !== undefined) continue;
          session.write(lines, key, { space, line: database.nameLine(), fromSequence });
        }
        return taken;
      }),

    writeFeed: (rows) =>
      statement('writeFeed', async () => {
        for (const row of rows) {
          const key = `${row.space} ${row.caseId}`;
          await lock(feed, key);
          session.write(feed, key, row);
        }
      }),

    writeVerdictFeed: (rows) =>
      statement('writeVerdictFeed', async (at) => {
        await update(
          inbox,
          at,
          rows.map(({ opId, sequence }) => [opId, (row) => ({ ...row, verdictSequence: sequence })]),
        );
      }),

    receivedRange: (replica) =>
      statement('receivedRange', (at) =>
        receivedRangeOf(runsOf(session.read(replicaLog, replica, at) ?? [])),
      ),
  };
}

/** The verdict of a row. */
export function verdictOf({ verdict }: InboxRecord): Verdict | null {
  return verdict === null ? null : (JSON.parse(verdict) as Verdict);
}

function inboxRowOf({ decidedAt, verdict, outcome, verdictSequence, ...row }: InboxRecord): InboxRow {
  return row;
}

/** The events of a case as they were written. */
export function courseOf({ events }: CaseRecord): readonly CourseEvent[] {
  return events.map(({ event, ...same }) => ({ ...same, event: JSON.parse(event) as CaseEvent }));
}

function recordOf(
  { caseId, state, events }: CaseWrite,
  version: number,
  before: CaseRecord['events'],
): CaseRecord {
  const added = events.map((event) => ({ ...event, event: JSON.stringify(event.event) }));
  for (const { version: own } of added) {
    if (before.some((event) => event.version === own)) throw new UniqueViolation('the event is there');
  }
  const { reference, status } = state;
  return { caseId, version, reference, status, state: JSON.stringify(state), events: [...before, ...added] };
}

/** A number belongs to the operation that was not turned away for it. */
function byStanding(a: InboxRecord, b: InboxRecord): number {
  const [isFork, isOtherFork] = [a, b].map(({ outcome }) => Number(outcome === 'fork'));
  return (
    Number(isFork) - Number(isOtherFork) || compare(a.receivedAt, b.receivedAt) || compare(a.opId, b.opId)
  );
}

function byArrival(a: InboxRecord, b: InboxRecord): number {
  return (
    compare(a.receivedAt, b.receivedAt) ||
    compare(a.replica, b.replica) ||
    a.n - b.n ||
    compare(a.opId, b.opId)
  );
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Numbers in order, as runs without a hole. */
export function runsOf(numbers: readonly number[]): readonly NumberRun[] {
  const runs: { fromN: number; toN: number }[] = [];
  for (const n of numbers) {
    const last = runs.at(-1);
    if (last?.toN === n - 1) last.toN = n;
    else runs.push({ fromN: n, toN: n });
  }
  return runs;
}
