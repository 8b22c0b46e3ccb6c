import type { OperationId } from '#shared/kernel/identifier.ts';
import type { InboxFact } from '../centre/simulated-centre.ts';
import type { Finding } from './finding.ts';
import { isKnown, isMove, versionOf } from './model.ts';
import type { WorldFacts } from './world-facts.ts';

/**
 * SM16: every verdict other than an effect has a reason in what happened: an image of the replica, a right that ended,
 * a kind of the future, a case that somebody else moved on, or an operation before it that has such a verdict itself.
 */
export function checkVerdicts(facts: WorldFacts): readonly Finding[] {
  const reasons = new Reasons(facts);
  return facts.centre.operations
    .filter((operation) => operation.verdict !== null && versionOf(operation) === undefined)
    .filter((operation) => !reasons.explain(operation))
    .map(({ opId, kind, verdict }) => ({
      figure: 'diverged',
      rule: 'SM16',
      about: `${kind} ${opId} is ${JSON.stringify(verdict)} without a reason`,
    }));
}

class Reasons {
  readonly #facts: WorldFacts;
  readonly #byId: ReadonlyMap<OperationId, InboxFact>;
  readonly #cases: ReadonlySet<string>;

  constructor(facts: WorldFacts) {
    this.#facts = facts;
    this.#byId = new Map(facts.centre.operations.map((operation) => [operation.opId, operation]));
    this.#cases = new Set(facts.centre.cases.map(({ caseId }) => caseId));
  }

  explain(operation: InboxFact): boolean {
    const { verdict, replica, author, kind } = operation;
    const { copied, withoutRight } = this.#facts.harness;
    switch (verdict?.outcome) {
      case 'fork':
        return copied.has(replica);
      case 'held':
        switch (verdict.grounds.code) {
          case 'author-without-right':
            return withoutRight.has(author);
          case 'kind-not-known':
            return !isKnown(kind);
          default:
            return false;
        }
      case 'waiting':
        return verdict.waitsFor.some((opId) => this.#neverSettles(opId));
      case 'parked':
      case 'rejected':
        if (verdict.grounds.code === 'defect') return false;
        return this.#hasNoCase(operation) || this.#wasOvertaken(operation);
      default:
        return false;
    }
  }

  /** Whether what is waited for does not come, or has a verdict that does not settle it, for a reason. */
  #neverSettles(opId: OperationId): boolean {
    const operation = this.#byId.get(opId);
    if (operation === undefined) return this.#facts.harness.destroyed.has(opId);
    const outcome = operation.verdict?.outcome;
    return outcome !== 'applied' && outcome !== 'merged' && outcome !== 'rejected' && this.explain(operation);
  }

  /** Nobody can do anything with a case whose registration was destroyed or is a fork or held itself. */
  #hasNoCase({ caseId }: InboxFact): boolean {
    if (this.#cases.has(caseId)) return false;
    return this.#neverSettles(caseId as unknown as OperationId);
  }

  /** Another operation moved the case on, so that this one came too late. */
  #wasOvertaken({ opId, caseId, kind }: InboxFact): boolean {
    if (!isMove(kind)) return false;
    return this.#facts.centre.operations.some(
      (other) =>
        other.caseId === caseId &&
        other.opId !== opId &&
        isMove(other.kind) &&
        versionOf(other) !== undefined,
    );
  }
}
