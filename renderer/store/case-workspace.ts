import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { foldCase } from '#shared/case/evolve.ts';
import type { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import { caseRow, isSameVerdict, isSettled, setAsideOf, shownOf, syncMarkOf } from './case-row.ts';
import type { StoredVerdict } from './row-sealer.ts';
import type { RowReader } from './row-store.ts';
import type { CaseCourse, CaseNames, CaseRow, StoredCase, StoredOperation, VerdictClosing } from './rows.ts';

/** What an operation makes of the case as this counter shows it; nothing when it cannot be decided here. */
export type ProvisionalDecision = (state: CaseState | undefined) => readonly CaseEvent[];

/** A case that was opened to be worked on. */
export interface OpenedCase extends CaseCourse {
  readonly caseId: CaseId;
  readonly life: number;
  readonly nameBlock: string;
}

/** A case as a workspace leaves it, and where its names were before. */
export interface ChangedCase {
  readonly row: CaseRow;
  readonly life: number;
  readonly before: { readonly names: CaseNames; readonly nameBlock: string } | null;
}

/** What one moment of the store holds of some cases: them, and every operation of this device on them. */
export interface WorkspaceRows<Case = StoredCase> {
  /** The life of the centre that goes on now. */
  readonly life: number;
  readonly cases: readonly Case[];
  readonly operations: readonly StoredOperation[];
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
  readonly #before = new Map<CaseId, OpenedCase>();
  readonly #cases = new Map<CaseId, Omit<CaseCourse, 'names'> & { readonly life: number }>();
  readonly #operations = new Map<OperationId, StoredOperation>();
  readonly #changedCases = new Set<CaseId>();
  readonly #changedOperations = new Set<OperationId>();
  readonly #goneCases = new Set<CaseId>();

  constructor({ life, cases, operations }: WorkspaceRows<OpenedCase>) {
    this.#life = life;
    for (const row of operations) this.#operations.set(row.opId, row);
    for (const row of cases) {
      this.#before.set(row.caseId, row);
      this.#cases.set(row.caseId, row);
    }
  }

  hasOperation(opId: OperationId): boolean {
    return this.#operations.has(opId);
  }

  addOperation(row: StoredOperation, decide: ProvisionalDecision): void {
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
  addVerdict(opId: OperationId, told: StoredVerdict, closed?: VerdictClosing): void {
    const row = this.#operations.get(opId);
    if (row === undefined || told.verdict === null) return;
    const { closed: before, ...rest } = row;
    // What a person has closed stays closed when it is told again, and not when it is another verdict (CF13).
    const closing = closed ?? (isSameVerdict(row.verdict, told.verdict) ? before : undefined);
    this.#putOperation({
      ...rest,
      place: 'answered',
      ...told,
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

  /** What has changed, for one commit. `gone` are the cases that were here and are not any more. */
  changes(): {
    readonly operations: readonly StoredOperation[];
    readonly cases: readonly ChangedCase[];
    readonly gone: readonly OpenedCase[];
  } {
    const operations = [...this.#changedOperations].flatMap((opId) => this.#operations.get(opId) ?? []);
    const cases: ChangedCase[] = [];
    const byCase = Map.groupBy(this.#operations.values(), (row) => row.caseId);
    for (const caseId of this.#changedCases) {
      const { confirmed, provisional, life } = this.#caseOf(caseId);
      const own = byCase.get(caseId) ?? [];
      const row = caseRow(caseId, confirmed, provisional, syncMarkOf(own), setAsideOf(own));
      if (row !== undefined) cases.push({ row, life, before: this.#before.get(caseId) ?? null });
    }
    return {
      operations,
      cases,
      gone: [...this.#goneCases].flatMap((caseId) => this.#before.get(caseId) ?? []),
    };
  }

  #caseOf(caseId: CaseId): Omit<CaseCourse, 'names'> & { readonly life: number } {
    return this.#cases.get(caseId) ?? { confirmed: null, provisional: [], life: this.#life };
  }

  #putCase(caseId: CaseId, value: Omit<CaseCourse, 'names'> & { readonly life: number }): void {
    this.#cases.set(caseId, value);
    this.#changedCases.add(caseId);
    this.#goneCases.delete(caseId);
  }

  #putOperation(row: StoredOperation): void {
    this.#operations.set(row.opId, row);
    this.#changedOperations.add(row.opId);
    this.#changedCases.add(row.caseId);
  }
}
