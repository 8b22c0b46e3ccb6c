import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { evolve } from '#shared/case/evolve.ts';
import type { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import type { CaseWrite, StoredCase } from './case-store.ts';

interface CaseInBatch {
  readonly fromVersion: number;
  version: number;
  state: CaseState | undefined;
  readonly events: { version: number; opId: OperationId; event: CaseEvent }[];
}

/**
 * The cases of one transaction while its operations are decided in memory, each on top of the one before. Nothing is
 * written until all are decided.
 */
export class Batch {
  readonly #cases = new Map<CaseId, CaseInBatch>();
  readonly #references: Map<Reference, CaseId>;
  readonly #verdicts: Map<OperationId, Verdict>;

  constructor(loaded: {
    readonly cases: ReadonlyMap<CaseId, StoredCase>;
    readonly references: ReadonlyMap<Reference, CaseId>;
    /** Verdicts that stood before this transaction. */
    readonly verdicts: ReadonlyMap<OperationId, Verdict>;
  }) {
    for (const [caseId, { version, state }] of loaded.cases) {
      this.#cases.set(caseId, { fromVersion: version, version, state, events: [] });
    }
    this.#references = new Map(loaded.references);
    this.#verdicts = new Map(loaded.verdicts);
  }

  findState(caseId: CaseId): CaseState | undefined {
    return this.#cases.get(caseId)?.state;
  }

  versionOf(caseId: CaseId): number {
    return this.#cases.get(caseId)?.version ?? 0;
  }

  findVerdict(opId: OperationId): Verdict | undefined {
    return this.#verdicts.get(opId);
  }

  findHolder(reference: Reference): CaseId | undefined {
    return this.#references.get(reference);
  }

  setVerdict(opId: OperationId, verdict: Verdict): void {
    this.#verdicts.set(opId, verdict);
  }

  /** Takes the events of an accepted operation and gives the case's new version. */
  append(caseId: CaseId, opId: OperationId, events: readonly CaseEvent[]): number {
    const entry = this.#cases.get(caseId) ?? { fromVersion: 0, version: 0, state: undefined, events: [] };
    this.#cases.set(caseId, entry);
    for (const event of events) {
      entry.version += 1;
      entry.state = evolve(entry.state, event);
      entry.events.push({ version: entry.version, opId, event });
      if (event.kind === 'registered') this.#references.set(event.reference, caseId);
    }
    return entry.version;
  }

  /** What is to be written: the cases that got new events. */
  writes(): readonly CaseWrite[] {
    const writes: CaseWrite[] = [];
    for (const [caseId, { fromVersion, version, state, events }] of this.#cases) {
      if (events.length > 0 && state !== undefined) {
        writes.push({ caseId, fromVersion, version, state, events });
      }
    }
    return writes;
  }
}
