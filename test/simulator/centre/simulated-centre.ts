import type { CaseStore } from '#central/cases/case-store.ts';
import { receivedRangeOf } from '#central/database/received-range.ts';
import type { HttpAnswer } from '#renderer/sync/http.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import type { CaseId, Digest, OperationId, PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import { officeSpace, replicaSpace, type SpaceId } from '#shared/protocol/pull.ts';
import type { ReceivedRange } from '#shared/protocol/push.ts';
import type { StaffMember } from '#shared/protocol/session.ts';
import type { Verdict } from '#shared/protocol/verdict.ts';
import type { SeededRandom } from '#test/support/seeded-random.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { Life } from '../kernel/life.ts';
import { CentreProcess, type CentreRequest } from './centre-process.ts';
import { memoryCaseStore, type StatementFault } from './memory-case-store.ts';
import { type DatabaseCopy, MemoryDatabase } from './memory-database.ts';
import { courseOf, runsOf, verdictOf } from './memory-transaction.ts';
import { SimulatedDirectory } from './simulated-directory.ts';
import { simulatedReferences } from './simulated-references.ts';
import { NO_STORE_PLANTS, type StorePlants } from './store-plants.ts';

/** Hints are told at most once a second (HI3). */
const HINT_MILLISECONDS = 1_000;

/** An operation as the centre keeps it. */
export interface InboxFact {
  readonly opId: OperationId;
  readonly replica: ReplicaId;
  readonly n: number;
  readonly digest: Digest;
  readonly kind: string;
  readonly caseId: CaseId;
  readonly author: PersonId;
  readonly baseVersion: number;
  readonly dependsOn: readonly OperationId[];
  readonly payload: string;
  readonly verdict: Verdict | null;
}

/** A case as the centre keeps it. */
export interface CaseFact {
  readonly caseId: CaseId;
  readonly version: number;
  readonly state: CaseState;
  readonly events: readonly {
    readonly version: number;
    readonly opId: OperationId;
    readonly event: CaseEvent;
  }[];
}

/** All that the centre has committed, for whoever checks it. */
export interface CentreRecord {
  readonly epoch: string;
  readonly operations: readonly InboxFact[];
  readonly cases: readonly CaseFact[];
  readonly feed: readonly { readonly space: SpaceId; readonly caseId: CaseId; readonly sequence: number }[];
  readonly heads: ReadonlyMap<SpaceId, number>;
  /** What it tells each replica that it has. */
  readonly received: ReadonlyMap<ReplicaId, ReceivedRange>;
}

/** How a centre is made. */
export interface SimulatedCentreOptions {
  /** How many processes stand over the one database. */
  readonly processes?: number;
  /** Asked at each statement of each process (`commit` among them). */
  readonly faultAt?: (label: string) => StatementFault | undefined;
  /** What stands between the processes and the store. */
  readonly plants?: StorePlants;
  /** By how many milliseconds the clock of each process is wrong. */
  readonly clockOffset?: (process: number) => number;
}

/**
 * The centre of a simulated world: some processes that run the real `central/cases`, over one database in memory (SM6).
 * Processes can be killed and started, the database can go down and can be put back to an earlier copy.
 */
