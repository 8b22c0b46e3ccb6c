import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { foldCase } from '#shared/case/evolve.ts';
import type { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import type { OperationVerdict } from '#shared/protocol/verdict.ts';
import { caseRow, isSettled, setAsideOf, shownOf, syncMarkOf } from './case-row.ts';
import type { CounterDatabase } from './counter-database.ts';
import type { CaseRow, OutboxRow } from './rows.ts';

/** What an operation makes of the case as this counter shows it; nothing when it cannot be decided here. */
export type ProvisionalDecision = (state: CaseState | undefined) => readonly CaseEvent[];

/**
 * The cases and operations that one transaction touches: read in bulk, changed in memory, written in bulk. Reading one
 * row after the other is what makes IndexedDB slow.
 */
export class CaseWorkspace {
  readonly #database: CounterDatabase;
  readonly #cases = new Map<CaseId, Pick<CaseRow, 'confirmed' | 'provisional'>>();
  readonly #operations = new Map<OperationId, OutboxRow>();
  readonly #changedCases = new Set<CaseId>();
  readonly #changedOperations = new Set<OperationId>();

  private constructor(database: CounterDatabase) {
    this.#database = database;
  }

  /** Loads the cases with all their operations. `opIds` names operations whose case is not known yet. */
  static async load(
    database: CounterDatabase,
    caseIds: readonly CaseId[],
    opIds: readonly OperationId[] = [],
  ): Promise<CaseWorkspace> {
    const workspace = new CaseWorkspace(database);
    const byId = opIds.length === 0 ? [] : await database.outbox.bulkGet([...opIds]);
    const wanted = new Set([...caseIds, ...byId.flatMap((row) => (row === undefined ? [] : [row.caseId]))]);
    const operations = await database.outbox
      .where('caseId')
      .anyOf([...wanted])
      .toArray();
    for (const row of operations) workspace.#operations.set(row.opId, row);
    for (const row of await database.cases.bulkGet([...wanted])) {
      if (row !== undefined) workspace.#cases.set(row.caseId, row);
    }
    return workspace;
  }

  hasOperation(opId: OperationId): boolean {
    return this.#operations.has(opId);
  }

  addOperation(row: OutboxRow, decide: ProvisionalDecision): void {
    if (this.#operations.has(row.opId)) return;
    this.#putOperation(row);
    const { confirmed, provisional } = this.#caseOf(row.caseId);
    const own = shownOf({ confirmed, provisional }, setAsideOf([...this.#operations.values()]));
    const state = foldCase([...(confirmed?.events ?? []), ...own]);
    const events = decide(state);
    if (events.length === 0) return;
    this.#putCase(row.caseId, { confirmed, provisional: [...provisional, { opId: row.opId, events }] });
  }

  /** An operation leaves the unsent ones here and nowhere else. */
  addVerdict(verdict: OperationVerdict): void {
    const row = this.#operations.get(verdict.opId);
    if (row !== undefined) this.#putOperation({ ...row, place: 'answered', verdict });
  }

  offerAgain(): void {
    for (const row of this.#operations.values()) {
      if (row.place === 'answered') this.#putOperation({ ...row, place: 'unsent' });
    }
  }

  /** What an older life of the centre had of this device's operations, and `fresh` has not, is provisional again. */
  confirm(caseId: CaseId, fresh: NonNullable<CaseRow['confirmed']>): void {
    const { confirmed, provisional } = this.#caseOf(caseId);
    if (confirmed !== null && fresh.version < confirmed.version) return;
    const held = new Set(fresh.events.map(({ origin }) => origin.opId));
    const ownAgain = Map.groupBy(
      (confirmed?.events ?? []).filter(
        ({ origin }) => this.hasOperation(origin.opId) && !held.has(origin.opId),
      ),
      ({ origin }) => origin.opId,
    );
    const lost = [...ownAgain].map(([opId, events]) => ({ opId, events }));
    this.#putCase(caseId, { confirmed: fresh, provisional: [...lost, ...provisional] });
  }

  /** A case that is no longer for this device goes, unless something of it has not reached the centre for good. */
  async leave(caseId: CaseId): Promise<void> {
    const isNeeded = [...this.#operations.values()].some(
      (row) => row.caseId === caseId && (row.place === 'unsent' || !isSettled(row.verdict)),
    );
    if (isNeeded) return;
    this.#cases.delete(caseId);
    this.#changedCases.delete(caseId);
    await this.#database.cases.delete(caseId);
  }

  async write(): Promise<void> {
    const operations = [...this.#changedOperations].flatMap((opId) => this.#operations.get(opId) ?? []);
    if (operations.length > 0) await this.#database.outbox.bulkPut(operations);
    const rows: CaseRow[] = [];
    const byCase = Map.groupBy(this.#operations.values(), (row) => row.caseId);
    for (const caseId of this.#changedCases) {
      const { confirmed, provisional } = this.#caseOf(caseId);
      const operationsOfCase = byCase.get(caseId) ?? [];
      const aside = setAsideOf(operationsOfCase);
      const row = caseRow(caseId, confirmed, provisional, syncMarkOf(operationsOfCase), aside);
      if (row !== undefined) rows.push(row);
    }
    if (rows.length > 0) await this.#database.cases.bulkPut(rows);
  }

  #caseOf(caseId: CaseId): Pick<CaseRow, 'confirmed' | 'provisional'> {
    return this.#cases.get(caseId) ?? { confirmed: null, provisional: [] };
  }

  #putCase(caseId: CaseId, value: Pick<CaseRow, 'confirmed' | 'provisional'>): void {
    this.#cases.set(caseId, value);
    this.#changedCases.add(caseId);
  }

  #putOperation(row: OutboxRow): void {
    this.#operations.set(row.opId, row);
    this.#changedOperations.add(row.opId);
    this.#changedCases.add(row.caseId);
  }
}
