import type { CaseCommand } from '#shared/case/case-command.ts';
import { decide } from '#shared/case/decide.ts';
import { OperationEntry } from '#shared/journal/journal-entry.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import { OperationHeader } from '#shared/protocol/operation-header.ts';
import { decideContext, type WorkedBy } from '#shared/protocol/worked-by.ts';
import type { SaveOutcome } from './counter-api.ts';
import type { SavingContext } from './saving-context.ts';

/** An operation that is in the journal. */
export interface SavedOperation {
  readonly header: OperationHeader;
  readonly entry: OperationEntry;
  /** The versions that it was made by; those in force where it names some that are not here. */
  readonly workedBy: WorkedBy;
}

/**
 * The operation that an identifier has become, or `undefined`: an answer may have been lost, and whatever is asked with
 * that identifier now, it is saved (ST26).
 */
export async function findSavedBefore(
  context: Pick<SavingContext, 'journal' | 'shelf' | 'workedBy'>,
  opId: OperationId,
): Promise<SavedOperation | undefined> {
  const record = await context.journal.findRecord('operation', opId);
  return record && savedOperation(context, OperationEntry.parse(JSON.parse(record.text)));
}

/** The operation in an entry of the journal. */
export async function savedOperation(
  { shelf, workedBy }: Pick<SavingContext, 'shelf' | 'workedBy'>,
  entry: OperationEntry,
): Promise<SavedOperation> {
  const header = OperationHeader.parse(JSON.parse(entry.header));
  return { header, entry, workedBy: (await shelf.findWorkedBy(header, header.office)) ?? workedBy };
}

/** What is told of a saved operation. `editedSince`: what was asked to be saved is not what it holds. */
export function savedOutcome(
  { header, entry, workedBy }: SavedOperation,
  editedSince: boolean,
): Extract<SaveOutcome, { outcome: 'saved' }> {
  const command = JSON.parse(entry.payload) as CaseCommand;
  const effect =
    command.kind === 'register-request'
      ? decide(undefined, command, decideContext(header, workedBy))
      : undefined;
  const registered =
    effect?.ok === true ? effect.value.find((event) => event.kind === 'registered') : undefined;
  return {
    outcome: 'saved',
    caseId: header.caseId,
    reference: header.reference ?? null,
    receivedAt: header.receivedAt,
    editedSince,
    deadline: registered?.deadline ?? null,
    missing: registered?.missing ?? [],
  };
}
