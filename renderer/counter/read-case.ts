import { authorOf, awaitsPerson, setAsideOf, shownOf } from '#renderer/store/case-row.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { CaseId } from '#shared/kernel/identifier.ts';
import type { CaseDetail } from './counter-api.ts';

/** A case with its course: what the centre confirmed, then what this counter added and the centre does not have yet. */
export async function readCase(store: CounterStore, caseId: CaseId): Promise<CaseDetail | undefined> {
  const row = await store.findCase(caseId);
  if (row === undefined) return undefined;
  const operations = await store.operationsOf(caseId);
  const aside = setAsideOf(operations);
  const confirmed = (row.confirmed?.events ?? []).map((event) => ({ event, isProvisional: false }));
  const provisional = shownOf(row, aside).map((event) => ({ event, isProvisional: true }));
  return {
    row,
    events: [...confirmed, ...provisional],
    setAside: row.confirmed === null ? [] : row.provisional.filter(({ opId }) => aside.has(opId)),
    operations: operations.map(({ opId, place, verdict, savedAt, kind, closed, header }) => ({
      opId,
      place,
      verdict,
      savedAt,
      kind,
      author: authorOf(header),
      awaitsPerson: awaitsPerson({ verdict, header, ...(closed === undefined ? {} : { closed }) }),
    })),
  };
}
