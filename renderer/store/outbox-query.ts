import type { OperationId } from '#shared/kernel/identifier.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import { awaitsPerson } from './case-row.ts';
import {
  groundsOf,
  noCounts,
  OUTBOX_STANDINGS,
  type OutboxLine,
  type OutboxPage,
  type OutboxStanding,
} from './outbox-line.ts';
import type { RowRange, RowReader, RowStore } from './row-store.ts';
import type { StoredOperation } from './rows.ts';

const UNSENT = {
  table: 'outbox',
  order: 'place+sequence',
  equals: ['unsent'],
} as const satisfies RowRange<'outbox'>;

/**
 * A part of the outbox as the store has it. `setAside` are the unsent operations that the centre cannot take. Those that
 * wait to be sent may be many and are read only where they are looked at; all others are few.
 */
export function readOutbox(
  store: RowStore,
  query: { readonly offset: number; readonly limit: number; readonly setAside: ReadonlySet<OperationId> },
): Promise<OutboxPage> {
  const { offset, limit, setAside } = query;
  return store.read(async (rows) => {
    const troubled: { readonly row: StoredOperation; readonly standing: OutboxStanding }[] = [];
    for (const outcome of ['parked', 'rejected', 'fork', 'held', 'waiting'] as const) {
      const equals = ['answered', outcome];
      const found = await rows.slice({ table: 'outbox', order: 'place+verdict.verdict.outcome', equals });
      for (const row of found) {
        // What a person has closed is no trouble any more (CF13).
        if (outcome === 'waiting' || awaitsPerson(row)) troubled.push({ row, standing: outcome });
      }
    }
    for (const row of await rows.find('outbox', [...setAside])) {
      if (row?.place === 'unsent') troubled.push({ row, standing: 'set-aside' });
    }
    troubled.sort(
      (a, b) =>
        OUTBOX_STANDINGS.indexOf(a.standing) - OUTBOX_STANDINGS.indexOf(b.standing) ||
        a.row.sequence - b.row.sequence,
    );
    const counts = noCounts();
    for (const { standing } of troubled) counts[standing] += 1;
    counts.unsent = (await rows.count(UNSENT)) - counts['set-aside'];
    const first = troubled.slice(offset, offset + limit);
    const place = { offset: Math.max(0, offset - troubled.length), limit: limit - first.length };
    const waiting = place.limit === 0 ? [] : await readWaiting(rows, place, setAside);
    const shown = [...first, ...waiting.map((row) => ({ row, standing: 'unsent' as const }))];
    const cases = await rows.find('cases', [...new Set(shown.map(({ row }) => row.caseId))]);
    const references = new Map(
      cases.flatMap((one) => (one === undefined ? [] : [[one.caseId, one.reference] as const])),
    );
    const lines = shown.map(({ row, standing }) => lineOf(row, standing, references.get(row.caseId) ?? null));
    return { source: 'store', counts, offset, lines };
  });
}

/** Those that wait to be sent and nothing else, without reading the rows before them. */
async function readWaiting(
  rows: RowReader,
  { offset, limit }: { readonly offset: number; readonly limit: number },
  setAside: ReadonlySet<OperationId>,
): Promise<readonly StoredOperation[]> {
  if (setAside.size === 0) return rows.slice(UNSENT, { offset, limit });
  const aside: ReadonlySet<string> = setAside;
  const keys = (await rows.keys(UNSENT)).filter((key) => !aside.has(key)).slice(offset, offset + limit);
  const found = (await rows.find('outbox', keys)).filter((row) => row !== undefined);
  return found.toSorted((a, b) => a.sequence - b.sequence);
}

function lineOf(row: StoredOperation, standing: OutboxStanding, reference: Reference | null): OutboxLine {
  const { opId, caseId, n, kind, savedAt } = row;
  // A verdict of another life of the centre says nothing of what is offered again.
  const verdict = row.place === 'unsent' ? null : row.verdict;
  return {
    ...{ opId, caseId, n, kind, savedAt, reference, standing },
    grounds: verdict && groundsOf(verdict),
    answeredAt: verdict && (verdict.decidedAt ?? verdict.receivedAt),
  };
}
