import { type CaseId, Digest, type OperationId, type PersonId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import type { FeedChange, PullAnswer, SpaceFill, SpaceId } from '#shared/protocol/pull.ts';
import type { ReceivedRange } from '#shared/protocol/push.ts';
import type { OperationVerdict } from '#shared/protocol/verdict.ts';
import { ATTENTION_OUTCOMES, awaitsPerson, confirmedOf } from './case-row.ts';
import { CaseWorkspace, type ProvisionalDecision, readWorkspace } from './case-workspace.ts';
import { type QueuePage, type QueueQuery, readQueue } from './queue-query.ts';
import type { RowRange, RowReader, RowStore, RowWrites } from './row-store.ts';
import { TABLE_NAMES } from './row-tables.ts';
import type { CaseRow, CursorRow, DraftRow, FactRow, OutboxRow, VerdictClosing } from './rows.ts';

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
  | {
      readonly kind: 'verdict';
      readonly verdict: OperationVerdict;
      readonly closed?: VerdictClosing | undefined;
    }
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

/** How far the feed is known here, in the life of the centre that is known here. */
export interface FeedStanding {
  readonly epoch: string | null;
  readonly cursors: Record<SpaceId, number>;
  readonly lines: Record<SpaceId, string>;
  readonly fills: Record<SpaceId, SpaceFill>;
}

const NOTHING_ASIDE: ReadonlyMap<CaseId, number> = new Map();

/** How many rows are read at once where it is not known how many are needed. */
const STRETCH = 200;

/** After so many others that came between, somebody changes the store without end. */
const MOST_ATTEMPTS = 100;

const UNSENT: RowRange<'outbox'> = { table: 'outbox', order: 'place+sequence', equals: ['unsent'] };

/**
 * The verbs of the local store. One that changes something reads, works out what it writes, and commits that against
 * the state that it has read; when another commit came between, it begins anew (ST47).
 */
export class CounterStore {
  readonly rows: RowStore;

  constructor(rows: RowStore) {
    this.rows = rows;
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
  findCase(caseId: CaseId): Promise<CaseRow | undefined> {
    return this.rows.read(async (rows) => {
      const [row] = await rows.find('cases', [caseId]);
      if (row === undefined || row.confirmed === null) return row;
      const isOfThisLife = (row.life ?? 0) === Number((await readFact(rows, 'life')) ?? 0);
      return isOfThisLife ? row : { ...row, confirmed: { ...row.confirmed, version: 0 } };
    });
  }

  findByReference(reference: Reference): Promise<CaseId | undefined> {
    return this.rows.read(async (rows) => {
      const [row] = await rows.findBy('cases', 'reference', [reference]);
      return row?.caseId;
    });
  }

  /** One page of the queue, from one moment. */
  readQueue(query: QueueQuery): Promise<QueuePage> {
    return this.rows.read((rows) => readQueue(rows, query));
  }

  /**
   * Takes in records that follow the applied ones without a hole, up to `reached`. Returns false, having done nothing,
   * when another was there first.
   */
  applyJournal(changes: readonly JournalChange[], afterSequence: number, reached: Applied): Promise<boolean> {
    const caseIds = changes.flatMap((change) => (change.kind === 'operation' ? [change.row.caseId] : []));
    const opIds = changes.flatMap(namedOperation);
    return this.#change(
      async (rows) => ({
        applied: await readApplied(rows),
        workspace: new CaseWorkspace(await readWorkspace(rows, caseIds, opIds)),
      }),
      ({ applied, workspace }) => {
        if (applied.sequence !== afterSequence) return { answer: false };
        const drafts = takeIn(changes, workspace);
        const { puts, deletes } = workspace.writes();
        const facts: FactRow[] = [
          { name: 'applied-sequence', value: reached.sequence },
          { name: 'applied-mark', value: reached.mark },
        ];
        return {
          answer: true,
          writes: {
            puts: { ...puts, drafts: [...drafts.values()].filter((draft) => draft !== undefined), facts },
            deletes: {
              ...deletes,
              drafts: [...drafts].flatMap(([id, draft]) => (draft === undefined ? [id] : [])),
            },
          },
        };
      },
    );
  }

  /** What is here of this device's own operations and drafts, the centre's part left out. */
  readOwn(): Promise<{
    readonly operations: readonly OutboxRow[];
    readonly drafts: readonly DraftRow[];
  }> {
    return this.rows.read(async (rows) => ({
      operations: await rows.all('outbox'),
      drafts: await rows.all('drafts'),
    }));
  }

  /**
   * Forgets everything but `kept`, which are unsent from now on; the news of the centre too, because they were told to
   * whoever the store belonged to. Does nothing when the store is not at `applied` any more.
   */
  async clear(applied: Applied, kept: readonly OutboxRow[]): Promise<void> {
    const outbox = kept.map((row): OutboxRow => ({ ...row, place: 'unsent', verdict: null }));
    await this.#change(readApplied, (now) => {
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
  applyPull(answer: PullAnswer, since?: Readonly<Record<SpaceId, number>>): Promise<void> {
    const changes = answer.spaces.flatMap((space) => space.changes);
    const caseIds = changes.map((change) => change.caseId);
    return this.#change(
      async (rows) => ({
        cursors: await rows.all('cursors'),
        seen: await readFact(rows, 'seen-catalogues'),
        workspace: new CaseWorkspace(await readWorkspace(rows, caseIds)),
      }),
      ({ cursors, seen, workspace }) => {
        if (since !== undefined) expectCursors(cursors, since);
        for (const change of changes) {
          if (change.kind === 'leave') workspace.leave(change.caseId);
          else workspace.confirm(change.caseId, confirmedOf(change));
        }
        const { puts, deletes } = workspace.writes();
        const facts: FactRow[] = [
          { name: 'epoch', value: answer.epoch },
          { name: 'last-pull-at', value: answer.serverAt },
          ...newlySeen(seen, changes),
        ];
        const reached = answer.spaces.map(cursorRowOf);
        return { answer: undefined, writes: { puts: { ...puts, cursors: reached, facts }, deletes } };
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
    await this.#change(
      async (rows) => {
        const caseIds = (await rows.slice(answered)).map((row) => row.caseId);
        return {
          cursors: await rows.all('cursors'),
          life: Number((await readFact(rows, 'life')) ?? 0),
          workspace: new CaseWorkspace(await readWorkspace(rows, caseIds)),
        };
      },
      ({ cursors, life, workspace }) => {
        workspace.offerAgain();
        const { puts, deletes } = workspace.writes();
        const spaces = cursors.map(({ space }) => space);
        return {
          answer: undefined,
          writes: {
            puts: { ...puts, facts: [{ name: 'life', value: life + 1 }] },
            deletes: { ...deletes, cursors: spaces, facts: ['epoch'] },
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
      () => ({ answer: undefined, writes: { puts: { facts: [{ name: 'last-answer-at', value: at }] } } }),
    );
  }

  /**
   * The oldest unsent operations, in the order of the journal, without those that are set aside: of each of these
   * cases everything from a sequence on.
   */
  unsent(limit: number, aside: ReadonlyMap<CaseId, number> = NOTHING_ASIDE): Promise<readonly OutboxRow[]> {
    const isOffered = (row: OutboxRow): boolean => row.sequence < (aside.get(row.caseId) ?? Infinity);
    return this.rows.read((rows) => findFirst(rows, UNSENT, isOffered, limit));
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
    const rows = await this.rows.read((reader) => reader.findBy('drafts', 'author', [author]));
    return rows.toSorted((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
  }

  /** An operation of this device, or `undefined`. */
  async findOperation(opId: OperationId): Promise<OutboxRow | undefined> {
    return this.rows.read(async (rows) => (await rows.find('outbox', [opId]))[0]);
  }

  /** This device's operations on a case, in the order they were saved. */
  async operationsOf(caseId: CaseId): Promise<readonly OutboxRow[]> {
    const rows = await this.rows.read((reader) => reader.findBy('outbox', 'caseId', [caseId]));
    return rows.toSorted((a, b) => a.sequence - b.sequence);
  }

  /** Reads with `find`, works out the writes from that, and commits them unless another commit came between. */
  async #change<Found, Answer>(
    find: (rows: RowReader) => Promise<Found>,
    workOut: (found: Found) => { readonly answer: Answer; readonly writes?: RowWrites },
  ): Promise<Answer> {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const { expect, found } = await this.rows.read(async (rows) => ({
        expect: await rows.revision(),
        found: await find(rows),
      }));
      const { answer, writes } = workOut(found);
      if (writes === undefined || (await this.rows.commit({ ...writes, expect }))) return answer;
    }
    throw new Error('the store is changed by others without end');
  }
}

async function readApplied(rows: RowReader): Promise<Applied> {
  const [sequence, mark] = await rows.find('facts', ['applied-sequence', 'applied-mark']);
  return { sequence: Number(sequence?.value ?? 0), mark: String(mark?.value ?? '') };
}

async function readFact(rows: RowReader, name: FactRow['name']): Promise<string | number | undefined> {
  const [fact] = await rows.find('facts', [name]);
  return fact?.value;
}

/** The first rows of a range that are wanted, at most `limit`. */
async function findFirst(
  rows: RowReader,
  range: RowRange<'outbox'>,
  isWanted: (row: OutboxRow) => boolean,
  limit: number,
): Promise<readonly OutboxRow[]> {
  const wanted: OutboxRow[] = [];
  const stretch = Math.max(limit, STRETCH);
  for (let offset = 0; ; offset += stretch) {
    const some = await rows.slice(range, { offset, limit: stretch });
    wanted.push(...some.filter(isWanted));
    if (wanted.length >= limit || some.length < stretch) return wanted.slice(0, limit);
  }
}

/** Takes records into the workspace, and gives what becomes of drafts; what is undefined is none any more. */
function takeIn(
  changes: readonly JournalChange[],
  workspace: CaseWorkspace,
): ReadonlyMap<OperationId, DraftRow | undefined> {
  const kept = new Map<OperationId, DraftRow | undefined>();
  for (const change of changes) {
    if (change.kind === 'operation') {
      workspace.addOperation(change.row, change.decide);
      kept.set(change.row.opId, undefined); // a draft has the identifier of the operation it becomes
    } else if (change.kind === 'verdict') workspace.addVerdict(change.verdict, change.closed);
    else if (change.kind === 'draft') {
      // What became an operation is no draft any more, in whatever order the two were written.
      const isSaved = workspace.hasOperation(change.draft.draftId);
      kept.set(change.draft.draftId, isSaved ? undefined : change.draft);
    } else if (change.kind === 'draft-removed') kept.set(change.draftId, undefined);
  }
  return kept;
}

function cursorRowOf({ space, cursor, line, fill }: PullAnswer['spaces'][number]): CursorRow {
  return {
    space,
    cursor,
    ...(typeof line === 'string' ? { line } : {}),
    ...(fill === undefined ? {} : { fill }),
  };
}

function bySpace<Value>(
  rows: readonly CursorRow[],
  chosen: (row: CursorRow) => Value | undefined,
): Record<SpaceId, Value> {
  const found = rows.flatMap((row) => {
    const value = chosen(row);
    return value === undefined ? [] : [[row.space, value] as const];
  });
  return Object.fromEntries(found) as Record<SpaceId, Value>;
}

function expectCursors(rows: readonly CursorRow[], since: Readonly<Record<SpaceId, number>>): void {
  const isSame = rows.length === Object.keys(since).length;
  if (!isSame || rows.some(({ space, cursor }) => since[space] !== cursor)) {
    throw new Error('the store is not where the page goes on from');
  }
}

function digestsIn(seen: string | number | undefined): readonly Digest[] {
  return seen === undefined ? [] : (String(seen).split(' ') as Digest[]);
}

/** The fact of the catalogue versions that cases name, when there are more now. */
function newlySeen(known: string | number | undefined, changes: readonly FeedChange[]): readonly FactRow[] {
  const seen = digestsIn(known);
  const all = new Set(seen);
  for (const change of changes) {
    const [first] = change.kind === 'case' ? change.events : [];
    const named = first?.kind === 'registered' && 'catalogue' in first ? first.catalogue : undefined;
    const digest = Digest.safeParse(named);
    if (digest.success) all.add(digest.data);
  }
  return all.size > seen.length ? [{ name: 'seen-catalogues', value: [...all].join(' ') }] : [];
}
