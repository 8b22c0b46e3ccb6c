import type { CasePorts } from '#central/cases/case-ports.ts';
import type { CaseStore } from '#central/cases/case-store.ts';
import { reviewHeld } from '#central/cases/held-review.ts';
import type { HttpAnswer } from '#renderer/sync/http.ts';
import type { OperationId, PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import { OperationHeader } from '#shared/protocol/operation-header.ts';
import { officeSpace, type SpaceId } from '#shared/protocol/pull.ts';
import type { ReceivedRange } from '#shared/protocol/push.ts';
import { memoryCaseStore } from '../centre/memory-case-store.ts';
import { type DatabaseCopy, MemoryDatabase } from '../centre/memory-database.ts';
import type { CentreFacts, KeptOperation } from '../checkers/world-facts.ts';
import { nodeHash } from '../counter/node-hash.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { Life } from '../kernel/life.ts';
import type { CentreDoor, DoorRequest } from '../network/centre-door.ts';
import { type DirectoryCopy, SimDirectory } from './sim-directory.ts';
import { answerAtDoor } from './sim-door.ts';
import { simReferences } from './sim-references.ts';

/** A copy of the centre's database, as its exporter or a copy of its folder makes it. */
export interface CentreBackup {
  readonly database: DatabaseCopy;
  readonly directory: DirectoryCopy;
}

/** What stands between the centre's cases and their store; a sabotage puts a fault into it. */
export type StorePlant = (store: CaseStore, database: MemoryDatabase) => CaseStore;

/** One start of the centre's process. */
interface Process {
  readonly life: Life;
  readonly cases: CasePorts;
}

/** The centre of one run: a database that stays, and a process that may end at any of its steps. */
export class SimCentre {
  readonly directory = new SimDirectory();
  readonly door: CentreDoor;
  readonly #kernel: Kernel;
  readonly #plant: StorePlant;
  readonly #database: MemoryDatabase;
  readonly #listeners = new Set<{
    readonly spaces: ReadonlySet<SpaceId>;
    readonly tell: (space: SpaceId) => void;
  }>();
  #process: Process | undefined;
  #lives = 1;

  constructor(kernel: Kernel, plant: StorePlant) {
    this.#kernel = kernel;
    this.#plant = plant;
    this.#database = new MemoryDatabase(kernel.randomOf('database'), 'life-1');
    this.door = {
      answer: (request) => this.#answer(request),
      listen: (token, tell) => this.#listen(token, tell),
    };
  }

  start(): void {
    if (this.#process !== undefined) return;
    const life = new Life(this.#kernel, 'centre');
    const store = this.#plant(memoryCaseStore({ database: this.#database, life }), this.#database);
    const references = simReferences();
    const cases = { store, references, directory: this.directory, hash: nodeHash, clock: life.clock() };
    this.#process = { life, cases };
    const ended = new AbortController();
    life.onEnd(() => ended.abort());
    void reviewHeld({
      cases,
      timers: life,
      signal: ended.signal,
      bringIntoForce: async () => [],
      publish: (spaces) => this.#publish(spaces),
      warn: () => undefined,
    });
  }

  /** The process ends in the middle of whatever it does. */
  kill(): void {
    this.#process?.life.end();
    this.#process = undefined;
    this.#listeners.clear();
  }

  backup(): CentreBackup {
    return { database: this.#database.copy(), directory: this.directory.copy() };
  }

  /** Puts a copy in place of what is there; `same-life` as a copy of the folder, which knows nothing of it. */
  restore({ database, directory }: CentreBackup, life: 'new-life' | 'same-life'): void {
    if (life === 'new-life') this.#lives += 1;
    this.#database.restore(database, `life-${this.#lives}`);
    this.directory.restore(directory);
  }

  setRight(person: PersonId, holds: boolean): void {
    this.directory.setRight(person, holds);
  }

  setRevoked(replica: ReplicaId, isRevoked: boolean): void {
    this.directory.setRevoked(replica, isRevoked);
  }

  /** Whether the operation is committed. */
  has(opId: OperationId): boolean {
    return this.#database.inbox.asOf(opId, this.#database.committed) !== undefined;
  }

  /** Every operation that is committed. */
  operations(): readonly KeptOperation[] {
    return this.#rows(this.#database.inbox).map((row) => {
      const { author, baseVersion } = OperationHeader.parse(JSON.parse(row.header));
      const { opId, replica, n, digest, kind, caseId, dependsOn, payload } = row;
      const verdict = row.verdict === null ? null : JSON.parse(row.verdict);
      return { opId, replica, n, digest, kind, caseId, dependsOn, payload, author, baseVersion, verdict };
    });
  }

  async facts(): Promise<CentreFacts> {
    const database = this.#database;
    const operations = this.operations();
    const received = new Map<ReplicaId, ReceivedRange>();
    const store = this.#process?.cases.store;
    for (const replica of new Set(operations.map((operation) => operation.replica))) {
      const range = await store?.transaction((tx) => tx.receivedRange(replica));
      if (range !== undefined) received.set(replica, range);
    }
    const heads = new Map<SpaceId, number>();
    for (const [key, number] of database.counters.rowsAsOf(database.committed)) {
      heads.set(key as SpaceId, number);
    }
    return {
      epoch: database.epoch,
      operations,
      received,
      heads,
      feed: this.#rows(database.feed),
      cases: this.#rows(database.cases).map(({ caseId, version, state, events }) => ({
        caseId,
        version,
        state: JSON.parse(state),
        events: events
          .toSorted((a, b) => a.version - b.version)
          .map((one) => ({ ...one, event: JSON.parse(one.event) })),
      })),
    };
  }

  /** Nobody answers while there is no process, and never, when it ends before it has. */
  #answer(request: DoorRequest): Promise<HttpAnswer> {
    const process = this.#process;
    if (process === undefined) return Promise.reject(new Error('the centre does not run'));
    const { life, cases } = process;
    return new Promise((resolve, reject) => {
      const forget = life.onEnd(() => reject(new Error('the centre ended')));
      const { directory } = this;
      const parts = { cases, directory, references: simReferences(), publish: this.#publish.bind(this) };
      answerAtDoor(parts, request).then(resolve, reject).finally(forget);
    });
  }

  #listen(token: string, tell: (space: SpaceId) => void): { readonly end: () => void } | 'refused' {
    const device = this.directory.findDevice(token);
    if (this.#process === undefined || device === undefined) return 'refused';
    const listener = { spaces: new Set([officeSpace(device.office)]), tell };
    this.#listeners.add(listener);
    return { end: () => this.#listeners.delete(listener) };
  }

  #publish(spaces: readonly SpaceId[]): void {
    for (const { spaces: own, tell } of this.#listeners) {
      for (const space of spaces) if (own.has(space)) tell(space);
    }
  }

  #rows<Row>(table: { rowsAsOf(at: number): Iterable<readonly [string, Row]> }): readonly Row[] {
    return [...table.rowsAsOf(this.#database.committed)].map(([, row]) => row);
  }
}
