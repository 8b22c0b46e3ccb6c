import type { SetAside, SyncLedger, UnsentOperation } from '#renderer/sync/sync-ledger.ts';
import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import { CaseId, Digest, type OperationId, ReplicaId } from '#shared/kernel/identifier.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import type { PullAnswer, ReferenceVersions, SpaceFill, SpaceId } from '#shared/protocol/pull.ts';
import type { CounterReport, ReceivedRange } from '#shared/protocol/push.ts';
import type { OperationVerdict } from '#shared/protocol/verdict.ts';
import { sampleId } from './sample-operations.ts';

/** The `index`-th unsent operation of a counter in memory, of the case with that number unless told otherwise. */
export function unsentOperation(
  index: number,
  change: { readonly caseIndex?: number; readonly payload?: string } = {},
): UnsentOperation {
  const opId = sampleId(index);
  const caseId = CaseId.parse(sampleId(change.caseIndex ?? index));
  return {
    opId,
    caseId,
    sequence: index,
    header: canonicalJson({ opId, caseId, n: index }),
    salt: index.toString(16).padStart(32, '0'),
    payload: change.payload ?? '{}',
    digest: Digest.parse(index.toString(16).padStart(64, '0')),
  };
}

/** A counter's ledger in memory: what the engine did with it is there to be looked at. */
export class MemoryLedger implements SyncLedger {
  readonly replica = ReplicaId.parse('ffffffff-0000-4000-8000-000000000001');
  readonly deviceToken = 'device-token';
  readonly operations: UnsentOperation[] = [];
  readonly answered = new Map<OperationId, OperationVerdict>();
  readonly applied: PullAnswer[] = [];
  readonly kept: ReferenceVersions[] = [];
  readonly offsets: { readonly offsetMilliseconds: number; readonly uncertaintyMilliseconds: number }[] = [];
  epoch: string | null = null;
  cursors: Record<SpaceId, number> = {};
  fills: Record<SpaceId, SpaceFill> = {};
  offers = 0;
  errands = 0;
  /** What goes wrong inside the counter when the engine calls, by the name of the verb. */
  readonly broken = new Map<keyof SyncLedger, Error>();

  save(...operations: readonly UnsentOperation[]): void {
    this.operations.push(...operations);
  }

  unsentIds(): readonly OperationId[] {
    return this.operations.filter(({ opId }) => !this.answered.has(opId)).map(({ opId }) => opId);
  }

  async unsent(limit: number, aside: SetAside): Promise<readonly UnsentOperation[]> {
    this.#breakAt('unsent');
    return this.operations
      .filter(({ opId }) => !this.answered.has(opId))
      .filter(({ caseId, sequence }) => sequence < (aside.get(caseId) ?? Number.POSITIVE_INFINITY))
      .slice(0, limit);
  }

  async keepVerdicts(verdicts: readonly OperationVerdict[]): Promise<void> {
    this.#breakAt('keepVerdicts');
    for (const verdict of verdicts) this.answered.set(verdict.opId, verdict);
  }

  async readCursors() {
    return { epoch: this.epoch, cursors: { ...this.cursors }, lines: {}, fills: { ...this.fills } };
  }

  /** By the verdicts that are here; an operation's number is its place in the journal. */
  async isLacked({ contiguousN, gaps }: ReceivedRange): Promise<boolean> {
    const isInGap = (n: number) => gaps.some(({ fromN, toN }) => fromN <= n && n <= toN);
    return this.operations
      .filter(({ opId }) => this.answered.has(opId))
      .some(({ sequence }) => (gaps.length > 0 ? isInGap(sequence) : sequence > contiguousN));
  }

  async applyPull(answer: PullAnswer): Promise<void> {
    this.#breakAt('applyPull');
    this.applied.push(answer);
    this.epoch = answer.epoch;
    for (const { space, cursor, fill } of answer.spaces) {
      this.cursors[space] = cursor;
      delete this.fills[space];
      if (fill !== undefined) this.fills[space] = fill;
    }
  }

  async offerAgain(): Promise<void> {
    this.offers += 1;
    this.answered.clear();
    this.cursors = {};
    this.fills = {};
    this.epoch = null;
  }

  async keepReference(
    versions: ReferenceVersions,
    fetchJson: (path: string) => Promise<unknown>,
  ): Promise<void> {
    const isKnown = this.kept.at(-1)?.catalogue === versions.catalogue;
    if (!isKnown) await fetchJson(`/api/reference/catalogue/${versions.catalogue}`);
    this.kept.push(versions);
  }

  async runErrands(): Promise<void> {
    this.errands += 1;
  }

  async report(): Promise<CounterReport> {
    return {
      unsent: this.unsentIds().length,
      oldestUnsentAt: this.unsentIds().length === 0 ? null : instantOf(0),
      needsAttention: 0,
      storage: 'full',
      clockOffsetMilliseconds: null,
      program: 'test',
    };
  }

  async keepOffset(measurement: Parameters<SyncLedger['keepOffset']>[0]): Promise<void> {
    this.offsets.push(measurement);
  }

  #breakAt(verb: keyof SyncLedger): void {
    const failure = this.broken.get(verb);
    if (failure !== undefined) throw failure;
  }
}
