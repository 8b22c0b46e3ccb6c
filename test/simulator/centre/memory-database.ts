import type { InboxRow, MailRow } from '#central/cases/case-store.ts';
import { StoreUnavailable } from '#central/cases/store-unavailable.ts';
import type { CaseId, OperationId, ReplicaId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Reference, StationCode } from '#shared/kernel/reference.ts';
import type { SpaceId } from '#shared/protocol/pull.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import type { SeededRandom } from '#test/support/seeded-random.ts';
import { MemoryTable } from './memory-table.ts';
import { RowLocks } from './row-locks.ts';
import { countedNumbers, type SpaceNumbers } from './space-numbers.ts';

/** From one that answers at once to one that is so slow that requests overlap for seconds. */
const PACES = [0, 5, 60, 400] as const;

/** A row of the inbox. JSON stands as text, so that nobody can change what is stored by changing what was read. */
export interface InboxRecord extends InboxRow {
  readonly decidedAt: Instant | null;
  /** A `Verdict` as JSON. */
  readonly verdict: string | null;
  readonly outcome: string | null;
  readonly verdictSequence: number | null;
}

/** A row of the cases with the events it stands for. */
export interface CaseRecord {
  readonly caseId: CaseId;
  readonly version: number;
  readonly reference: Reference;
  readonly status: string;
  /** A `CaseState` as JSON. */
  readonly state: string;
  /** Each event as JSON, in order of version. */
  readonly events: readonly {
    readonly version: number;
    readonly opId: OperationId;
    readonly event: string;
  }[];
}

/** A row of the feed. */
export interface FeedRecord {
  readonly space: SpaceId;
  readonly caseId: CaseId;
  readonly sequence: number;
}

/** The line that the numbers of a space belong to from one on. */
export interface LineRecord {
  readonly space: SpaceId;
  readonly line: string;
  readonly fromSequence: number;
}

/** An enrolled device. */
export interface DeviceRecord {
  readonly replica: ReplicaId;
  readonly office: OfficeId;
  readonly station: StationCode;
  readonly token: string;
  readonly isRevoked: boolean;
}

/** One connection inside a transaction: what it wrote and nobody else sees yet. */
export class MemorySession {
  /** In the order in which they began, from 1. */
  readonly number: number;
  readonly written = new Map<MemoryTable<unknown>, Map<string, unknown>>();
  /** A statement of it failed, so it can only be undone. */
  isFailed = false;
  /** It was undone, and why, or committed. */
  ended: Error | 'committed' | undefined;

  constructor(number: number) {
    this.number = number;
  }

  write<Row>(table: MemoryTable<Row>, key: string, row: Row | undefined): void {
    const rows = this.written.get(table as MemoryTable<unknown>) ?? new Map<string, unknown>();
    this.written.set(table as MemoryTable<unknown>, rows.set(key, row));
  }

  /** The row as a statement of this session sees it that began after the commit `at`. */
  read<Row>(table: MemoryTable<Row>, key: string, at: number): Row | undefined {
    const own = this.written.get(table as MemoryTable<unknown>);
    return own?.has(key) === true ? (own.get(key) as Row | undefined) : table.asOf(key, at);
  }

  *rows<Row>(table: MemoryTable<Row>, at: number): Iterable<readonly [string, Row]> {
    const own = (this.written.get(table as MemoryTable<unknown>) ?? new Map()) as ReadonlyMap<string, Row>;
    for (const [key, row] of table.rowsAsOf(at)) if (!own.has(key)) yield [key, row];
    for (const [key, row] of own) if (row !== undefined) yield [key, row];
  }
}

/** A copy of the database as one commit left it. */
export interface DatabaseCopy {
  readonly at: number;
}

/**
 * The tables of the centre in memory, with what PostgreSQL gives them: versions, row locks, and sessions that are undone
 * when their program dies. It lives on when the centre's processes do not.
 */
