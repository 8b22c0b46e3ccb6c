import type { SetAside, SyncLedger, UnsentOperation } from '#renderer/sync/sync-ledger.ts';
import type { CaseId, OperationId, ReplicaId } from '#shared/kernel/identifier.ts';
import type { PullAnswer, SpaceFill, SpaceId } from '#shared/protocol/pull.ts';
import type { CounterReport, ReceivedRange } from '#shared/protocol/push.ts';
import type { OperationVerdict } from '#shared/protocol/verdict.ts';
import type { AuthoredOperation } from './operation-author.ts';

/** Where a counter's operations come from, in the order in which they were saved. */
export interface OperationQueue {
  /** The oldest unanswered ones. */
  first(limit: number): Promise<readonly AuthoredOperation[]>;
  /** Takes these off. */
  answered(opIds: ReadonlySet<OperationId>): void;
}

/**
 * The engine's view of a counter in a soak: the operations come from a queue, and of what the centre tells only so much
 * is kept as is needed to compare it at the end. What counters do with rows is measured elsewhere.
 */
export class SoakLedger implements SyncLedger {
  readonly replica: ReplicaId;
  readonly deviceToken: string;
  readonly outcomes = new Map<string, number>();
  /** The version of each case that the feed told; kept by witnesses only. */
  readonly versions = new Map<CaseId, number>();
  readonly #queue: OperationQueue;
  readonly #isWitness: boolean;
  readonly #onVerdicts: (verdicts: readonly OperationVerdict[]) => void;
  answeredCount = 0;
  #epoch: string | null = null;
  #standing: {
    cursors: Record<SpaceId, number>;
    lines: Record<SpaceId, string>;
    fills: Record<SpaceId, SpaceFill>;
  } = { cursors: {}, lines: {}, fills: {} };

  constructor(
    device: { readonly replica: ReplicaId; readonly deviceToken: string },
    options: {
      readonly queue: OperationQueue;
      readonly isWitness: boolean;
      readonly onVerdicts?: (verdicts: readonly OperationVerdict[]) => void;
    },
  ) {
    this.replica = device.replica;
    this.deviceToken = device.deviceToken;
    this.#queue = options.queue;
    this.#isWitness = options.isWitness;
    this.#onVerdicts = options.onVerdicts ?? (() => undefined);
  }

  async unsent(limit: number, aside: SetAside): Promise<readonly UnsentOperation[]> {
    const found = await this.#queue.first(limit);
    return found
      .map((operation) => ({ ...operation, sequence: operation.n }))
      .filter(({ caseId, sequence }) => sequence < (aside.get(caseId) ?? Number.POSITIVE_INFINITY));
  }

  async keepVerdicts(verdicts: readonly OperationVerdict[]): Promise<void> {
    this.#queue.answered(new Set(verdicts.map(({ opId }) => opId)));
    this.answeredCount += verdicts.length;
    for (const { verdict } of verdicts) {
      this.outcomes.set(verdict.outcome, (this.outcomes.get(verdict.outcome) ?? 0) + 1);
    }
    this.#onVerdicts(verdicts);
  }

  async readCursors() {
    return { epoch: this.#epoch, ...this.#standing };
  }

  async isLacked({ contiguousN, gaps }: ReceivedRange): Promise<boolean> {
    return gaps.length > 0 || contiguousN < this.answeredCount;
  }

  async applyPull(answer: PullAnswer): Promise<void> {
    this.#epoch = answer.epoch;
    const { cursors, lines, fills } = this.#standing;
    for (const { space, cursor, line, fill, changes } of answer.spaces) {
      cursors[space] = cursor;
      if (typeof line === 'string') lines[space] = line;
      delete fills[space];
      if (fill !== undefined) fills[space] = fill;
      if (!this.#isWitness) continue;
      for (const change of changes) {
        if (change.kind === 'case') this.versions.set(change.caseId, change.version);
        else this.versions.delete(change.caseId);
      }
    }
  }

  async offerAgain(): Promise<void> {
    // Before the first answer the engine asks for this in any case (SE11).
    if (this.answeredCount > 0) throw new Error('the centre of a soak lives one life');
  }

  async keepEpoch(): Promise<void> {}
  async keepReference(): Promise<void> {}
  async runErrands(): Promise<void> {}
  async keepOffset(): Promise<void> {}

  async report(): Promise<CounterReport> {
    return {
      unsent: 0,
      oldestUnsentAt: null,
      needsAttention: 0,
      storage: 'full',
      clockOffsetMilliseconds: null,
      program: 'soak',
    };
  }
}
