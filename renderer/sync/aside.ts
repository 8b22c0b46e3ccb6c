import type { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import type { Clock } from '#shared/kernel/ports.ts';
import type { SetAside, UnsentOperation } from './sync-ledger.ts';

const ASIDE_MILLISECONDS = 60_000;

/**
 * Operations that the centre cannot take as they are, put aside so that they do not hold up those of other cases
 * (SE5, SE6). It is in memory only: they stay unsent, and after a start all of them are offered again.
 */
export class Aside {
  readonly #clock: Pick<Clock, 'monotonicMilliseconds'>;
  readonly #cases = new Map<CaseId, number>();
  /** Those that the centre objected to; the later ones of their cases only wait behind them. */
  readonly #refused = new Set<OperationId>();
  #since = 0;

  constructor(clock: Pick<Clock, 'monotonicMilliseconds'>) {
    this.#clock = clock;
  }

  /** How many operations the centre objected to and has not answered since. */
  get count(): number {
    return this.#refused.size;
  }

  get operations(): ReadonlySet<OperationId> {
    return this.#refused;
  }

  get cases(): SetAside {
    return this.#cases;
  }

  put(operations: readonly UnsentOperation[]): void {
    if (this.#cases.size === 0) this.#since = this.#clock.monotonicMilliseconds();
    for (const { opId, caseId, sequence } of operations) {
      this.#refused.add(opId);
      this.#cases.set(caseId, Math.min(sequence, this.#cases.get(caseId) ?? sequence));
    }
  }

  /** Offers everything again when a minute has gone by. What is refused once more stays counted without a break. */
  releaseInTime(): void {
    if (this.#clock.monotonicMilliseconds() - this.#since >= ASIDE_MILLISECONDS) this.#cases.clear();
  }

  answered(operations: readonly UnsentOperation[]): void {
    for (const { opId } of operations) this.#refused.delete(opId);
  }
}