export class MemoryDatabase {
  epoch: string;
  readonly inbox = new MemoryTable<InboxRecord>('operation_inbox');
  readonly replicaLog = new MemoryTable<readonly number[]>('replica_log');
  readonly cases = new MemoryTable<CaseRecord>('service_case');
  readonly references = new MemoryTable<CaseId>('service_case_reference');
  readonly counters = new MemoryTable<number>('space_counter');
  readonly feed = new MemoryTable<FeedRecord>('feed');
  readonly lines = new MemoryTable<LineRecord>('space_line');
  readonly mail = new MemoryTable<MailRow>('mail_outbox');
  readonly devices = new MemoryTable<DeviceRecord>('device');
  readonly stations = new MemoryTable<number>('station_counter');
  /** How changes get their numbers. */
  numbers: SpaceNumbers;
  /** Longest that a statement takes; the seed says how slow the database of a world is. */
  readonly paceMilliseconds: number;
  readonly #locks: RowLocks;
  readonly #sessions = new Set<MemorySession>();
  #committed = 0;
  #begun = 0;
  #run = 1;
  #linesNamed = 0;

  /** `paceMilliseconds`: the seed chooses one where it is left out. */
  constructor(random: SeededRandom, epoch: string, paceMilliseconds?: number) {
    this.epoch = epoch;
    this.#locks = new RowLocks((circle) => random.pick(circle));
    this.numbers = countedNumbers(this);
    this.paceMilliseconds = paceMilliseconds ?? random.pick(PACES);
  }

  /** The number of the last commit. */
  get committed(): number {
    return this.#committed;
  }

  /** Which run of the server this is; what it was never comes again, also after a copy was put back. */
  get run(): number {
    return this.#run;
  }

  /** The name of a line that no other has. */
  nameLine(): string {
    this.#linesNamed += 1;
    return `00000000-0000-4000-8000-${this.#linesNamed.toString(16).padStart(12, '0')}`;
  }

  begin(): MemorySession {
    this.#begun += 1;
    const session = new MemorySession(this.#begun);
    this.#sessions.add(session);
    return session;
  }

  /**
   * Resolves when the session has the lock of a row, or of a key for which there is none yet. A session that was undone
   * in the very moment in which it got the lock must not go on to take others.
   */
  async lock(session: MemorySession, table: { readonly name: string }, key: string): Promise<void> {
    await this.#locks.lock(session, `${table.name} ${key}`);
    if (session.ended instanceof Error) throw session.ended;
  }

  commit(session: MemorySession): void {
    this.#committed += 1;
    for (const [table, rows] of session.written) {
      for (const [key, row] of rows) table.commit(key, row, this.#committed);
    }
    this.#end(session, 'committed');
  }

  /** Undoes what the session did. One that has ended already stays as it is. */
  rollBack(session: MemorySession, why: Error): void {
    if (session.ended === undefined) this.#end(session, why);
  }

  /** The server goes down and comes back: whoever was in a transaction finds it undone. */
  crash(): void {
    this.#run += 1;
    for (const session of [...this.#sessions]) {
      this.rollBack(session, new StoreUnavailable('the database went down'));
    }
  }

  copy(): DatabaseCopy {
    return { at: this.#committed };
  }

  /** Puts an earlier copy in place of what is there; it keeps its life's name unless a new one is given. */
  restore(copy: DatabaseCopy, epoch = this.epoch): void {
    this.crash();
    for (const table of this.#tables()) table.forgetAfter(copy.at);
    this.epoch = epoch;
  }

  #end(session: MemorySession, how: Error | 'committed'): void {
    session.ended = how;
    this.#sessions.delete(session);
    this.#locks.release(session, how === 'committed' ? new Error('it is committed') : how);
  }

  #tables(): readonly MemoryTable<never>[] {
    const { inbox, replicaLog, cases, references, counters, feed, lines, mail, devices, stations } = this;
    const all = [inbox, replicaLog, cases, references, counters, feed, lines, mail, devices, stations];
    return all as unknown as readonly MemoryTable<never>[];
  }
}
