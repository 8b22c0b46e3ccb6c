import type { CaseId, Digest, OperationId, PersonId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { RowCipher } from '#shared/keys/row-cipher.ts';
import type { PullAnswer, SpaceFill, SpaceId } from '#shared/protocol/pull.ts';
import type { ReceivedRange } from '#shared/protocol/push.ts';
import { CaseLookup } from './case-lookup.ts';
import { ATTENTION_OUTCOMES, awaitsPerson, confirmedOf } from './case-row.ts';
import { CaseWorkspace, readWorkspace, type WorkspaceRows } from './case-workspace.ts';
import { type JournalChange, namedOperation, sealChange, takeIn } from './journal-change.ts';
import { RowSealer } from './row-sealer.ts';
import type { RowRange, RowReader, RowStore } from './row-store.ts';
import { TABLE_NAMES } from './row-tables.ts';
import type { CaseRow, DraftRow, FactRow, OutboxRow, StoredOperation } from './rows.ts';
import {
  type Applied,
  bySpace,
  cursorRowOf,
  digestsIn,
  expectCursors,
  findFirst,
  newlySeen,
  readApplied,
  readFact,
} from './store-facts.ts';
import { readKeptFacts, type StoreWrites, sealWrites } from './store-writes.ts';

/** What is on its way, as facts: nothing here is a guess or a flag. */
export interface OutboxFacts {
  readonly unsent: number;
  readonly oldestUnsentAt: Instant | null;
  /** Operations with a verdict that a person must look at. */
  readonly needsAttention: number;
}

/** How far the feed is known here, in the life of the centre that is known here. */
export interface FeedStanding {
  readonly epoch: string | null;
  readonly cursors: Record<SpaceId, number>;
  readonly lines: Record<SpaceId, string>;
  readonly fills: Record<SpaceId, SpaceFill>;
}

const NOTHING_ASIDE: ReadonlyMap<CaseId, number> = new Map();

/** After so many others that came between, somebody changes the store without end. */
const MOST_ATTEMPTS = 100;

const UNSENT: RowRange<'outbox'> = { table: 'outbox', order: 'place+sequence', equals: ['unsent'] };

/**
 * The verbs of the local store. One that changes something reads, works out what it writes, seals it, and commits that
 * against the state that it has read; when another commit came between, it begins anew (ST47).
 */
export class CounterStore {
  readonly rows: RowStore;
  /** Looking cases up: the queue, and people in it. */
  readonly lookup: CaseLookup;
  readonly #unlocked = Promise.withResolvers<RowSealer>();
  #ours: Promise<RowSealer> | undefined;

  constructor(rows: RowStore) {
    this.rows = rows;
    this.lookup = new CaseLookup(rows, () => this.#sealer());
  }

  /** Hands over what rows are sealed with. What needs it and was asked for before waits until now. */
  unlock(cipher: RowCipher): void {
    this.#unlocked.resolve(new RowSealer(cipher));
  }

  /** The journal sequence up to which the store has taken everything in; 0 for an empty store. */
  async appliedSequence(): Promise<number> {
    return (await this.applied()).sequence;
  }

  /** The record up to which the store has taken everything in, from one moment. */
  applied(): Promise<Applied> {
    return this.rows.read(readApplied);
  }

  findFact(name: FactRow['name']): Promise<string | number | undefined> {
    return this.rows.read((rows) => readFact(rows, name));
  }

  /** The case as this counter shows it. The version of a life of the centre that has ended is 0. */
  async findCase(caseId: CaseId): Promise<CaseRow | undefined> {
    const sealer = await this.#sealer();
    const { stored, life } = await this.rows.read(async (rows) => ({
      stored: (await rows.find('cases', [caseId]))[0],
      life: Number((await readFact(rows, 'life')) ?? 0),
    }));
    if (stored === undefined) return undefined;
    const row = await sealer.openCase(stored);
    const { confirmed } = row;
    return confirmed === null || stored.life === life
      ? row
      : { ...row, confirmed: { ...confirmed, version: 0 } };
  }

  /**
   * Takes in records that follow the applied ones without a hole, up to `reached`. Returns false, having done nothing,
   * when another was there first.
   */
  async applyJournal(
    changes: readonly JournalChange[],
    afterSequence: number,
    reached: Applied,
  ): Promise<boolean> {
    const caseIds = changes.flatMap((change) => (change.kind === 'operation' ? [change.row.caseId] : []));
    const opIds = changes.flatMap(namedOperation);
    const sealer = await this.#sealer();
    const sealed = await Promise.all(changes.map((change) => sealChange(sealer, change)));
    return this.#change(
      async (rows) => ({
        applied: await readApplied(rows),
        opened: await readWorkspace(rows, caseIds, opIds),
      }),
      async ({ applied, opened }) => {
        if (applied.sequence !== afterSequence) return { answer: false };
        const workspace = await openWorkspace(sealer, opened);
        const drafts = takeIn(sealed, workspace);
        const facts: FactRow[] = [
          { name: 'applied-sequence', value: reached.sequence },
          { name: 'applied-mark', value: reached.mark },
        ];
        const kept = [...drafts.values()].filter((draft) => draft !== undefined);
        const gone = [...drafts].flatMap(([id, draft]) => (draft === undefined ? [id] : []));
        return {
          answer: true,
          writes: { cases: workspace.changes(), puts: { drafts: kept, facts }, deletes: { drafts: gone } },
        };
      },
    );
  }

  /** What is here of this device's own operations and drafts, the centre's part left out. */
  async readOwn(): Promise<{
    readonly operations: readonly OutboxRow[];
    readonly drafts: readonly DraftRow[];
  }> {
    const sealer = await this.#sealer();
    const { operations, drafts } = await this.rows.read(async (rows) => ({
      operations: await rows.all('outbox'),
      drafts: await rows.all('drafts'),
    }));
    return { operations: await sealer.openOperations(operations), drafts: await sealer.openDrafts(drafts) };
  }

  /**
   * Forgets everything but `kept`, which are unsent from now on; the news of the centre too, because they were told to
   * whoever the store belonged to. Does nothing when the store is not at `applied` any more.
   */
  async clear(applied: Applied, kept: readonly OutboxRow[]): Promise<void> {
    const sealer = await this.#sealer();
    const outbox = await Promise.all(
      kept.map((row) => sealer.sealOperation({ ...row, place: 'unsent', verdict: null })),
    );
    await this.#change(readApplied, async (now) => {
      const isSame = now.sequence === applied.sequence && now.mark === applied.mark;
      return isSame
        ? { answer: undefined, writes: { clears: TABLE_NAMES, puts: { outbox } } }
        : { answer: undefined };
    });
  }

  /**
   * Applies one answer of the feed and its cursors together. `since` are the cursors that it was asked with: a page that
   * does not go on from where the store is would leave a hole, so it fails.
   */
  async applyPull(answer: PullAnswer, since?: Readonly<Record<SpaceId, number>>): Promise<void> {
    const changes = answer.spaces.flatMap((space) => space.changes);
    const caseIds = changes.map((change) => change.caseId);
    const sealer = await this.#sealer();
    await this.#change(
      async (rows) => ({
        cursors: await rows.all('cursors'),
        seen: await readFact(rows, 'seen-catalogues'),
        found: await readWorkspace(rows, caseIds),
      }),
      async ({ cursors, seen, found }) => {
        if (since !== undefined) expectCursors(cursors, since);
        const workspace = await openWorkspace(sealer, found);
        for (const change of changes) {
          if (change.kind === 'leave') workspace.leave(change.caseId);
          else workspace.confirm(change.caseId, confirmedOf(change));
        }
        const facts: FactRow[] = [
          { name: 'epoch', value: answer.epoch },
          { name: 'last-pull-at', value: answer.serverAt },
          ...newlySeen(seen, changes),
        ];
        return {
          answer: undefined,
          writes: {
            cases: workspace.changes(),
            puts: { cursors: answer.spaces.map(cursorRowOf), facts },
          },
        };
      },
    );
  }

  /** The versions of the catalogue that cases from the centre were registered with. */
  async seenCatalogues(): Promise<readonly Digest[]> {
    return digestsIn(await this.findFact('seen-catalogues'));
  }

  readCursors(): Promise<FeedStanding> {
    return this.rows.read(async (rows) => {
      const all = await rows.all('cursors');
      const epoch = await readFact(rows, 'epoch');
      return {
        epoch: typeof epoch === 'string' ? epoch : null,
        cursors: bySpace(all, ({ cursor }) => cursor),
        lines: bySpace(all, ({ line }) => line),
        fills: bySpace(all, ({ fill }) => fill),
      };
    });
  }

  /**
   * The centre began another life (it was restored from a copy): everything still held is offered again, and the feed
   * is read from its beginning. What the centre has already, it answers with the verdict it stored. Versions of the
   * life that ended say nothing of the new one, so whatever it tells of a case counts as newer.
   */
  async offerAgain(): Promise<void> {
    const answered: RowRange<'outbox'> = { table: 'outbox', order: 'place+sequence', equals: ['answered'] };
    const sealer = await this.#sealer();
    await this.#change(
      async (rows) => {
        const caseIds = (await rows.slice(answered)).map((row) => row.caseId);
        return {
          cursors: await rows.all('cursors'),
          life: Number((await readFact(rows, 'life')) ?? 0),
          found: await readWorkspace(rows, caseIds),
        };
      },
      async ({ cursors, life, found }) => {
        const workspace = await openWorkspace(sealer, found);
        workspace.offerAgain();
        return {
          answer: undefined,
          writes: {
            cases: workspace.changes(),
            puts: { facts: [{ name: 'life', value: life + 1 }] },
            deletes: { cursors: cursors.map(({ space }) => space), facts: ['epoch'] },
          },
        };
      },
    );
  }

  /**
   * Whether an operation with a verdict is none of those that the centre says it has. A fork says nothing here: the
   * centre may have another operation under that identifier.
   */
  isLacked({ contiguousN, gaps }: ReceivedRange): Promise<boolean> {
    const lacked = gaps.length > 0 ? gaps : [{ fromN: contiguousN + 1, toN: Infinity }];
    return this.rows.read(async (rows) => {
      for (const { fromN, toN } of lacked) {
        const range: RowRange<'outbox'> = {
          table: 'outbox',
          order: 'place+n',
          equals: ['answered'],
          from: fromN,
          before: toN + 1,
        };
        const found = await findFirst(rows, range, ({ verdict }) => verdict?.verdict.outcome !== 'fork', 1);
        if (found.length > 0) return true;
      }
      return false;
    });
  }

  /** Notes when the centre last answered something that was unsent. */
  async noteAcknowledged(at: Instant): Promise<void> {
    await this.#change(
      async () => undefined,
      async () => ({
        answer: undefined,
        writes: { puts: { facts: [{ name: 'last-answer-at', value: at }] } },
      }),
    );
  }

  /**
   * The oldest unsent operations, in the order of the journal, without those that are set aside: of each of these
   * cases everything from a sequence on.
   */
  async unsent(
    limit: number,
    aside: ReadonlyMap<CaseId, number> = NOTHING_ASIDE,
  ): Promise<readonly OutboxRow[]> {
    const isOffered = ({ sequence, caseId }: StoredOperation): boolean =>
      sequence < (aside.get(caseId) ?? Infinity);
    const sealer = await this.#sealer();
    return sealer.openOperations(await this.rows.read((rows) => findFirst(rows, UNSENT, isOffered, limit)));
  }

  outboxFacts(): Promise<OutboxFacts> {
    return this.rows.read(async (rows) => {
      const [oldest] = await rows.slice(UNSENT, { limit: 1 });
      let needsAttention = 0;
      for (const outcome of ATTENTION_OUTCOMES) {
        const range = {
          table: 'outbox',
          order: 'place+verdict.verdict.outcome',
          equals: ['answered', outcome],
        } as const;
        needsAttention += (await rows.slice(range)).filter(awaitsPerson).length;
      }
      return { unsent: await rows.count(UNSENT), oldestUnsentAt: oldest?.savedAt ?? null, needsAttention };
    });
  }

  /** A person's drafts, the latest first. */
  async draftsOf(author: PersonId): Promise<readonly DraftRow[]> {
    const sealer = await this.#sealer();
    const rows = await this.rows.read((reader) => reader.findBy('drafts', 'author', [author]));
    return sealer.openDrafts(rows.toSorted((a, b) => (a.savedAt < b.savedAt ? 1 : -1)));
  }

  /** An operation of this device, or `undefined`. */
  async findOperation(opId: OperationId): Promise<OutboxRow | undefined> {
    const sealer = await this.#sealer();
    const [stored] = await this.rows.read((rows) => rows.find('outbox', [opId]));
    return stored && sealer.openOperation(stored);
  }

  /** This device's operations on a case, in the order they were saved. */
  async operationsOf(caseId: CaseId): Promise<readonly OutboxRow[]> {
    const sealer = await this.#sealer();
    const rows = await this.rows.read((reader) => reader.findBy('outbox', 'caseId', [caseId]));
    return sealer.openOperations(rows.toSorted((a, b) => a.sequence - b.sequence));
  }

  /** What opens the rows, once it is sure that they are of this key. */
  async #sealer(): Promise<RowSealer> {
    const sealer = await this.#unlocked.promise;
    this.#ours ??= this.#takeOver(sealer);
    try {
      return await this.#ours;
    } catch (failure) {
      this.#ours = undefined;
      throw failure;
    }
  }

  /** Rows of another key are no use to anybody; everything is built anew without them (ST51). */
  async #takeOver(sealer: RowSealer): Promise<RowSealer> {
    const mark = await sealer.hashOf('key', 'mark');
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const { expect, known } = await this.rows.read(async (rows) => ({
        expect: await rows.revision(),
        known: await readFact(rows, 'key-mark'),
      }));
      if (known === mark) return sealer;
      const puts = { facts: [{ name: 'key-mark', value: mark }] } as const;
      if (await this.rows.commit({ expect, clears: TABLE_NAMES, puts })) return sealer;
    }
    throw new Error('the store is changed by others without end');
  }

  /** Reads with `find`, works out the writes from that, and commits them unless another commit came between. */
  async #change<Found, Answer>(
    find: (rows: RowReader) => Promise<Found>,
    workOut: (found: Found) => Promise<{ readonly answer: Answer; readonly writes?: StoreWrites }>,
  ): Promise<Answer> {
    const sealer = await this.#sealer();
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const { expect, found, kept } = await this.rows.read(async (rows) => ({
        expect: await rows.revision(),
        found: await find(rows),
        kept: await readKeptFacts(rows),
      }));
      const { answer, writes } = await workOut(found);
      if (writes === undefined) return answer;
      const sealed = await sealWrites(this.rows, sealer, kept, writes);
      if (await this.rows.commit({ ...sealed, expect })) return answer;
    }
    throw new Error('the store is changed by others without end');
  }
}

async function openWorkspace(sealer: RowSealer, found: WorkspaceRows): Promise<CaseWorkspace> {
  const cases = await Promise.all(found.cases.map((row) => sealer.openCourse(row)));
  return new CaseWorkspace({ ...found, cases });
}
