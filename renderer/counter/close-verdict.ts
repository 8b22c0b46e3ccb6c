import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { JournalVerdict } from '#renderer/store/journal-projector.ts';
import type { VerdictClosing } from '#renderer/store/rows.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';

/**
 * Notes in the journal that a person has closed the verdict on an operation (CF13), so that it stays closed whatever
 * becomes of the store. What waits for a choice, or has no verdict yet, is not closed.
 */
export async function closeVerdict(
  { journal, store }: { readonly journal: JournalPort; readonly store: CounterStore },
  opId: OperationId,
  closed: VerdictClosing,
): Promise<void> {
  const row = await store.findOperation(opId);
  if (row?.place !== 'answered' || row.verdict === null || row.verdict.verdict.outcome === 'parked') return;
  const note: JournalVerdict = { ...row.verdict, closed };
  await journal.appendNotes([{ type: 'verdict', about: opId, text: JSON.stringify(note) }]);
}
