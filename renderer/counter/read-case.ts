import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { CaseId } from '#shared/kernel/identifier.ts';
import type { CaseDetail } from './counter-api.ts';

/** A case with its course: what the centre confirmed, then what this counter added and the centre does not have yet. */
export async function readCase(store: CounterStore, caseId: CaseId): Promise<CaseDetail | undefined> {
  const row = await store.findCase(caseId);
  if (row === undefined) return undefined;
  const confirmed = (row.confirmed?.events ?? []).map((event) => ({ event, isProvisional: false }));
  const provisional = row.provisional.flatMap((change) =>
    change.events.map((event) => ({ event, isProvisional: true })),
  );
  const operations = await store.operationsOf(caseId);
  return {
    row,
    events: [...confirmed, ...provisional],
    operations: operations.map(({ opId, place, verdict, savedAt, kind }) => ({
      opId,
      place,
      verdict,
      savedAt,
      kind,
    })),
  };
}
