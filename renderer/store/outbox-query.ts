import type { OperationId } from '#shared/kernel/identifier.ts';
import type { CounterDatabase } from './counter-database.ts';
import {
  groundsOf,
  noCounts,
  OUTBOX_STANDINGS,
  type OutboxLine,
  type OutboxPage,
  type OutboxStanding,
  standingOf,
} from './outbox-line.ts';
import type { OutboxRow } from './rows.ts';

/**
 * A part of the outbox as the store has it. `setAside` are the unsent operations that the centre cannot take. Those that
 * wait to be sent may be many and are read only where they are looked at; all others are few.
 */
export async function readOutbox(
  database: CounterDatabase,
  query: { readonly offset: number; readonly limit: number; readonly setAside: ReadonlySet<OperationId> },
): Promise<OutboxPage> {
  const { offset, limit, setAside } = query;
  const answered = await database.outbox
    .where('[place+verdict.verdict.outcome]')
    .anyOf(['parked', 'rejected', 'fork', 'held', 'waiting'].map((outcome) => ['answered', outcome]))
    .toArray();
  const aside = (await database.outbox.bulkGet([...setAside])).filter((row) => row?.place === 'unsent');
  const first = [...answered, ...aside]
    .flatMap((row) => (row === undefined ? [] : [{ row, standing: standingOfRow(row, setAside) }]))
    .sort(
      (a, b) =>
        OUTBOX_STANDINGS.indexOf(a.standing) - OUTBOX_STANDINGS.indexOf(b.standing) ||
        a.row.sequence - b.row.sequence,
    );
  const counts = noCounts();
  for (const { standing } of first) counts[standing] += 1;
  const unsent = database.outbox
    .where('[place+sequence]')
    .between(['unsent', -Infinity], ['unsent', Infinity]);
  counts.unsent = (await unsent.count()) - counts['set-aside'];
  const shown = first.slice(offset, offset + limit);
  const waiting =
    shown.length === limit
      ? []
      : await (setAside.size === 0 ? unsent : unsent.filter(({ opId }) => !setAside.has(opId)))
          .offset(Math.max(0, offset - first.length))
          .limit(limit - shown.length)
          .toArray();
  const rows = [...shown, ...waiting.map((row) => ({ row, standing: 'unsent' as const }))];
  const cases = await database.cases.bulkGet([...new Set(rows.map(({ row }) => row.caseId))]);
  const references = new Map(
    cases.flatMap((one) => (one === undefined ? [] : [[one.caseId, one.reference]])),
  );
  const lines = rows.map(
    ({ row, standing }): OutboxLine => ({
      opId: row.opId,
      caseId: row.caseId,
      n: row.n,
      kind: row.kind,
      savedAt: row.savedAt,
      reference: references.get(row.caseId) ?? null,
      standing,
      grounds: row.verdict === null || row.place === 'unsent' ? null : groundsOf(row.verdict),
      answeredAt: row.place === 'unsent' ? null : (row.verdict?.decidedAt ?? row.verdict?.receivedAt ?? null),
    }),
  );
  return { source: 'store', counts, offset, lines };
}

function standingOfRow(
  { opId, place, verdict }: OutboxRow,
  setAside: ReadonlySet<OperationId>,
): OutboxStanding {
  if (place === 'answered' && verdict !== null) return standingOf(verdict) ?? 'unsent';
  return setAside.has(opId) ? 'set-aside' : 'unsent';
}
