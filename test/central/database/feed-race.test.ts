import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerPull } from '#central/cases/answer-pull.ts';
import type { CaseStore } from '#central/cases/case-store.ts';
import { receivePush } from '#central/cases/receive-push.ts';
import { pgCaseStore } from '#central/database/pg-case-store.ts';
import { pgCaseTransaction } from '#central/database/pg-case-transaction.ts';
import { inTransaction } from '#central/database/pg-session.ts';
import { officeSpace, type PullRequest } from '#shared/protocol/pull.ts';
import { demoCasePorts, OpenDirectory } from '#test/support/case-world.ts';
import { MADE_OFFICE, OperationMaker, readMade } from '#test/support/operation-maker.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/test-database.ts';

const INSTITUTION = 'race';
const SPACE = officeSpace(MADE_OFFICE);
const WRITERS = 24;
const PUSHES_EACH = 10;
const READER_PAUSE_MILLISECONDS = 2;
/** So long a slow writer waits for the planted readers to go past its row; only the last ones wait for nothing. */
const PATIENCE_MILLISECONDS = 1_000;

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 4 });
  pool = database.connectAgain(WRITERS).pool;
  // What a feed without a locked counter would read: a number from a sequence, and a time, both given on insert.
  await pool.query(`create table planted (
    id bigserial primary key, at timestamptz not null default clock_timestamp(), case_id uuid not null)`);
});
afterAll(() => database.drop());

/** A cursor as many programs have it: the number, or the time, of the last row that was seen. */
class PlantedReader {
  readonly seen = new Set<string>();
  readonly #order: string;
  #last: readonly string[];
  /** The largest number seen so far. */
  lastId = 0;

  constructor(order: 'id' | '(at, id)') {
    this.#order = order;
    this.#last = order === 'id' ? ['0'] : ['-infinity', '0'];
  }

  async poll(): Promise<void> {
    const isByTime = this.#order !== 'id';
    const beyond = isByTime ? '(at, id) > ($1::timestamptz, $2::bigint)' : 'id > $1::bigint';
    const { rows } = await database.connection.pool.query<{
      at_text: string;
      id_text: string;
      case_id: string;
    }>(
      `select at::text as at_text, id::text as id_text, case_id from planted
       where ${beyond} order by ${isByTime ? 'at, id' : 'id'}`,
      [...this.#last],
    );
    for (const row of rows) {
      this.seen.add(row.case_id);
      this.lastId = Math.max(this.lastId, Number(row.id_text));
      this.#last = isByTime ? [row.at_text, row.id_text] : [row.id_text];
    }
  }
}

/** The product's own reader: pages of the feed, each from one snapshot, as a counter asks for them. */
class FeedReader {
  readonly seen = new Set<string>();
  readonly #ports: ReturnType<typeof demoCasePorts>;
  readonly #replica = new OperationMaker().replica;
  cursor = 0;

  constructor(ports: ReturnType<typeof demoCasePorts>) {
    this.#ports = ports;
  }

  async poll(): Promise<void> {
    for (;;) {
      const [page] = (await answerPull(this.#ports, MADE_OFFICE, this.#request())).spaces;
      if (page === undefined) throw new Error('no page');
      for (const { caseId } of page.changes) this.seen.add(caseId);
      this.cursor = page.cursor;
      if (!page.more) return;
    }
  }

  #request(): PullRequest {
    const cursors = { [SPACE]: this.cursor } as PullRequest['cursors'];
    const report = {
      unsent: 0,
      oldestUnsentAt: null,
      needsAttention: 0,
      storage: 'full',
      clockOffsetMilliseconds: null,
      program: 'test',
    } as const;
    return { protocol: 1, replica: this.#replica, epoch: null, cursors, limit: 20, report };
  }
}

/**
 * The product's store, whose transactions also write a planted row when operations come in, and stay open for a while
 * after that. Every fourth waits until both planted readers have gone past it: what the race needs happens for sure.
 */
function holdingStore(planted: readonly PlantedReader[]): CaseStore {
  let count = 0;
  return {
    ...pgCaseStore({ connection: database.connection, institution: INSTITUTION }),
    transaction: (work) =>
      inTransaction(pool, 'begin isolation level read committed', (session) => {
        const tx = pgCaseTransaction(session, INSTITUTION);
        return work({
          ...tx,
          insertInbox: async (rows) => {
            const inserted = await tx.insertInbox(rows);
            const taken = await session.rows<{ id: number }>(
              'insert into planted (case_id) select unnest($1::uuid[]) returning id',
              [rows.map(({ caseId }) => caseId)],
            );
            const id = Math.max(...taken.map((row) => row.id));
            count += 1;
            const isSlow = count % 4 === 0;
            if (!isSlow) await sleep(count % 5);
            for (let waited = 0; isSlow && waited < PATIENCE_MILLISECONDS; waited += 1) {
              if (planted.every(({ lastId }) => lastId > id)) break;
              await sleep(1);
            }
            return inserted;
          },
          advanceSpaces: async (spaces) => {
            const numbers = await tx.advanceSpaces(spaces);
            // The number is taken and not committed: here a cursor without a lock would go wrong.
            await sleep(count % 3);
            return numbers;
          },
        });
      }),
  };
}

it('[PR23] shows a polling reader every change that 24 writers commit, where a serial and a timestamp cursor skip some', async () => {
  const serial = new PlantedReader('id');
  const timestamp = new PlantedReader('(at, id)');
  const ports = demoCasePorts(holdingStore([serial, timestamp]), new OpenDirectory(MADE_OFFICE));
  const feed = new FeedReader(ports);
  const readers = [serial, timestamp, feed];
  const committed = new Set<string>();
  let isWriting = true;

  const write = async (): Promise<void> => {
    const maker = new OperationMaker();
    for (let push = 0; push < PUSHES_EACH; push += 1) {
      const made = await maker.register();
      const { verdicts } = await receivePush(ports, maker.replica, await readMade([made]));
      expect(verdicts).toMatchObject([{ verdict: { outcome: 'applied' } }]);
      committed.add(made.header.caseId);
    }
  };
  const follow = async (reader: { poll(): Promise<void> }): Promise<void> => {
    while (isWriting) {
      await reader.poll();
      await sleep(READER_PAUSE_MILLISECONDS);
    }
    await reader.poll();
  };
  const writing = Promise.all(Array.from({ length: WRITERS }, write)).finally(() => {
    isWriting = false;
  });
  await Promise.all([writing, ...readers.map(follow)]);

  const skippedBy = ({ seen }: { readonly seen: ReadonlySet<string> }): number =>
    [...committed].filter((caseId) => !seen.has(caseId)).length;
  expect(committed.size).toBe(WRITERS * PUSHES_EACH);
  expect(skippedBy(feed)).toBe(0);
  // Each push took one number, and none was lost.
  expect(feed.cursor).toBe(WRITERS * PUSHES_EACH);
  expect(skippedBy(serial)).toBeGreaterThan(0);
  expect(skippedBy(timestamp)).toBeGreaterThan(0);
});
