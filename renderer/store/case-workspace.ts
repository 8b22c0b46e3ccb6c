import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { foldCase } from '#shared/case/evolve.ts';
import type { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import type { OperationVerdict } from '#shared/protocol/verdict.ts';
import { caseRow, isSameVerdict, isSettled, setAsideOf, shownOf, syncMarkOf } from './case-row.ts';
import type { RowReader } from './row-store.ts';
import type { CaseRow, OutboxRow, VerdictClosing } from './rows.ts';

/** What an operation makes of the case as this counter shows it; nothing when it cannot be decided here. */
export type ProvisionalDecision = (state: CaseState | undefined) => readonly CaseEvent[];

/** What stands behind the row of a case. */
type CaseParts = Pick<CaseRow, 'confirmed' | 'provisional'> & { readonly life: number };

/** What one moment of the store holds of some cases: them, and every operation of this device on them. */
export interface WorkspaceRows {
  /** The life of the centre that goes on now. */
  readonly life: number;
  readonly cases: readonly CaseRow[];
  readonly operations: readonly OutboxRow[];
}

/** Reads the cases with all their operations. `opIds` names operations whose case is not known yet. */
export async function readWorkspace(
  rows: RowReader,
  caseIds: readonly CaseId[],
  opIds: readonly OperationId[] = [],
): Promise<WorkspaceRows> {
  const byId = opIds.length === 0 ? [] : await rows.find('outbox', opIds);
  const wanted = [
    ...new Set([...caseIds, ...byId.flatMap((row) => (row === undefined ? [] : [row.caseId]))]),
  ];
  const [life] = await rows.find('facts', ['life']);
  const operations = await rows.findBy('outbox', 'caseId', wanted);
  const cases = await rows.find('cases', wanted);
  return { life: Number(life?.value ?? 0), operations, cases: cases.filter((row) => row !== undefined) };
}

/**
 * The cases and operations that one commit touches: read in bulk, changed in memory, written in bulk. Reading one row
 * after the other is what makes IndexedDB slow.
 */
export class CaseWorkspace {
  readonly #life: number;
  readonly #cases = new Map<CaseId, CaseParts>();
  readonly #operations = new Map<OperationId, OutboxRow>();
  readonly #changedCases = new Set<CaseId>();
  readonly #changedOperations = new Set<OperationId>();
  readonly #goneCases = new Set<CaseId>();

  constructor({ life, cases, operations }: WorkspaceRows) {
    this.#life = life;
    for (const row of operations) this.#operations.set(row.opId, row);
    for (const row of cases) this.#cases.set(row.caseId, { ...row, life: row.life ?? 0 });
  }

  hasOperation(opId: OperationId): boolean {
    return this.#operations.has(opId);
  }

  addOperation(row: OutboxRow, decide: ProvisionalDecision): void {
    if (this.#operations.has(row.opId)) return;
    this.#putOperation(row);
    const { confirmed, provisional, life } = this.#caseOf(row.caseId);
    const own = shownOf({ confirmed, provisional }, setAsideOf([...this.#operations.values()]));
    const state = foldCase([...(confirmed?.events ?? []), ...own]);
    const events = decide(state);
    if (events.length === 0) return;
    this.#putCase(row.caseId, { confirmed, life, provisional: [...provisional, { opId: row.opId, events }] });
  }

  /** An operation leaves the unsent ones here and nowhere else. */
  addVerdict(verdict: OperationVerdict, closed?: VerdictClosing): void {
    const row = this.#operations.get(verdict.opId);
    if (row === undefined) return;
    const { closed: before, ...rest } = row;
    // What a person has closed stays closed when it is told again, and not when it is another verdict (CF13).
    const closing = closed ?? (isSameVerdict(row.verdict, verdict) ? before : undefined);
    this.#putOperation({
      ...rest,
      place: 'answered',
      verdict,
      ...(closing === undefined ? {} : { closed: closing }),
    });
  }

  offerAgain(): void {
    for (const row of this.#operations.values()) {
      if (row.place === 'answered') this.#putOperation({ ...row, place: 'unsent' });
    }
  }

  /** What an older life of the centre had of this device's operations, and `fresh` has not, is provisional again. */
  confirm(caseId: CaseId, fresh: NonNullable<CaseRow['confirmed']>): void {
    const { confirmed, provisional, life } = this.#caseOf(caseId);
    if (confirmed !== null && life === this.#life && fresh.version < confirmed.version) return;
    const held = new Set(fresh.events.map(({ origin }) => origin.opId));
    const ownAgain = Map.groupBy(
      (confirmed?.events ?? []).filter(
        ({ origin }) => this.hasOperation(origin.opId) && !held.has(origin.opId),
      ),
      ({ origin }) => origin.opId,
    );
    const lost = [...ownAgain].map(([opId, events]) => ({ opId, events }));
    this.#putCase(caseId, { confirmed: fresh, life: this.#life, provisional: [...lost, ...provisional] });
  }

  /** A case that is no longer for this device goes, unless something of it has not reached the centre for good. */
  leave(caseId: CaseId): void {
    const isNeeded = [...this.#operations.values()].some(
      (row) => row.caseId === caseId && (row.place === 'unsent' || !isSettled(row.verdict)),
    );
    if (isNeeded) return;
    this.#cases.delete(caseId);
    this.#changedCases.delete(caseId);
    this.#goneCases.add(caseId);
  }

  /** What has changed, for one commit. */
  writes(): {
    readonly puts: { readonly outbox: readonly OutboxRow[]; readonly cases: readonly CaseRow[] };
    readonly deletes: { readonly cases: readonly CaseId[] };
  } {
    const outbox = [...this.#changedOperations].flatMap((opId) => this.#operations.get(opId) ?? []);
    const cases: CaseRow[] = [];
    const byCase = Map.groupBy(this.#operations.values(), (row) => row.caseId);
    for (const caseId of this.#changedCases) {
      const { confirmed, provisional, life } = this.#caseOf(caseId);
      const own = byCase.get(caseId) ?? [];
      const row = caseRow(caseId, confirmed, provisional, syncMarkOf(own), setAsideOf(own));
      if (row !== undefined) cases.push({ ...row, life });
    }
    return { puts: { outbox, cases }, deletes: { cases: [...this.#goneCases] } };
  }

  #caseOf(caseId: CaseId): CaseParts {
    return this.#cases.get(caseId) ?? { confirmed: null, provisional: [], life: this.#life };
  }

  #putCase(caseId: CaseId, value: CaseParts): void {
    this.#cases.set(caseId, value);
    this.#changedCases.add(caseId);
    this.#goneCases.delete(caseId);
  }

  #putOperation(row: OutboxRow): void {
    this.#operations.set(row.opId, row);
    this.#changedOperations.add(row.opId);
    this.#changedCases.add(row.caseId);
  }
}
