import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { JournalChange } from '#renderer/store/journal-change.ts';
import type { CaseRow, FactRow, OutboxRow } from '#renderer/store/rows.ts';
import type { Applied } from '#renderer/store/store-facts.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import { Digest, ReplicaId } from '#shared/kernel/identifier.ts';
import type { VerdictOutcome } from '#shared/protocol/verdict.ts';
import { caseId, minute, SAMPLE_CLERK, verdictOn } from '#test/support/sample-cases.ts';
import { sampleId } from '#test/support/sample-operations.ts';

/** The `index`-th operation as the projector hands it in: it makes `events` of its case. */
export function operation(
  index: number,
  events: readonly CaseEvent[],
  change: { readonly caseIndex?: number; readonly sequence?: number } = {},
): JournalChange {
  const row: OutboxRow = {
    opId: sampleId(index),
    sequence: change.sequence ?? index,
    replica: ReplicaId.parse('ffffffff-0000-4000-8000-000000000001'),
    n: index,
    caseId: caseId(change.caseIndex ?? index),
    kind: events[0]?.kind === 'note-added' ? 'add-note' : 'register-request',
    savedAt: minute(index),
    place: 'unsent',
    verdict: null,
    header: `{"n":${index}}`,
    salt: '0'.repeat(32),
    payload: '{}',
    digest: Digest.parse(index.toString(16).padStart(64, '0')),
  };
  return { kind: 'operation', row, decide: () => events };
}

export function verdict(index: number, outcome: VerdictOutcome): JournalChange {
  return { kind: 'verdict', verdict: verdictOn(index, outcome) };
}

export function draft(index: number, content: string, savedAt = minute(index)): JournalChange {
  return { kind: 'draft', draft: { draftId: sampleId(index), author: SAMPLE_CLERK, savedAt, content } };
}

/** The last record of a batch, as the projector names it. */
export function reached(sequence: number): Applied {
  return { sequence, mark: `mark ${sequence}` };
}

/** Hands changes to a store one batch after the other, as the next records of its journal. */
export async function take(store: CounterStore, ...batches: readonly (readonly JournalChange[])[]) {
  for (const changes of batches) {
    const after = await store.appliedSequence();
    await store.applyJournal(changes, after, reached(after + changes.length));
  }
}

/** Every case of the store. */
export async function casesOf(store: CounterStore): Promise<readonly CaseRow[]> {
  const stored = await store.rows.read((rows) => rows.all('cases'));
  const cases = await Promise.all(stored.map(({ caseId }) => store.findCase(caseId)));
  return cases.filter((row) => row !== undefined);
}

/** Every operation of the store. */
export async function operationsIn(store: CounterStore): Promise<readonly OutboxRow[]> {
  const stored = await store.rows.read((rows) => rows.all('outbox'));
  const cases = [...new Set(stored.map(({ caseId }) => caseId))];
  return (await Promise.all(cases.map((caseId) => store.operationsOf(caseId)))).flat();
}

/** What says something of the store's content; the others count what was written. */
const TELLING: readonly FactRow['name'][] = [
  'applied-sequence',
  'applied-mark',
  'epoch',
  'last-pull-at',
  'last-answer-at',
  'seen-catalogues',
];

/** Everything that the store holds, for comparing. */
export async function contentOf(store: CounterStore) {
  const { drafts } = await store.readOwn();
  const rest = await store.rows.read(async (rows) => ({
    cursors: await rows.all('cursors'),
    facts: (await rows.all('facts')).filter(({ name }) => TELLING.includes(name)),
  }));
  return { cases: await casesOf(store), outbox: await operationsIn(store), drafts, ...rest };
}
