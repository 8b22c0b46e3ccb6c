import type { CaseId, OperationId } from '#shared/kernel/identifier.ts';

/** What a clerk wanted to do. */
export type IntentKind = 'register' | 'note' | 'assess' | 'void' | 'withdraw';

/** One thing that a clerk wanted to do, as the clerk sees it. */
export interface Intent {
  readonly opId: OperationId;
  readonly caseId: CaseId;
  readonly kind: IntentKind;
  /** A text that only this one has, and that its operation must hold. */
  readonly text: string;
}

/** An intent of which a clerk saw «Saved». */
export interface SavedIntent extends Intent {
  /** The computer at which it was seen. */
  readonly at: string;
}

/**
 * What clerks tried and what they saw as saved (SM9). The harness writes it, from what a screen would show; nothing of
 * the product writes or reads it, and no fault reaches it.
 */
export class SavedLedger {
  readonly #tried = new Map<OperationId, Intent[]>();
  readonly #saved = new Map<OperationId, SavedIntent>();

  /** A clerk asks for something to be saved, perhaps not for the first time. */
  tried(intent: Intent): void {
    const before = this.#tried.get(intent.opId);
    if (before === undefined) this.#tried.set(intent.opId, [intent]);
    else before.push(intent);
  }

  /** A clerk sees «Saved». */
  saved(intent: Intent, at: string): void {
    if (!this.#saved.has(intent.opId)) this.#saved.set(intent.opId, { ...intent, at });
  }

  get triedCount(): number {
    return this.#tried.size;
  }

  get savedCount(): number {
    return this.#saved.size;
  }

  allSaved(): readonly SavedIntent[] {
    return [...this.#saved.values()];
  }

  isSaved(opId: OperationId): boolean {
    return this.#saved.has(opId);
  }

  /** Everything that was ever asked under this identifier; nothing for an operation that no clerk made. */
  intentsOf(opId: OperationId): readonly Intent[] {
    return this.#tried.get(opId) ?? [];
  }
}
