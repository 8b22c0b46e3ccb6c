import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { evolve } from '#shared/case/evolve.ts';
import type { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import type { WorkedBy } from '#shared/protocol/worked-by.ts';
import type { CaseWrite, CourseEvent, StoredCase, VerdictRow } from './case-store.ts';
import type { ReadOperation } from './read-operation.ts';

interface CaseInBatch {
  readonly fromVersion: number;
  version: number;
  state: CaseState | undefined;
  readonly events: CourseEvent[];
}

/** A parked operation that a resolution speaks of, and what its author worked by. */
export interface ParkedOperation {
  readonly operation: ReadOperation;
  readonly workedBy: WorkedBy | undefined;
}

/**
 * The cases of one transaction while its operations are decided in memory, each on top of the one before. Nothing is
 * written until all are decided.
 */
export class Batch {
  readonly #cases = new Map<CaseId, CaseInBatch>();
  readonly #references: Map<Reference, CaseId>;
  readonly #verdicts: Map<OperationId, Verdict>;
  readonly #courses: ReadonlyMap<CaseId, readonly CourseEvent[]>;
  readonly #parked: ReadonlyMap<OperationId, ParkedOperation>;
  readonly #settled: Pick<VerdictRow, 'opId' | 'replica' | 'verdict'>[] = [];

  constructor(loaded: {
    readonly cases: ReadonlyMap<CaseId, StoredCase>;
    readonly references: ReadonlyMap<Reference, CaseId>;
    /** Verdicts that stood before this transaction. */
    readonly verdicts: ReadonlyMap<OperationId, Verdict>;
    /** The events of cases that moved on since somebody saw them. */
    readonly courses: ReadonlyMap<CaseId, readonly CourseEvent[]>;
    /** What resolutions of this transaction speak of. */
    readonly parked: ReadonlyMap<OperationId, ParkedOperation>;
  }) {
    for (const [caseId, { version, state }] of loaded.cases) {
      this.#cases.set(caseId, { fromVersion: version, version, state, events: [] });
    }
    this.#references = new Map(loaded.references);
    this.#verdicts = new Map(loaded.verdicts);
    this.#courses = loaded.courses;
    this.#parked = loaded.parked;
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

  /** The events of a case with those of this transaction; `undefined` when the stored ones were not read. */
  findCourse(caseId: CaseId): readonly CourseEvent[] | undefined {
    const entry = this.#cases.get(caseId);
    const stored = entry === undefined || entry.fromVersion === 0 ? [] : this.#courses.get(caseId);
    return stored && [...stored, ...(entry?.events ?? [])];
  }

  findParked(opId: OperationId): ParkedOperation | undefined {
    return this.#parked.get(opId);
  }

  /** Another verdict on an operation that was parked; its replica is told. */
  settle({ header }: ParkedOperation['operation'], verdict: Verdict): void {
    this.#verdicts.set(header.opId, verdict);
    this.#settled.push({ opId: header.opId, replica: header.replica, verdict });
  }

  /** The verdicts of `settle`, as they are written. */
  settledRows(at: Instant): readonly VerdictRow[] {
    return this.#settled.map((row) => ({ ...row, decidedAt: at, isNews: true }));
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
