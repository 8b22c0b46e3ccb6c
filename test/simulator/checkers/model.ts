import type { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import type { CentreRecord, InboxFact } from '../centre/simulated-centre.ts';
import { FUTURE_KIND } from '../counter/skew.ts';

/** A case as the model has it. */
export interface ModelCase {
  readonly caseId: CaseId;
  status: string;
  /** Texts of the notes, in order. */
  readonly notes: string[];
  /** Operations with an effect, in order; the version of the case with each is its place, counted from 1. */
  readonly effects: OperationId[];
}

type Step = (state: ModelCase, payload: { readonly text?: string }) => boolean;

const UNDECIDED = ['registered', 'being-assessed'];

/** What each kind of operation does to a case, and false where it must not be done. Written apart from the product. */
const STEPS: Readonly<Record<string, Step>> = {
  'register-request': (state) => {
    const isNew = state.status === 'none';
    state.status = 'registered';
    return isNew;
  },
  'add-note': (state, { text }) => {
    state.notes.push(text ?? '');
    return state.status !== 'none';
  },
  'assess-conformity': (state) => moved(state, UNDECIDED, 'being-assessed'),
  // What is only advice may be voided also when it is closed.
  'void-case': (state) => moved(state, [...UNDECIDED, 'closed'], 'voided'),
  'withdraw-request': (state) => moved(state, UNDECIDED, 'closed'),
};

function moved(state: ModelCase, from: readonly string[], status: string): boolean {
  const mayMove = from.includes(state.status);
  state.status = status;
  return mayMove;
}

/** Whether an operation moves a case on, so that another one of that sort may come too late. */
export function isMove(kind: string): boolean {
  return ['assess-conformity', 'void-case', 'withdraw-request'].includes(kind);
}

/** Whether an operation of this kind can be understood at all. */
export function isKnown(kind: string): boolean {
  return kind !== FUTURE_KIND;
}

/** What the model made of the operations that the centre gave an effect, and what it does not understand. */
export interface ModelOutcome {
  readonly cases: ReadonlyMap<CaseId, ModelCase>;
  readonly objections: readonly string[];
}

/**
 * Folds the operations that the centre says have an effect, in the order of the versions that it told, by rules of its
 * own: a second opinion on what every case must look like.
 */
export function modelOf(centre: CentreRecord): ModelOutcome {
  const cases = new Map<CaseId, ModelCase>();
  const objections: string[] = [];
  const inOrder = centre.operations
    .flatMap((operation) => {
      const version = versionOf(operation);
      return version === undefined ? [] : [{ operation, version }];
    })
    .sort((a, b) => a.version - b.version);
  for (const { operation, version } of inOrder) {
    const { opId, caseId, kind, payload } = operation;
    const state = cases.get(caseId) ?? { caseId, status: 'none', notes: [], effects: [] };
    cases.set(caseId, state);
    state.effects.push(opId);
    if (state.effects.length !== version) objections.push(`${opId} has version ${version} of ${caseId}`);
    const step = STEPS[kind];
    if (step === undefined || !step(state, JSON.parse(payload))) {
      objections.push(`${opId}: ${kind} is not allowed on ${caseId} at version ${version}`);
    }
  }
  return { cases, objections };
}

/** The version of its case with an operation's effect; `undefined` when it has none. */
export function versionOf({ verdict }: InboxFact): number | undefined {
  return verdict?.outcome === 'applied' || verdict?.outcome === 'merged' ? verdict.version : undefined;
}
