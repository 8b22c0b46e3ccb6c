import type { CaseSnapshot, FeedPage } from '#central/cases/case-store.ts';
import { type PageEnd, pageEndOf } from '#central/database/feed-page.ts';
import { replicaSpace, type SpaceId } from '#shared/protocol/pull.ts';
import type { FeedRecord, MemoryDatabase, MemorySession } from './memory-database.ts';
import { type RunStatement, verdictOf } from './memory-transaction.ts';

/** Statuses of cases that are not open. */
const ENDED: ReadonlySet<string> = new Set(['closed', 'voided']);

/** `CaseSnapshot` over tables in memory: every statement sees the moment of the first one. */
export function memorySnapshot(
  database: MemoryDatabase,
  session: MemorySession,
  statement: RunStatement,
): CaseSnapshot {
  const { cases, feed, inbox, lines } = database;
  let moment: { readonly at: number; readonly epoch: string } | undefined;
  const inMoment = <Value>(label: string, work: (at: number, epoch: string) => Value): Promise<Value> =>
    statement(label, (at) => {
      moment ??= { at, epoch: database.epoch };
      return work(moment.at, moment.epoch);
    });

  const readPage = (
    space: SpaceId,
    isMeant: (row: FeedRecord) => boolean,
    { afterSequence, upTo }: { readonly afterSequence: number; readonly upTo: number },
    limit: number,
    at: number,
  ): FeedPage => {
    const head = database.numbers.head(session, space, at);
    const nothing = { space, head, cursor: afterSequence, more: false, changes: [] };
    if (head <= afterSequence) return nothing;
    const rows = [...session.rows(feed, at)]
      .map(([, row]) => row)
      .filter((row) => row.space === space && row.sequence > afterSequence && row.sequence <= upTo)
      .filter(isMeant)
      .sort((a, b) => a.sequence - b.sequence || (a.caseId < b.caseId ? -1 : 1));
    if (rows.length === 0) return nothing;
    const end = endOf(rows, afterSequence, limit, Math.min(head, upTo));
    const changes = rows
      .filter(({ sequence }) => sequence <= end.cursor)
      .map(({ caseId }) => {
        const held = session.read(cases, caseId, at);
        if (held === undefined) return { kind: 'leave' as const, caseId };
        const { version, reference, status, events } = held;
        const told = events.toSorted((a, b) => a.version - b.version).map(({ event }) => event);
        return {
          kind: 'case' as const,
          caseId,
          version,
          reference,
          status,
          events: JSON.parse(`[${told.join(',')}]`),
        };
      });
    return { space, head, ...end, changes };
  };

  return {
    readEpoch: () => inMoment('readEpoch', (_, epoch) => epoch),

    readFeed: (space, afterSequence, limit) =>
      inMoment('readFeed', (at) => readPage(space, () => true, { afterSequence, upTo: Infinity }, limit, at)),

    readPart: (space, { isOpen, ...range }, limit) =>
      inMoment('readPart', (at) => {
        const isOfPart = ({ caseId }: FeedRecord): boolean => {
          const held = session.read(cases, caseId, at);
          return (held !== undefined && !ENDED.has(held.status)) === isOpen;
        };
        return readPage(space, isOfPart, range, limit, at);
      }),

    readLine: (space, sequence) =>
      inMoment('readLine', (at) => {
        if (sequence === 0 || sequence > database.numbers.head(session, space, at)) return null;
        const own = [...session.rows(lines, at)]
          .map(([, row]) => row)
          .filter((row) => row.space === space && row.fromSequence <= sequence)
          .sort((a, b) => b.fromSequence - a.fromSequence);
        return own[0]?.line ?? null;
      }),

    readVerdicts: (replica, afterSequence, limit) =>
      inMoment('readVerdicts', (at) => {
        const head = database.numbers.head(session, replicaSpace(replica), at);
        const nothing = { head, cursor: afterSequence, more: false, verdicts: [] };
        if (head <= afterSequence) return nothing;
        const rows = [...session.rows(inbox, at)]
          .map(([, row]) => ({ row, sequence: row.verdictSequence ?? 0 }))
          .filter(({ row, sequence }) => row.replica === replica && sequence > afterSequence)
          .sort((a, b) => a.sequence - b.sequence || (a.row.opId < b.row.opId ? -1 : 1));
        if (rows.length === 0) return nothing;
        const end = endOf(rows, afterSequence, limit, head);
        const verdicts = rows
          .filter(({ sequence }) => sequence <= end.cursor)
          .flatMap(({ row }) => {
            const { opId, receivedAt, decidedAt } = row;
            const verdict = verdictOf(row);
            return verdict === null ? [] : [{ opId, receivedAt, decidedAt, verdict }];
          });
        return { head, ...end, verdicts };
      }),
  };
}

function endOf(
  rows: readonly { readonly sequence: number }[],
  asked: number,
  limit: number,
  head: number,
): PageEnd {
  const sequences = rows.slice(0, limit + 1).map(({ sequence }) => sequence);
  return pageEndOf(sequences, asked, limit, head);
}
