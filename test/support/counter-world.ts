import { expect } from 'vitest';
import { DEMO_PASSWORD } from '#central/demo/demo-accounts.ts';
import { realClock } from '#central/settings/real-ports.ts';
import { Counter } from '#renderer/counter/counter.ts';
import type {
  CaseDetail,
  CounterStatus,
  JournalCondition,
  SaveOutcome,
} from '#renderer/counter/counter-api.ts';
import { webHttp } from '#renderer/platform/web-http.ts';
import { passwordHash } from '#renderer/platform/web-password.ts';
import { webHash, webRandom } from '#renderer/platform/web-ports.ts';
import { CounterDatabase } from '#renderer/store/counter-database.ts';
import { DexieRows } from '#renderer/store/dexie-rows.ts';
import type { Http } from '#renderer/sync/http.ts';
import { type PortEnd, serveCalls } from '#shared/bridge/port-calls.ts';
import type { CaseCommand } from '#shared/case/case-command.ts';
import type { RequestDraft } from '#shared/case/request/request-draft.ts';
import { RegisterRequest } from '#shared/case/steps/register-request.ts';
import type { ShelfFiles } from '#shared/journal/file-shelf.ts';
import { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import { addMilliseconds } from '#shared/kernel/instant.ts';
import { KEYED_STORAGE_CALLS, keyedStorageHandlers } from '#shared/keys/key-calls.ts';
import { KeyedStorage, type KeyedStoragePorts } from '#shared/keys/keyed-storage.ts';
import { OperationHeader } from '#shared/protocol/operation-header.ts';
import { CounterId, OfficeId } from '#shared/service-level/office.ts';
import { FaultyHttp } from './faulty-http.ts';
import { MemoryDisk } from './memory-files.ts';
import { CONSULTATION } from './operation-maker.ts';
import { portPair } from './port-pair.ts';
import { cryptography, openShell } from './sample-keys.ts';
import { type FoundOperation, operationsIn } from './sample-operations.ts';
import { SeededRandom } from './seeded-random.ts';
import { VirtualTime } from './virtual-time.ts';

/** Small enough to reach the next segment, large enough for a whole registration. */
const PLAN = { segmentBytes: 65_536, reserveBytes: 65_536 };

/** The office of these counters, as the demonstration has it. */
export const SMILTENE_CHOICE = {
  office: OfficeId.parse('smiltene'),
  officeCode: 'SMI',
  counter: CounterId.parse('SMI-1'),
};

let databases = 0;

type Saved = Extract<SaveOutcome, { outcome: 'saved' }>;

/**
 * A counter as its worker runs it, against a real centre: its journal is on a disk in memory behind a port, its store
 * on an IndexedDB in memory. The line and the disk fail when a test says so, and what waits does so by `time`.
 */
export class CounterWorld {
  readonly disk = new MemoryDisk(new SeededRandom(1));
  readonly shelfDisk = new MemoryDisk(new SeededRandom(2));
  shelfFreeBytes: number | undefined;
  /** What the browser answers when it is asked whether it keeps what is here. */
  isPersisted = true;
  /** The writer is asked and never answers. */
  isWriterSilent = false;
  /** The disk of the files takes nothing more. */
  fullShelf = false;
  /** Of the program that runs now; nobody wakes what an earlier one left waiting. */
  time = new VirtualTime();
  readonly defects: unknown[] = [];
  readonly http: FaultyHttp;
  /** How far the device's clock is ahead of the centre's. */
  clockOffsetMilliseconds: number;
  /** How much time went by that no test waited for. */
  skippedMilliseconds = 0;
  readonly #openDatabase: () => CounterDatabase;
  #running: { readonly counter: Counter; readonly database: CounterDatabase } | undefined;
  readonly #ids = new Map<number, OperationId>();
  #status: CounterStatus | undefined;
  #storage: KeyedStorage | undefined;
  readonly #opener: KeyedStoragePorts['opener'];

  /** `origin` is the centre's. */
  constructor(
    origin: string,
    options: {
      readonly clockOffsetMilliseconds?: number;
      readonly database?: (name: string) => CounterDatabase;
      /** What opens the key of this device; without it, the shell does, as on the desktop. */
      readonly opener?: KeyedStoragePorts['opener'];
    } = {},
  ) {
    databases += 1;
    const name = `counter-${databases}`;
    this.http = new FaultyHttp(webHttp(origin));
    this.clockOffsetMilliseconds = options.clockOffsetMilliseconds ?? 0;
    this.#openDatabase = () => options.database?.(name) ?? new CounterDatabase(name);
    this.#opener = options.opener ?? { kind: 'shell', shell: openShell };
  }

  get counter(): Counter {
    if (this.#running === undefined) throw new Error('the program does not run');
    return this.#running.counter;
  }

  get status(): CounterStatus {
    if (this.#status === undefined) throw new Error('the program has told nothing yet');
    return this.#status;
  }

  /** The program starts; what another start left is there. `condition`: the window has no journal to hand over. */
  async start(condition?: JournalCondition): Promise<void> {
    this.time = new VirtualTime();
    const database = this.#openDatabase();
    const counter = new Counter({
      http: this.#lineOfThisStart(),
      clock: {
        now: () => addMilliseconds(realClock.now(), this.clockOffsetMilliseconds),
        monotonicMilliseconds: () => realClock.monotonicMilliseconds() + this.skippedMilliseconds,
      },
      random: webRandom,
      timers: this.time,
      hash: webHash,
      cryptography,
      rows: new DexieRows(database),
      passwordHash,
      passwordRounds: 10,
      guarantee: 'reduced',
      program: 'test',
      isPersisted: async () => this.isPersisted,
      // Of what an ended program runs into nobody is told.
      onDefect: (failure) => counter === this.#running?.counter && this.defects.push(failure),
    });
    this.#running = { counter, database };
    counter.watchStatus((status) => {
      if (counter === this.#running?.counter) this.#status = status;
    });
    await counter.connect(condition ?? { kind: 'port', port: await this.#servedStorage() });
  }

  /** The program ends in the middle of whatever it does. */
  end(): void {
    this.disk.killProgram();
    this.shelfDisk.killProgram();
    this.#running?.database.close();
    this.#running = undefined;
  }

  async restart(): Promise<void> {
    this.end();
    await this.start();
  }

  /** The store is lost, as when a browser clears it. */
  async loseStore(): Promise<void> {
    this.end();
    await this.#openDatabase().delete();
  }

  async signIn(login = 'clerk', password = DEMO_PASSWORD) {
    return this.counter.signIn(login, password);
  }

  /** What the disk holds beside the journal. */
  async sideFile(name: string): Promise<string | undefined> {
    return this.storage.journal.findSideFile(name);
  }

  /** Starts, signs a clerk in and makes the computer a counter. */
  async open(): Promise<void> {
    await this.start();
    expect(await this.signIn()).toMatchObject({ outcome: 'signed-in' });
    expect(await this.counter.enrol(SMILTENE_CHOICE)).toEqual({ outcome: 'enrolled' });
    await this.exchanged();
  }

  /** Resolves when the centre has answered everything that this counter has, and was asked for news since. */
  async exchanged(): Promise<void> {
    const { answeredAt } = this.status.sync;
    this.counter.syncNow();
    await expect.poll(() => this.status.sync.answeredAt, POLL).not.toBe(answeredAt);
    const unanswered = async () => {
      const rows = (await this.#running?.database.outbox.toArray()) ?? [];
      const { length } = rows.filter(({ place }) => place === 'answered');
      return (await this.journalled()).length - length;
    };
    await expect.poll(unanswered, POLL).toBe(0);
    await expect.poll(() => this.status.sync.failing, POLL).toBeNull();
  }

  /** The identifier of the `index`-th thing that is saved here. Nobody else at the centre has it. */
  idOf(index: number): OperationId {
    const known = this.#ids.get(index) ?? OperationId.parse(webRandom.uuid());
    this.#ids.set(index, known);
    return known;
  }

  caseIdOf(index: number): CaseId {
    return CaseId.parse(this.idOf(index));
  }

  /** Saves the `index`-th form as a clerk fills it in. */
  register(index: number, change: Partial<RequestDraft> = {}): Promise<SaveOutcome> {
    return this.counter.register({
      opId: this.idOf(index),
      salt: index.toString(16).padStart(32, '0'),
      draft: { ...CONSULTATION_DRAFT, ...change },
    });
  }

  /** Saves the `index`-th note, on the case that the `caseIndex`-th form became. */
  addNote(index: number, caseIndex: number, text = `note ${index}`): Promise<SaveOutcome> {
    return this.act(index, caseIndex, { kind: 'add-note', text });
  }

  /** Saves the `index`-th command, on the case that the `caseIndex`-th form became. */
  act(index: number, caseIndex: number, command: CaseCommand): Promise<SaveOutcome> {
    return this.counter.act({
      opId: this.idOf(index),
      salt: index.toString(16).padStart(32, '0'),
      caseId: this.caseIdOf(caseIndex),
      command,
    });
  }

  /** The files of cases, on a disk of their own; `freeBytes` is what it says that it has left. */
  shelfFiles(): ShelfFiles {
    const files = this.shelfDisk.open();
    return {
      list: () => files.list(),
      find: (name) => files.find(name),
      replace: async (name, bytes) => {
        if (this.fullShelf) throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
        await files.replace(name, bytes);
      },
      remove: (name) => files.remove(name),
      findFreeBytes: async () => this.shelfFreeBytes,
    };
  }

  /** What the disk holds, as the next start of the program would find it. */
  async journalled(): Promise<readonly FoundOperation[]> {
    return operationsIn(await this.storage.journal.read(0, 5000));
  }

  async headerOf(index: number): Promise<OperationHeader> {
    const found = (await this.journalled()).find(({ header }) => header.opId === this.idOf(index));
    return OperationHeader.parse(found?.header);
  }

  /** The case that the `index`-th form became, as a screen is shown it now. */
  caseOf(index: number): Promise<CaseDetail | undefined> {
    return firstOf((listener) => this.counter.watchCase(this.caseIdOf(index), listener));
  }

  /** How many cases the queue shows. */
  async casesShown(): Promise<number> {
    const query = { order: 'dueKey', descending: false, offset: 0, limit: 1 } as const;
    return (
      await firstOf((listener: Parameters<Counter['watchQueue']>[1]) =>
        this.counter.watchQueue(query, listener),
      )
    ).total;
  }

  /** What a program that ended had asked is never answered. */
  #lineOfThisStart(): Http {
    const { time } = this;
    const line = this.http;
    return {
      send: async (request) => {
        const answer = await line.send(request);
        return time === this.time && this.#running !== undefined ? answer : new Promise(() => {});
      },
      stream: (request) => line.stream(request),
    };
  }

  /** Journal and files of the program that runs, or ran last. */
  get storage(): KeyedStorage {
    if (this.#storage === undefined) throw new Error('the program never ran');
    return this.#storage;
  }

  async #servedStorage(): Promise<PortEnd> {
    const [counterEnd, storageEnd] = portPair();
    const storage = new KeyedStorage({
      files: this.disk.open(),
      shelfFiles: this.shelfFiles(),
      cryptography,
      random: webRandom,
      hash: webHash,
      opener: this.#opener,
      plan: PLAN,
    });
    this.#storage = storage;
    await storage.begin();
    serveCalls(storageEnd, KEYED_STORAGE_CALLS, keyedStorageHandlers(storage), (failure) =>
      failure instanceof Error ? failure.name : 'failed',
    );
    return {
      postMessage: (message) => {
        if (!this.isWriterSilent) counterEnd.postMessage(message);
      },
      onMessage: (listener) => counterEnd.onMessage(listener),
    };
  }
}

/** Waiting for the centre and the store, which take real time. */
const POLL = { timeout: 10_000, interval: 10 };

/** A two-tap consultation for nobody in particular. */
const CONSULTATION_DRAFT = RegisterRequest.parse(CONSULTATION).request;

/** The outcome of a save that was saved. */
export function savedOf(outcome: SaveOutcome): Saved {
  if (outcome.outcome !== 'saved') throw new Error(JSON.stringify(outcome));
  return outcome;
}

function firstOf<Value>(watch: (listener: (value: Value) => void) => () => void): Promise<Value> {
  return new Promise((resolve) => {
    const end = watch((value) => {
      resolve(value);
      queueMicrotask(() => end());
    });
  });
}