export class SimulatedCentre {
  /** What its programs found wrong with themselves; a sound centre has none. */
  readonly defects: unknown[] = [];
  readonly #kernel: Kernel;
  readonly #random: SeededRandom;
  readonly #options: SimulatedCentreOptions;
  readonly #database: MemoryDatabase;
  readonly #directory: SimulatedDirectory;
  readonly #people = new Map<PersonId, StaffMember>();
  readonly #sessions = new Map<string, StaffMember>();
  readonly #withoutRight = new Set<PersonId>();
  readonly #processes: (CentreProcess | undefined)[] = [];
  readonly #listeners = new Set<{
    readonly tell: (space: SpaceId) => void;
    readonly spaces: ReadonlySet<SpaceId>;
  }>();

  constructor(kernel: Kernel, options: SimulatedCentreOptions = {}) {
    this.#kernel = kernel;
    this.#options = options;
    this.#random = kernel.randomOf('centre');
    this.#database = new MemoryDatabase(kernel.randomOf('database'), 'epoch-1');
    this.#database.numbers = (options.plants ?? NO_STORE_PLANTS).numbers(this.#database);
    this.#directory = new SimulatedDirectory(this.#database, {
      all: this.#people,
      withoutRight: this.#withoutRight,
    });
    for (let index = 0; index < (options.processes ?? 2); index += 1) this.startProcess(index);
  }

  /** How many of the processes run. */
  get running(): number {
    return this.#processes.filter((process) => process !== undefined).length;
  }

  /** Somebody of the staff, signed in: gives the token. */
  signIn(person: StaffMember): string {
    this.#people.set(person.id, person);
    const bytes = Array.from({ length: 32 }, () => this.#random.below(256));
    const token = `kls_${Buffer.from(bytes).toString('base64url')}`;
    this.#sessions.set(token, person);
    return token;
  }

  /** The person has no right any more. */
  revokePerson(person: PersonId): void {
    this.#withoutRight.add(person);
  }

  /** The person has the rights again that the grants name. */
  acceptPerson(person: PersonId): void {
    this.#withoutRight.delete(person);
  }

  /** The device is accepted again, where it is known. */
  acceptDevice(replica: ReplicaId): void {
    this.#directory.accept(replica);
  }

  /** Whether the operation is committed. */
  has(opId: OperationId): boolean {
    return this.#database.inbox.asOf(opId, this.#database.committed) !== undefined;
  }

  /** The device is not accepted any more. A restore of an earlier copy takes that back. */
  revokeDevice(replica: ReplicaId): void {
    this.#directory.revoke(replica);
  }

  /** The answer of one of the processes. Rejects when none runs, or when it ended before it had answered. */
  answer(request: CentreRequest): Promise<HttpAnswer> {
    const running = this.#processes.filter((process) => process !== undefined);
    if (running.length === 0) return Promise.reject(new Error('nobody listens'));
    const process = this.#random.pick(running);
    return new Promise((resolve, reject) => {
      const forget = process.life.onEnd(() => reject(new Error('the connection was reset')));
      process.answer(request).then(resolve, reject).finally(forget);
    });
  }

  /** Tells `onHint` of each step of the spaces that the token's device hears of (HI2). */
  listen(token: string, onHint: (space: SpaceId) => void): { readonly end: () => void } | 'refused' {
    const device = this.#directory.findDevice(token);
    if (device === undefined || this.running === 0) return 'refused';
    const spaces = new Set([officeSpace(device.office), replicaSpace(device.replica)]);
    const listener = { tell: onHint, spaces };
    this.#listeners.add(listener);
    return { end: () => this.#listeners.delete(listener) };
  }

  startProcess(index: number): void {
    if (this.#processes[index] !== undefined) return;
    const life = new Life(this.#kernel, `centre-${index + 1}`);
    const plants = this.#options.plants ?? NO_STORE_PLANTS;
    const store: CaseStore = memoryCaseStore({
      database: this.#database,
      life,
      ...(this.#options.faultAt === undefined ? {} : { faultAt: this.#options.faultAt }),
    });
    const process = new CentreProcess({
      life,
      store: plants.store(store, life),
      directory: this.#directory,
      references: simulatedReferences(),
      findPerson: (token) => this.#sessions.get(token),
      clockOffset: () => this.#options.clockOffset?.(index) ?? 0,
      publish: (spaces) => this.#publish(spaces),
      onDefect: (failure) => this.defects.push(failure),
    });
    this.#processes[index] = process;
    this.#kernel.spawn(() => process.work(), `${life.name} works`);
  }

  /** The process is killed wherever it is; its transactions are undone. */
  killProcess(index: number): void {
    this.#processes[index]?.life.end();
    this.#processes[index] = undefined;
  }

  /** The database goes down and comes back: what was committed stays, every open transaction is undone. */
  crashDatabase(): void {
    this.#database.crash();
  }

  /** What a backup of this moment holds. */
  copy(): DatabaseCopy {
    return this.#database.copy();
  }

  /**
   * Puts an earlier copy in place of the database and starts the processes anew. A backup begins another life with a
   * name of its own; a copy of the database's folder goes on with the old one.
   */
  restore(copy: DatabaseCopy, from: 'backup' | 'folder'): void {
    const before = this.#processes.length;
    for (let index = 0; index < before; index += 1) this.killProcess(index);
    const epoch = from === 'folder' ? undefined : `epoch-${this.#random.below(1e9) + 2}`;
    this.#database.restore(copy, epoch);
    for (let index = 0; index < before; index += 1) this.startProcess(index);
  }

  /** Everything that is committed now. */
  record(): CentreRecord {
    const { inbox, cases, feed, counters, replicaLog, committed, epoch } = this.#database;
    const rowsOf = <Row>(rows: Iterable<readonly [string, Row]>): Row[] => [...rows].map(([, row]) => row);
    return {
      epoch,
      operations: rowsOf(inbox.rowsAsOf(committed)).map((row) => {
        const { author, baseVersion } = JSON.parse(row.header);
        const { opId, replica, n, digest, kind, caseId, dependsOn, payload } = row;
        const same = { opId, replica, n, digest, kind, caseId, dependsOn, payload };
        return { ...same, author, baseVersion, verdict: verdictOf(row) };
      }),
      cases: rowsOf(cases.rowsAsOf(committed)).map((row) => ({
        caseId: row.caseId,
        version: row.version,
        state: JSON.parse(row.state) as CaseState,
        events: courseOf(row),
      })),
      feed: rowsOf(feed.rowsAsOf(committed)),
      heads: new Map([...counters.rowsAsOf(committed)] as [SpaceId, number][]),
      received: new Map(
        [...replicaLog.rowsAsOf(committed)].map(([replica, numbers]) => [
          replica as ReplicaId,
          receivedRangeOf(runsOf(numbers)),
        ]),
      ),
    };
  }

  #publish(spaces: readonly SpaceId[]): void {
    for (const listener of this.#listeners) {
      for (const space of spaces) {
        if (!listener.spaces.has(space)) continue;
        this.#kernel.callAfter(this.#random.below(HINT_MILLISECONDS), () => {
          if (this.#listeners.has(listener)) listener.tell(space);
        });
      }
    }
  }
}
