import { liveQuery, type Subscription } from 'dexie';
import { portEndOf } from '#renderer/platform/port-end.ts';
import type { CounterDatabase } from '#renderer/store/counter-database.ts';
import { CounterStore } from '#renderer/store/counter-store.ts';
import { type DraftEntry, JournalProjector } from '#renderer/store/journal-projector.ts';
import { type QueueQuery, readQueue } from '#renderer/store/queue-query.ts';
import { ReferenceShelf } from '#renderer/store/reference-shelf.ts';
import type { CaseRow, DraftRow } from '#renderer/store/rows.ts';
import type { Http } from '#renderer/sync/http.ts';
import { SyncEngine } from '#renderer/sync/sync-engine.ts';
import { callsOver } from '#shared/bridge/port-calls.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import { JOURNAL_CALLS, journalOver } from '#shared/journal/journal-calls.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import type { CaseId, Digest, OperationId } from '#shared/kernel/identifier.ts';
import { Instant } from '#shared/kernel/instant.ts';
import type { Clock, Hash, Random, Timers } from '#shared/kernel/ports.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import { findProviderRole } from '#shared/protocol/grants.ts';
import type { CounterReport } from '#shared/protocol/push.ts';
import type {
  CaseDetail,
  CounterApi,
  CounterStatus,
  EnrolOutcome,
  JournalCondition,
  ReferenceData,
  SaveOutcome,
  Session,
  SignInOutcome,
  Unwatch,
} from './counter-api.ts';
import { CounterLedger } from './counter-ledger.ts';
import { DeviceTime } from './device-time.ts';
import { enrol } from './enrol.ts';
import { readCase } from './read-case.ts';
import { type SavingContext, saveCommand, saveRegistration } from './save-operation.ts';
import { type Device, findDevice } from './side-files.ts';
import { signIn } from './sign-in.ts';

/** The world as the counter sees it, handed in by the worker's entry. */
export interface CounterPorts {
  readonly http: Http;
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  readonly hash: Hash;
  readonly database: CounterDatabase;
  readonly passwordHash: (password: string, salt: string, rounds: number) => Promise<string>;
  readonly passwordRounds: number;
  readonly guarantee: 'full' | 'reduced';
  /** Name and version of the program, for the centre's list of counters. */
  readonly program: string;
  readonly onDefect: (failure: unknown) => void;
}

/** Everything that exists once the journal is open. */
interface OpenParts {
  readonly journal: JournalPort;
  readonly projector: JournalProjector;
  readonly shelf: ReferenceShelf;
}

/** How long the store is left alone after it failed. */
const STORE_PAUSE_MILLISECONDS = 5000;

const NOTHING_YET: Omit<CounterStatus, 'guarantee'> = {
  journal: { kind: 'opening' },
  device: null,
  store: 'closed',
  sync: { answeredAt: null, failing: null },
  outbox: { unsent: 0, oldestUnsentAt: null, needsAttention: 0 },
  pulledAt: null,
  clockOffsetMilliseconds: null,
};

/** The version that the author sees: what the centre confirmed, and what this counter added since. */
function seenVersion(row: CaseRow): number {
  const own = row.provisional.reduce((count, change) => count + change.events.length, 0);
  return (row.confirmed?.version ?? 0) + own;
}

/** The counter: what the screens ask, put together from journal, store and engine. */
export class Counter implements CounterApi {
  readonly #ports: CounterPorts;
  readonly #store: CounterStore;
  readonly #time: DeviceTime;
  readonly #listeners = new Set<(status: CounterStatus) => void>();
  #status: CounterStatus;
  #open: OpenParts | undefined;
  #device: Device | undefined;
  #session: Session | null = null;
  #engine: SyncEngine | undefined;

  constructor(ports: CounterPorts) {
    this.#ports = ports;
    this.#store = new CounterStore(ports.database);
    this.#time = new DeviceTime(ports.clock, ports.random.uuid());
    this.#status = { ...NOTHING_YET, guarantee: ports.guarantee };
  }

  async connect(journal: { kind: 'port'; port: MessagePort } | JournalCondition): Promise<void> {
    if (journal.kind !== 'port') {
      this.#setStatus({ journal });
      return;
    }
    const port = journalOver(callsOver(portEndOf(journal.port), JOURNAL_CALLS));
    const shelf = new ReferenceShelf(port);
    this.#open = { journal: port, shelf, projector: new JournalProjector(port, this.#store, shelf) };
    await this.#refreshJournal();
    this.#device = await findDevice(port);
    this.#showDevice();
    this.#watchStore();
    await this.#bringUp();
    this.#startEngine();
  }

