import type { ClockedCase } from '#shared/case/case-due.ts';
import { CaseEvent } from '#shared/case/case-event.ts';
import { foldCase } from '#shared/case/evolve.ts';
import { queueColumnsOf } from '#shared/case/queue-urgency.ts';
import { type CaseId, type OperationId, PersonId } from '#shared/kernel/identifier.ts';
import type { CaseChange } from '#shared/protocol/pull.ts';
import type { OperationVerdict, VerdictOutcome } from '#shared/protocol/verdict.ts';
import { type CaseRow, type OutboxRow, type ProvisionalChange, STOPPED_KEYS, type SyncMark } from './rows.ts';

/**
 * The row of a case from what the centre confirmed and what this counter added to it; `undefined` when neither is
 * there. A change that the confirmed events hold already is dropped from the provisional ones, so a pull never hides
 * a clerk's own edit and never shows it twice.
 */
export function caseRow(
  caseId: CaseId,
  confirmed: CaseRow['confirmed'],
  changes: readonly ProvisionalChange[],
  sync: SyncMark,
  setAside: ReadonlySet<OperationId> = new Set(),
): CaseRow | undefined {
  const held = new Set(confirmed?.events.flatMap(heldBy));
  const provisional = changes.filter((change) => !held.has(change.opId));
  const events = [...(confirmed?.events ?? []), ...shownOf({ confirmed, provisional }, setAside)];
  const shown = events[0]?.kind === 'registered' ? foldCase(events) : undefined;
  if (shown === undefined) return undefined;
  return {
    caseId,
    reference: shown.reference,
    status: shown.status,
    service: shown.request.service,
    receivedAt: shown.receivedAt,
    dueKey: dueKeyOf(shown),
    sync,
    confirmed,
    provisional,
    shown,
  };
}

/** The operations whose effect an event says is in the case, or never will be. */
function heldBy(event: CaseEvent): readonly OperationId[] {
  return event.kind === 'conflict-resolved' ? [event.origin.opId, event.operation] : [event.origin.opId];
}

/**
 * What of the own changes is shown on top of the confirmed case (CF12): everything but what the centre did not take. A
 * case that the centre does not have at all has nothing else to show.
 */
export function shownOf(
  { confirmed, provisional }: Pick<CaseRow, 'confirmed' | 'provisional'>,
  setAside: ReadonlySet<OperationId>,
): readonly CaseEvent[] {
  return provisional.flatMap(({ opId, events }) => (confirmed !== null && setAside.has(opId) ? [] : events));
}

/** The operations of this device that the centre did not take: a person has to choose first, or they were turned down. */
export function setAsideOf(
  operations: readonly Pick<OutboxRow, 'opId' | 'place' | 'verdict'>[],
): ReadonlySet<OperationId> {
  const [parked, rejected] = [new Set<OperationId>(), new Set<OperationId>()];
  const waiting = new Map<OperationId, readonly OperationId[]>();
  for (const { opId, place, verdict } of operations) {
    const word = place === 'answered' ? verdict?.verdict : undefined;
    if (word?.outcome === 'parked') parked.add(opId);
    else if (word?.outcome === 'rejected') rejected.add(opId);
    else if (word?.outcome === 'waiting') waiting.set(opId, word.waitsFor);
  }
  // What waits behind a choice is no more done than what the choice is about.
  for (let size = -1; size !== parked.size; ) {
    size = parked.size;
    for (const [opId, waitsFor] of waiting) if (waitsFor.some((one) => parked.has(one))) parked.add(opId);
  }
  return new Set([...parked, ...rejected]);
}

/** What sorts a case by its deadline: as text, like every index of the store. */
export function dueKeyOf(state: ClockedCase): string {
  const { clock, tooLateAt } = queueColumnsOf(state);
  return clock === 'running' ? tooLateAt : STOPPED_KEYS[clock];
}

/**
 * The confirmed part of a row from the feed. Events of kinds that this version does not know are left for a later one:
 * the centre keeps them, and an upgraded store asks anew.
 */
export function confirmedOf(change: CaseChange): NonNullable<CaseRow['confirmed']> {
  const events: CaseEvent[] = [];
  for (const event of change.events) {
    const known = CaseEvent.safeParse(event);
    if (known.success) events.push(known.data);
  }
  return { version: change.version, events };
}

/** The verdicts that a person must look at. */
export const ATTENTION_OUTCOMES = ['parked', 'rejected', 'held', 'fork'] as const satisfies VerdictOutcome[];

/** Whether a verdict is one that a person must look at. */
export function needsAttention(outcome: VerdictOutcome): boolean {
  return ATTENTION_OUTCOMES.some((one) => one === outcome);
}

/**
 * Whether a person must still look at what became of an operation (CF13): nobody has closed it, and it was not its own
 * author who settled it.
 */
export function awaitsPerson({ verdict, closed, header }: AttentionRow): boolean {
  const word = verdict?.verdict;
  if (word === undefined || !needsAttention(word.outcome) || closed !== undefined) return false;
  const settled = word.outcome === 'rejected' ? word.resolved : undefined;
  return settled === undefined || settled.by !== authorOf(header);
}

type AttentionRow = Pick<OutboxRow, 'verdict' | 'closed'> & { readonly header?: string };

/** Who made an operation, by its header. */
export function authorOf(header: string | undefined): PersonId | undefined {
  try {
    return header === undefined ? undefined : PersonId.safeParse(JSON.parse(header).author).data;
  } catch {
    return undefined;
  }
}

/** Whether the centre says of an operation what it said before. */
export function isSameVerdict(before: OperationVerdict | null, now: OperationVerdict): boolean {
  return before !== null && JSON.stringify(before.verdict) === JSON.stringify(now.verdict);
}

/** Whether a verdict is the last word on its operation: nobody waits for another one. */
export function isSettled(verdict: OperationVerdict | null): boolean {
  const outcome = verdict?.verdict.outcome;
  return outcome === 'applied' || outcome === 'merged';
}

/** The mark of a case from the operations that this device made on it. */
export function syncMarkOf(operations: readonly (AttentionRow & Pick<OutboxRow, 'place'>)[]): SyncMark {
  let mark: SyncMark = 'accepted';
  for (const operation of operations) {
    const { place, verdict } = operation;
    if (place === 'unsent') return 'saved-here';
    const outcome = verdict?.verdict.outcome;
    if (awaitsPerson(operation)) mark = 'needs-attention';
    else if (outcome === 'waiting' && mark === 'accepted') mark = 'received';
  }
  return mark;
}
