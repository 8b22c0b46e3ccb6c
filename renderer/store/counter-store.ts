import type { CaseId, OperationId, PersonId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { PullAnswer, SpaceId } from '#shared/protocol/pull.ts';
import type { OperationVerdict } from '#shared/protocol/verdict.ts';
import { confirmedOf } from './case-row.ts';
import { CaseWorkspace, type ProvisionalDecision } from './case-workspace.ts';
import type { CounterDatabase } from './counter-database.ts';
import type { DraftRow, FactRow, OutboxRow } from './rows.ts';

/** What is on its way, as facts: nothing here is a guess or a flag. */
export interface OutboxFacts {
  readonly unsent: number;
  readonly oldestUnsentAt: Instant | null;
  readonly needsAttention: number;
}

/** One record of the journal, as the store takes it in. */
export type JournalChange =
  | { readonly kind: 'operation'; readonly row: OutboxRow; readonly decide: ProvisionalDecision }
  | { readonly kind: 'verdict'; readonly verdict: OperationVerdict }
  | { readonly kind: 'draft'; readonly draft: DraftRow }
  | { readonly kind: 'draft-removed'; readonly draftId: OperationId }
  /** A record that says nothing to the store. */
  | { readonly kind: 'nothing' };

/** The operation that a change speaks of without bringing it. */
function namedOperation(change: JournalChange): readonly OperationId[] {
  if (change.kind === 'verdict') return [change.verdict.opId];
  return change.kind === 'draft' ? [change.draft.draftId] : [];
}

const FIRST = -Infinity;
const LAST = Infinity;

/** The verbs of the local store, each one transaction. */
export class CounterStore {
  readonly database: CounterDatabase;

  constructor(database: CounterDatabase) {
    this.database = database;
  }

  /** The journal sequence up to which the store has taken everything in; 0 for an empty store. */
  async appliedSequence(): Promise<number> {
    return Number((await this.findFact('applied-sequence')) ?? 0);
  }

  async findFact(name: FactRow['name']): Promise<string | number | undefined> {
    return (await this.database.facts.get(name))?.value;
  }

  async setFact(fact: FactRow): Promise<void> {
    await this.database.facts.put(fact);
  }

  /**
   * Takes in records that follow the applied ones without a hole, up to `sequence`. Returns false, having done nothing,
   * when another transaction was there first.
   */
  async applyJournal(
    changes: readonly JournalChange[],
    afterSequence: number,
    sequence: number,
  ): Promise<boolean> {
    const { cases, outbox, drafts, facts } = this.database;
    return this.database.transaction('rw', [cases, outbox, drafts, facts], async () => {
      if ((await this.appliedSequence()) !== afterSequence) return false;
      const workspace = await CaseWorkspace.load(
        this.database,
        changes.flatMap((change) => (change.kind === 'operation' ? [change.row.caseId] : [])),
        changes.flatMap(namedOperation),
      );
      const kept = new Map<OperationId, DraftRow | undefined>();
      for (const change of changes) {
        if (change.kind === 'operation') {
          workspace.addOperation(change.row, change.decide);
          kept.set(change.row.opId, undefined); // a draft has the identifier of the operation it becomes
        } else if (change.kind === 'verdict') workspace.addVerdict(change.verdict);
        else if (change.kind === 'draft') {
          // What became an operation is no draft any more, in whatever order the two were written.
          const isSaved = workspace.hasOperation(change.draft.draftId);
          kept.set(change.draft.draftId, isSaved ? undefined : change.draft);
        } else if (change.kind === 'draft-removed') kept.set(change.draftId, undefined);
      }
      await workspace.write();
      await drafts.bulkPut([...kept.values()].filter((draft) => draft !== undefined));
      await drafts.bulkDelete([...kept].flatMap(([id, draft]) => (draft === undefined ? [id] : [])));
      await facts.put({ name: 'applied-sequence', value: sequence });
      return true;
    });
  }

  /** Applies one answer of the feed and its cursors together. */
  async applyPull(answer: PullAnswer): Promise<void> {
    const { cases, outbox, cursors, facts } = this.database;
    const changes = answer.spaces.flatMap((space) => space.changes);
    await this.database.transaction('rw', [cases, outbox, cursors, facts], async () => {
      const workspace = await CaseWorkspace.load(
        this.database,
        changes.map((change) => change.caseId),
      );
      for (const change of changes) {
        if (change.kind === 'leave') await workspace.leave(change.caseId);
        else workspace.confirm(change.caseId, confirmedOf(change));
      }
      await workspace.write();
      await cursors.bulkPut(answer.spaces.map(({ space, cursor }) => ({ space, cursor })));
      await facts.bulkPut([
        { name: 'epoch', value: answer.epoch },
        { name: 'last-pull-at', value: answer.serverAt },
      ]);
    });
  }

  async readCursors(): Promise<{ epoch: string | null; cursors: Record<SpaceId, number> }> {
    const rows = await this.database.cursors.toArray();
    const epoch = await this.findFact('epoch');
    return {
      epoch: typeof epoch === 'string' ? epoch : null,
      cursors: Object.fromEntries(rows.map(({ space, cursor }) => [space, cursor])) as Record<
        SpaceId,
        number
      >,
    };
  }

  /**
   * The centre began another life (it was restored from a copy): everything still held is offered again, and the feed
   * is read from its beginning. What the centre has already, it answers with the verdict it stored.
   */
  async offerAgain(): Promise<void> {
    const { cases, outbox, cursors, facts } = this.database;
    await this.database.transaction('rw', [cases, outbox, cursors, facts], async () => {
      const answered = await outbox
        .where('[place+sequence]')
        .between(['answered', FIRST], ['answered', LAST])
        .toArray();
      const workspace = await CaseWorkspace.load(this.database, [
        ...new Set(answered.map((row) => row.caseId)),
      ]);
      workspace.offerAgain();
      await workspace.write();
      await cursors.clear();
      await facts.delete('epoch');
    });
  }

  /** The oldest unsent operations, in the order of the journal. */
  async unsent(limit: number): Promise<readonly OutboxRow[]> {
    return this.#unsentRows().limit(limit).toArray();
  }

  async outboxFacts(): Promise<OutboxFacts> {
    const unsent = await this.#unsentRows().count();
    const oldest = await this.#unsentRows().first();
    const needsAttention = await this.database.cases
      .where('[sync+receivedAt]')
      .between(['needs-attention', ''], ['needs-attention', '\uffff'])
      .count();
    return { unsent, oldestUnsentAt: oldest?.savedAt ?? null, needsAttention };
  }

  /** A person's drafts, the latest first. */
  async draftsOf(author: PersonId): Promise<readonly DraftRow[]> {
    const rows = await this.database.drafts.where('author').equals(author).toArray();
    return rows.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
  }

  /** This device's operations on a case, in the order they were saved. */
  async operationsOf(caseId: CaseId): Promise<readonly OutboxRow[]> {
    const rows = await this.database.outbox.where('caseId').equals(caseId).toArray();
    return rows.sort((a, b) => a.sequence - b.sequence);
  }

  #unsentRows() {
    return this.database.outbox.where('[place+sequence]').between(['unsent', FIRST], ['unsent', LAST]);
  }
}