  watchStatus(listener: (status: CounterStatus) => void): Unwatch {
    this.#listeners.add(listener);
    listener(this.#status);
    return () => this.#listeners.delete(listener);
  }

  async signIn(login: string, password: string): Promise<SignInOutcome> {
    const { http, clock, random, passwordHash, passwordRounds } = this.#ports;
    const outcome = await signIn(
      { http, clock, random, passwordHash, rounds: passwordRounds, files: this.#open?.journal },
      login,
      password,
    );
    if (outcome.outcome === 'signed-in') this.#session = outcome.session;
    return outcome;
  }

  async resume(session: Session | null): Promise<void> {
    this.#session = session;
  }

  async enrol(choice: Parameters<CounterApi['enrol']>[0]): Promise<EnrolOutcome> {
    const open = this.#open;
    if (open === undefined) return { outcome: 'failed', cause: 'journal' };
    const token = this.#session?.token;
    if (token === undefined || token === null) return { outcome: 'failed', cause: 'centre-unreachable' };
    const { http, hash, random, clock } = this.#ports;
    const outcome = await enrol(
      { http, hash, random, clock, journal: open.journal, shelf: open.shelf },
      choice,
      token,
    );
    if (outcome.outcome === 'enrolled') {
      this.#device = await findDevice(open.journal);
      this.#showDevice();
      this.#startEngine();
    }
    return outcome;
  }

  async readReference(): Promise<ReferenceData | undefined> {
    const shelf = this.#open?.shelf;
    const versions = await shelf?.findCurrent();
    if (shelf === undefined || versions === undefined) return undefined;
    const [catalogue, calendar, offices, roster] = await Promise.all([
      shelf.findCatalogue(versions.catalogue),
      shelf.findCalendar(versions.calendar),
      shelf.findOffices(versions.offices),
      shelf.findRoster(versions.roster),
    ]);
    if (catalogue === undefined || calendar === undefined || offices === undefined) return undefined;
    return { versions, catalogue, calendar, offices, roster: roster ?? { people: [] } };
  }

  async readCatalogue(digest: Digest): Promise<Catalogue | undefined> {
    return this.#open?.shelf.findCatalogue(digest);
  }

  async register(form: Parameters<CounterApi['register']>[0]): Promise<SaveOutcome> {
    const context = await this.#savingContext();
    if (context === undefined) return { outcome: 'not-saved', cause: 'not-ready' };
    return this.#afterSave(() => saveRegistration(context, form));
  }

  async addNote(note: Parameters<CounterApi['addNote']>[0]): Promise<SaveOutcome> {
    const row = await this.#ports.database.cases.get(note.caseId);
    const context = row && (await this.#savingContext(row.shown.catalogue));
    if (context === undefined || row === undefined) return { outcome: 'not-saved', cause: 'not-ready' };
    const earlier = await this.#store.operationsOf(note.caseId);
    return this.#afterSave(() =>
      saveCommand(context, {
        opId: note.opId,
        salt: note.salt,
        caseId: note.caseId,
        command: { kind: 'add-note', text: note.text },
        state: row.shown,
        baseVersion: seenVersion(row),
        dependsOn: earlier
          .filter(({ place, verdict }) => place === 'unsent' || verdict?.verdict.outcome === 'waiting')
          .map(({ opId }) => opId),
      }),
    );
  }

  async saveDraft(draftId: OperationId, content: string): Promise<Instant> {
    return this.#journalDraft(draftId, content);
  }

  async discardDraft(draftId: OperationId): Promise<void> {
    await this.#journalDraft(draftId, null);
  }

  async readDraft(draftId: OperationId): Promise<DraftRow | undefined> {
    const row = await this.#ports.database.drafts.get(draftId);
    return row?.author === this.#session?.person.id ? row : undefined;
  }

  watchDrafts(listener: (drafts: readonly DraftRow[]) => void): Unwatch {
    const author = this.#session?.person.id;
    if (author === undefined) return () => undefined;
    return this.#watch(() => this.#store.draftsOf(author), listener);
  }

  watchQueue(query: QueueQuery, listener: Parameters<CounterApi['watchQueue']>[1]): Unwatch {
    return this.#watch(() => readQueue(this.#ports.database, query), listener);
  }

  watchCase(caseId: CaseId, listener: (detail: CaseDetail | undefined) => void): Unwatch {
    return this.#watch(() => readCase(this.#store, caseId), listener);
  }

  async findByReference(reference: Reference): Promise<CaseId | undefined> {
    return (await this.#ports.database.cases.where('reference').equals(reference).first())?.caseId;
  }

  syncNow(): void {
    this.#engine?.wake();
  }

  /** By the versions in force, but by the catalogue of the case where there is one already (CL5). */
  async #savingContext(catalogue?: Digest): Promise<SavingContext | undefined> {
    const [open, device, person] = [this.#open, this.#device, this.#session?.person];
    if (open === undefined || device === undefined || person === undefined) return undefined;
    const role = findProviderRole(person.grants, device.office);
    const current = await open.shelf.findCurrent();
    const versions = current && { ...current, catalogue: catalogue ?? current.catalogue };
    const workedBy = versions && (await open.shelf.findWorkedBy(versions, device.office));
    if (role === undefined || versions === undefined || workedBy === undefined) return undefined;
    return { journal: open.journal, device, time: this.#time, author: person.id, role, versions, workedBy };
  }

  /** Answers as soon as the journal has answered; the store and the network follow on their own. */
  async #afterSave(save: () => Promise<SaveOutcome>): Promise<SaveOutcome> {
    let outcome: SaveOutcome;
    try {
      outcome = await save();
    } catch (failure) {
      this.#ports.onDefect(failure);
      outcome = { outcome: 'not-saved', cause: 'no-confirmation' };
    }
    void this.#refreshJournal();
    void this.#bringUp().then(() => this.syncNow());
    return outcome;
  }

  async #journalDraft(draftId: OperationId, content: string | null): Promise<Instant> {
    const [open, person] = [this.#open, this.#session?.person];
    if (open === undefined || person === undefined) throw new Error('no journal or nobody signed in');
    const savedAt = this.#time.now();
    const entry: DraftEntry = { draftId, author: person.id, savedAt, content };
    await open.journal.appendNotes([{ type: 'draft', about: draftId, text: JSON.stringify(entry) }]);
    void this.#bringUp();
    return savedAt;
  }

  /** Brings the store up to the journal. When it will not open, work goes on and this is tried again. */
  async #bringUp(): Promise<void> {
    const open = this.#open;
    if (open === undefined) return;
    try {
      if (this.#status.store !== 'ready') this.#setStatus({ store: 'rebuilding' });
      await open.projector.catchUp();
      if (this.#status.store !== 'ready') this.#setStatus({ store: 'ready' });
    } catch (failure) {
      this.#ports.onDefect(failure);
      const isFirst = this.#status.store !== 'failed';
      this.#setStatus({ store: 'failed' });
      if (isFirst) void this.#reopenLater();
    }
  }

  async #reopenLater(): Promise<void> {
    while (this.#status.store === 'failed') {
      await this.#ports.timers.sleep(STORE_PAUSE_MILLISECONDS);
      this.#ports.database.close({ disableAutoOpen: false });
      await this.#bringUp();
    }
  }

  #startEngine(): void {
    const [open, device] = [this.#open, this.#device];
    if (open === undefined || device === undefined) return;
    this.#engine?.stop();
    const { http, clock, random, timers, hash, program, onDefect } = this.#ports;
    const ledger = new CounterLedger(device, {
      ...open,
      store: this.#store,
      time: this.#time,
      hash,
      program,
      storage: () => this.#storage(),
      onReference: () => this.#showDevice(),
    });
    const engine = new SyncEngine({ http, ledger, clock, random, timers, onDefect }, (sync) => {
      this.#setStatus({ sync, clockOffsetMilliseconds: this.#time.offsetMilliseconds });
    });
    this.#engine = engine;
    void engine.run().catch(onDefect);
  }

  #storage(): CounterReport['storage'] {
    const { journal, store } = this.#status;
    const isAtRisk =
      journal.kind !== 'open' ||
      journal.reserve === 'missing' ||
      journal.damagedPlaces > 0 ||
      store === 'failed';
    return isAtRisk ? 'at-risk' : this.#ports.guarantee;
  }

  async #refreshJournal(): Promise<void> {
    const status = await this.#open?.journal.status();
    if (status === undefined) return;
    this.#setStatus({
      journal: { kind: 'open', reserve: status.reserve, damagedPlaces: status.damage.length },
    });
  }

  #showDevice(): void {
    if (this.#device === undefined) return;
    const { deviceToken: _secret, ...device } = this.#device;
    this.#setStatus({ device });
  }

  #watchStore(): void {
    this.#watch(
      async () => ({
        outbox: await this.#store.outboxFacts(),
        pulledAt: await this.#store.findFact('last-pull-at'),
      }),
      ({ outbox, pulledAt }) => {
        const pulled = Instant.safeParse(pulledAt);
        this.#setStatus({ outbox, pulledAt: pulled.success ? pulled.data : null });
      },
    );
  }

  #watch<Value>(read: () => Promise<Value>, listener: (value: Value) => void): Unwatch {
    const subscription: Subscription = liveQuery(read).subscribe({
      next: listener,
      error: (failure: unknown) => this.#ports.onDefect(failure),
    });
    return () => subscription.unsubscribe();
  }

  #setStatus(change: Partial<CounterStatus>): void {
    this.#status = { ...this.#status, ...change };
    for (const listener of this.#listeners) listener(this.#status);
  }
}
