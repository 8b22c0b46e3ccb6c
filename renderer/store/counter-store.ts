import { type CaseId, Digest, type OperationId, type PersonId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { FeedChange, PullAnswer, SpaceId } from '#shared/protocol/pull.ts';
import type { ReceivedRange } from '#shared/protocol/push.ts';
import type { OperationVerdict } from '#shared/protocol/verdict.ts';
import { ATTENTION_OUTCOMES, confirmedOf } from './case-row.ts';
import { CaseWorkspace, type ProvisionalDecision } from './case-workspace.ts';
import type { CounterDatabase } from './counter-database.ts';
import type { CaseRow, DraftRow, FactRow, OutboxRow } from './rows.ts';

/** What is on its way, as facts: nothing here is a guess or a flag. */
export interface OutboxFacts {
  readonly unsent: number;
  readonly oldestUnsentAt: Instant | null;
  /** Operations with a verdict that a person must look at. */
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

/** How far the store is in its journal: the last record that it has taken in, and by what that one is known again. */
export interface Applied {
  /** 0 for an empty store. */
  readonly sequence: number;
  readonly mark: string;
}

/** The operation that a change speaks of without bringing it. */
function namedOperation(change: JournalChange): readonly OperationId[] {
  if (change.kind === 'verdict') return [change.verdict.opId];
  return change.kind === 'draft' ? [change.draft.draftId] : [];
}

const FIRST = -Infinity;
const LAST = Infinity;
const NOTHING_ASIDE: ReadonlyMap<CaseId, number> = new Map();

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

  /** The record up to which the store has taken everything in, from one moment. */
  async applied(): Promise<Applied> {
    const [sequence, mark] = await this.database.facts.bulkGet(['applied-sequence', 'applied-mark']);
    return { sequence: Number(sequence?.value ?? 0), mark: String(mark?.value ?? '') };
  }

  async findFact(name: FactRow['name']): Promise<string | number | undefined> {
    return (await this.database.facts.get(name))?.value;
  }

  async setFact(fact: FactRow): Promise<void> {
    await this.database.facts.put(fact);
  }

  /**
   * Takes in records that follow the applied ones without a hole, up to `reached`. Returns false, having done nothing,
   * when another transaction was there first.
   */
  async applyJournal(
    changes: readonly JournalChange[],
    afterSequence: number,
    reached: Applied,
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
      await facts.bulkPut([
        { name: 'applied-sequence', value: reached.sequence },
        { name: 'applied-mark', value: reached.mark },
      ]);
      return true;
    });
  }

  /** What is here of unsent operations and of drafts, the centre's part and what it has answered left out. */
  async readUnsettled(): Promise<{
    readonly operations: readonly OutboxRow[];
    readonly drafts: readonly DraftRow[];
  }> {
    return { operations: await this.#unsentRows().toArray(), drafts: await this.database.drafts.toArray() };
  }

  /**
   * Forgets everything, the news of the centre too, because they were told to whoever the store belonged to. Does
   * nothing when the store is not at `applied` any more.
   */
  async clear(applied: Applied): Promise<void> {
    const { database } = this;
    await database.transaction('rw', database.tables, async () => {
      const now = await this.applied();
      if (now.sequence !== applied.sequence || now.mark !== applied.mark) return;
      for (const table of database.tables) await table.clear();
    });
  }

  /**
   * Applies one answer of the feed and its cursors together. `since` are the cursors that it was asked with: a page that
   * does not go on from where the store is would leave a hole, so it fails.
   */
  async applyPull(answer: PullAnswer, since?: Readonly<Record<SpaceId, number>>): Promise<void> {
    const { cases, outbox, cursors, facts } = this.database;
    const changes = answer.spaces.flatMap((space) => space.changes);
    await this.database.transaction('rw', [cases, outbox, cursors, facts], async () => {
      if (since !== undefined) await this.#expectCursors(since);
      const workspace = await CaseWorkspace.load(
        this.database,
        changes.map((change) => change.caseId),
      );
      for (const change of changes) {
        if (change.kind === 'leave') await workspace.leave(change.caseId);
        else workspace.confirm(change.caseId, confirmedOf(change));
      }
      await workspace.write();
      await this.#noteCatalogues(changes);
      await cursors.bulkPut(answer.spaces.map(({ space, cursor }) => ({ space, cursor })));
      await facts.bulkPut([
        { name: 'epoch', value: answer.epoch },
        { name: 'last-pull-at', value: answer.serverAt },
      ]);
    });
  }

  /** The versions of the catalogue that cases from the centre were registered with. */
  async seenCatalogues(): Promise<readonly Digest[]> {
    const seen = await this.findFact('seen-catalogues');
    return seen === undefined ? [] : (String(seen).split(' ') as Digest[]);
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
   * is read from its beginning. What the centre has already, it answers with the verdict it stored. Versions of the
   * life that ended say nothing of the new one, so whatever it tells of a case counts as newer.
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
      if ((await cursors.count()) > 0) {
        await cases.toCollection().modify((row: { confirmed: CaseRow['confirmed'] }) => {
          if (row.confirmed !== null) row.confirmed = { ...row.confirmed, version: 0 };
        });
      }
      await cursors.clear();
      await facts.delete('epoch');
    });
  }

  /**
   * Whether an operation with a verdict is none of those that the centre says it has. A fork says nothing here: the
   * centre may have another operation under that identifier.
   */
  async isLacked({ contiguousN, gaps }: ReceivedRange): Promise<boolean> {
    const lacked = gaps.length > 0 ? gaps : [{ fromN: contiguousN + 1, toN: LAST }];
    for (const { fromN, toN } of lacked) {
      const found = await this.database.outbox
        .where('[place+n]')
        .between(['answered', fromN], ['answered', toN], true, true)
        .filter(({ verdict }) => verdict?.verdict.outcome !== 'fork')
        .first();
      if (found !== undefined) return true;
    }
    return false;
  }

  /** Notes which life of the centre has answered, when none is known. */
  async keepEpoch(epoch: string): Promise<void> {
    const { facts } = this.database;
    await this.database.transaction('rw', facts, async () => {
      if ((await facts.get('epoch')) === undefined) await facts.put({ name: 'epoch', value: epoch });
    });
  }

  /**
   * The oldest unsent operations, in the order of the journal, without those that are set aside: of each of these
   * cases everything from a sequence on.
   */
  async unsent(
    limit: number,
    aside: ReadonlyMap<CaseId, number> = NOTHING_ASIDE,
  ): Promise<readonly OutboxRow[]> {
    const isOffered = (row: OutboxRow): boolean => row.sequence < (aside.get(row.caseId) ?? LAST);
    const rows = this.#unsentRows();
    return (aside.size === 0 ? rows : rows.filter(isOffered)).limit(limit).toArray();
  }

  async outboxFacts(): Promise<OutboxFacts> {
    const unsent = await this.#unsentRows().count();
    const oldest = await this.#unsentRows().first();
    const needsAttention = await this.database.outbox
      .where('[place+verdict.verdict.outcome]')
      .anyOf(ATTENTION_OUTCOMES.map((outcome) => ['answered', outcome]))
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

  async #noteCatalogues(changes: readonly FeedChange[]): Promise<void> {
    const seen = await this.seenCatalogues();
    const all = new Set(seen);
    for (const change of changes) {
      const [first] = change.kind === 'case' ? change.events : [];
      const digest = first?.kind === 'registered' && 'catalogue' in first ? first.catalogue : undefined;
      const known = Digest.safeParse(digest);
      if (known.success) all.add(known.data);
    }
    if (all.size > seen.length) await this.setFact({ name: 'seen-catalogues', value: [...all].join(' ') });
  }

  async #expectCursors(since: Readonly<Record<SpaceId, number>>): Promise<void> {
    const rows = await this.database.cursors.toArray();
    const isSame = rows.length === Object.keys(since).length;
    if (!isSame || rows.some(({ space, cursor }) => since[space] !== cursor)) {
      throw new Error('the store is not where the page goes on from');
    }
  }

  #unsentRows() {
    return this.database.outbox.where('[place+sequence]').between(['unsent', FIRST], ['unsent', LAST]);
  }
}
