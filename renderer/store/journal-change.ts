import type { OperationId } from '#shared/kernel/identifier.ts';
import { unreachable } from '#shared/kernel/invariant.ts';
import type { OperationVerdict } from '#shared/protocol/verdict.ts';
import type { CaseWorkspace, ProvisionalDecision } from './case-workspace.ts';
import type { RowSealer, StoredVerdict } from './row-sealer.ts';
import type { DraftRow, OutboxRow, StoredDraft, StoredOperation, VerdictClosing } from './rows.ts';

/** One record of the journal, as the store takes it in. */
export type JournalChange =
  | { readonly kind: 'operation'; readonly row: OutboxRow; readonly decide: ProvisionalDecision }
  | {
      readonly kind: 'verdict';
      readonly verdict: OperationVerdict;
      readonly closed?: VerdictClosing | undefined;
    }
  | { readonly kind: 'draft'; readonly draft: DraftRow }
  | { readonly kind: 'draft-removed'; readonly draftId: OperationId }
  /** A record that says nothing to the store. */
  | { readonly kind: 'nothing' };

/** The same as the tables take it. */
type SealedChange =
  | { readonly kind: 'operation'; readonly row: StoredOperation; readonly decide: ProvisionalDecision }
  | {
      readonly kind: 'verdict';
      readonly opId: OperationId;
      readonly verdict: StoredVerdict;
      readonly closed: VerdictClosing | undefined;
    }
  | { readonly kind: 'draft'; readonly draft: StoredDraft }
  | Extract<JournalChange, { kind: 'draft-removed' | 'nothing' }>;

/** The operation that a change speaks of without bringing it. */
export function namedOperation(change: JournalChange): readonly OperationId[] {
  if (change.kind === 'verdict') return [change.verdict.opId];
  return change.kind === 'draft' ? [change.draft.draftId] : [];
}

export async function sealChange(sealer: RowSealer, change: JournalChange): Promise<SealedChange> {
  switch (change.kind) {
    case 'operation':
      return { ...change, row: await sealer.sealOperation(change.row) };
    case 'verdict': {
      const { verdict, closed } = change;
      return { kind: 'verdict', opId: verdict.opId, verdict: await sealer.sealVerdict(verdict), closed };
    }
    case 'draft':
      return { kind: 'draft', draft: await sealer.sealDraft(change.draft) };
    case 'draft-removed':
    case 'nothing':
      return change;
    default:
      return unreachable(change);
  }
}

/** Takes changes into the workspace, and gives what becomes of drafts; what is undefined is none any more. */
export function takeIn(
  changes: readonly SealedChange[],
  workspace: CaseWorkspace,
): ReadonlyMap<OperationId, StoredDraft | undefined> {
  const kept = new Map<OperationId, StoredDraft | undefined>();
  for (const change of changes) {
    if (change.kind === 'operation') {
      workspace.addOperation(change.row, change.decide);
      kept.set(change.row.opId, undefined); // a draft has the identifier of the operation it becomes
    } else if (change.kind === 'verdict') workspace.addVerdict(change.opId, change.verdict, change.closed);
    else if (change.kind === 'draft') {
      // What became an operation is no draft any more, in whatever order the two were written.
      const isSaved = workspace.hasOperation(change.draft.draftId);
      kept.set(change.draft.draftId, isSaved ? undefined : change.draft);
    } else if (change.kind === 'draft-removed') kept.set(change.draftId, undefined);
  }
  return kept;
}
