import type { CaseEvent } from '#shared/case/case-event.ts';

/** An operation as one side has it. */
export interface CopiedOperation {
  readonly opId: string;
  readonly replica: string;
  readonly n: number;
  readonly prev: string | null;
  readonly digest: string;
  readonly kind: string;
  readonly caseId: string;
  readonly payload: string;
  /** The last word of the centre on it that this side has. */
  readonly outcome: string | null;
  /** Why, where the outcome has a ground. */
  readonly ground: string | null;
}

/** What a counter has of a case. */
export interface CopiedCase {
  readonly caseId: string;
  /** What the centre confirmed; null where it confirmed nothing. */
  readonly confirmed: { readonly version: number; readonly events: readonly CaseEvent[] } | null;
  /** Own changes that stand beside it. */
  readonly provisional: readonly string[];
  /** What the screens show: a folded case. */
  readonly shown: unknown;
}

/** Journal and store of one counter, read from its profile. */
export interface CounterCopy {
  readonly counter: string;
  readonly replica: string;
  /** From the journal, in its order. */
  readonly operations: readonly CopiedOperation[];
  /** Of every record of the journal, in its order. */
  readonly sequences: readonly number[];
  readonly damagedPlaces: number;
  /** From the store. */
  readonly cases: readonly CopiedCase[];
  readonly unsent: readonly string[];
  readonly storeOutcomes: ReadonlyMap<string, string | null>;
  /** How far its store is in each space. */
  readonly cursors: ReadonlyMap<string, number>;
}

/** An event of a case at the centre, at its place in the case. */
export interface CopiedEvent {
  readonly caseId: string;
  readonly version: number;
  readonly opId: string;
  readonly event: CaseEvent;
}

/** The centre's database. */
export interface CentreCopy {
  readonly operations: readonly CopiedOperation[];
  /** By case and version. */
  readonly events: readonly CopiedEvent[];
  readonly cases: readonly {
    readonly caseId: string;
    readonly version: number;
    readonly reference: string;
    readonly office: string;
    readonly state: unknown;
  }[];
  /** The last number given in each space. */
  readonly spaces: ReadonlyMap<string, number>;
  /** Where each case last stood in a space. */
  readonly feed: readonly { readonly space: string; readonly caseId: string; readonly sequence: number }[];
}
