import type { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import type { OperationVerdict } from '#shared/protocol/verdict.ts';

/**
 * Where an operation of this device stands as long as somebody may want to know: not sent yet, set aside because the
 * centre cannot take it as it is, or answered with a verdict that is not the end of it.
 */
export const OUTBOX_STANDINGS = [
  'parked',
  'rejected',
  'fork',
  'held',
  'set-aside',
  'waiting',
  'unsent',
] as const;
export type OutboxStanding = (typeof OUTBOX_STANDINGS)[number];

/** One operation in the outbox, without anything personal. */
export interface OutboxLine {
  readonly opId: OperationId;
  readonly caseId: CaseId;
  readonly n: number;
  /** The kind of the command. */
  readonly kind: string;
  readonly savedAt: Instant;
  /** Null where only the case knows its number and the case is not at hand. */
  readonly reference: Reference | null;
  readonly standing: OutboxStanding;
  /** Why, as the centre says it; null where it gives no grounds. */
  readonly grounds: string | null;
  readonly answeredAt: Instant | null;
}

/** A part of the outbox, in the order of `OUTBOX_STANDINGS` and within each by the journal, and how much there is. */
export interface OutboxPage {
  /** `journal`: the store is not up to it, so this was read from the journal itself. */
  readonly source: 'store' | 'journal';
  readonly counts: Readonly<Record<OutboxStanding, number>>;
  readonly offset: number;
  readonly lines: readonly OutboxLine[];
}

/** The standing that a verdict gives; `undefined` when the operation is settled and nobody waits for anything. */
export function standingOf(verdict: OperationVerdict): OutboxStanding | undefined {
  const { outcome } = verdict.verdict;
  return outcome === 'applied' || outcome === 'merged' ? undefined : outcome;
}

/** What the centre gives as grounds, for the message files. */
export function groundsOf(verdict: OperationVerdict): string | null {
  return 'grounds' in verdict.verdict ? verdict.verdict.grounds.code : null;
}

/** No operations anywhere. */
export function noCounts(): Record<OutboxStanding, number> {
  return { parked: 0, rejected: 0, fork: 0, held: 0, 'set-aside': 0, waiting: 0, unsent: 0 };
}
