import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { CaseRow, OutboxRow } from '#renderer/store/rows.ts';
import type { AddNote } from '#shared/case/case-command.ts';
import { cleanText } from '#shared/kernel/clean-text.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import type { CounterApi, SaveOutcome } from './counter-api.ts';
import { saveCommand } from './save-operation.ts';
import { findSavedBefore, savedOutcome } from './saved-before.ts';
import type { SavingContext } from './saving-context.ts';

/**
 * Adds a note to the case as this counter shows it. What is journalled is the text as it enters the case, so that none
 * is too long for the way because of what does not belong to it. `bringUp` brings the store up to the journal and
 * answers whether it is (ST27).
 */
export async function saveNote(
  context: SavingContext,
  store: CounterStore,
  bringUp: () => Promise<boolean>,
  note: Parameters<CounterApi['addNote']>[0],
): Promise<SaveOutcome> {
  const command: AddNote = { kind: 'add-note', text: cleanText(note.text, 'many-lines') };
  const before = await findSavedBefore(context, note.opId);
  if (before !== undefined) {
    const { salt, payload } = before.entry;
    return savedOutcome(before, salt !== note.salt || payload !== JSON.stringify(command));
  }
  if (!(await bringUp())) return { outcome: 'not-saved', cause: 'not-ready' };
  const row = await store.database.cases.get(note.caseId);
  if (row === undefined) return { outcome: 'not-saved', cause: 'not-ready' };
  const earlier = await store.operationsOf(note.caseId);
  return saveCommand(context, {
    opId: note.opId,
    salt: note.salt,
    caseId: note.caseId,
    command,
    state: row.shown,
    baseVersion: seenVersion(row),
    dependsOn: lastUndecided(earlier),
  });
}

/** The version that the author sees: what the centre confirmed, and what this counter added since. */
function seenVersion(row: CaseRow): number {
  const own = row.provisional.reduce((count, change) => count + change.events.length, 0);
  return (row.confirmed?.version ?? 0) + own;
}

/**
 * The operation that must be decided before one more on the same case (`docs/protocol.md` PR15): the last that is not
 * yet, because that one waits in its turn for those before it.
 */
function lastUndecided(earlier: readonly OutboxRow[]): readonly OperationId[] {
  const undecided = earlier.filter(({ place, verdict }) => {
    const outcome = verdict?.verdict.outcome;
    return place === 'unsent' || !(outcome === 'applied' || outcome === 'merged' || outcome === 'rejected');
  });
  return undecided.slice(-1).map(({ opId }) => opId);
}
