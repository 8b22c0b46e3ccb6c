import { CounterStore } from '#renderer/store/counter-store.ts';
import { JournalProjector } from '#renderer/store/journal-projector.ts';
import { plainRowCipher } from '#renderer/store/plain-row-cipher.ts';
import type { QueueQuery } from '#renderer/store/queue-query.ts';
import { ReferenceShelf } from '#renderer/store/reference-shelf.ts';
import type { RowStore } from '#renderer/store/row-store.ts';
import type { TableName } from '#renderer/store/row-tables.ts';
import type { DraftRow } from '#renderer/store/rows.ts';
import { jsonOf } from '#renderer/sync/exchange-failure.ts';
import type { Http } from '#renderer/sync/http.ts';
import type { AttachmentId } from '#shared/attachments/attachment.ts';
import { callsOver, type PortEnd } from '#shared/bridge/port-calls.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import { journalOver } from '#shared/journal/journal-calls.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { STORAGE_CALLS, shelfOver } from '#shared/journal/shelf-calls.ts';
import type { CaseId, Digest, OperationId, PersonId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Clock, Hash, Random, Timers } from '#shared/kernel/ports.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import type { AttachmentReading, AttachOutcome } from './attachment-api.ts';
import { AttachmentTraffic } from './attachment-traffic.ts';
import { Attachments } from './attachments.ts';
import type {
  CaseDetail,
  CounterApi,
  CounterStatus,
  EnrolOutcome,
  JournalCondition,
  OpenedForm,
  ReferenceData,
  SaveOutcome,
  Session,
  SignInOutcome,
  Unwatch,
} from './counter-api.ts';
import { NOTHING_YET } from './counter-status.ts';
import { CounterSync } from './counter-sync.ts';
import { DeviceTime } from './device-time.ts';
import { enrol } from './enrol.ts';
import { findCaseFiles } from './find-case-files.ts';
import { Forms } from './forms.ts';
import { keepVersion } from './keep-reference.ts';
import { OutboxDesk } from './outbox-desk.ts';
import { readCase } from './read-case.ts';
import { readReference } from './read-reference.ts';
import { SatisfactionBox } from './satisfaction-box.ts';
import { saveAct } from './save-act.ts';
import { saveRegistration } from './save-operation.ts';
import { findSavingContext, type SavingContext } from './saving-context.ts';
import { type Device, findDevice } from './side-files.ts';
import { signIn } from './sign-in.ts';
import { StorageWatch } from './storage-watch.ts';
import { StoreUpkeep } from './store-upkeep.ts';
import { StoreWatch } from './store-watch.ts';
import { watchQuery } from './watch-query.ts';

/** The world as the counter sees it, handed in by the worker's entry. */
export interface CounterPorts {
  readonly http: Http;
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  readonly hash: Hash;
  readonly rows: RowStore;
  readonly passwordHash: (password: string, salt: string, rounds: number) => Promise<string>;
  readonly passwordRounds: number;
  readonly guarantee: 'full' | 'reduced';
  /** Name and version of the program, for the centre's list of counters. */
  readonly program: string;
  readonly onDefect: (failure: unknown) => void;
  /** Whether the browser promised to keep what is here; undefined where nobody has to promise. */
  readonly isPersisted: (() => Promise<boolean>) | undefined;
}

/** Everything that exists once the journal is open. */
interface OpenParts {
  readonly journal: JournalPort;
  readonly projector: JournalProjector;
  readonly shelf: ReferenceShelf;
  readonly upkeep: StoreUpkeep;
  readonly forms: Forms;
  readonly box: SatisfactionBox;
  readonly attachments: Attachments;
  readonly traffic: AttachmentTraffic;
  readonly storage: StorageWatch;
}

/** How long signing in waits for a journal that nobody has said anything of. */
const JOURNAL_PATIENCE_MILLISECONDS = 10_000;

const NOT_READY: SaveOutcome = { outcome: 'not-saved', cause: 'not-ready' };

/** The counter: what the screens ask, put together from journal, store and engine. */
export class Counter implements CounterApi {
  readonly #ports: CounterPorts;
  readonly #store: CounterStore;
  readonly #time: DeviceTime;
  readonly outbox: OutboxDesk;
  readonly #listeners = new Set<(status: CounterStatus) => void>();
  #status: CounterStatus;
  #open: OpenParts | undefined;
  #device: Device | undefined;
  #session: Session | null = null;
  #sync: CounterSync | undefined;
  #lastAct: Promise<unknown> = Promise.resolve();
  /** Resolves when it is known whether there is a journal. */
  readonly #journalKnown = Promise.withResolvers<void>();

  constructor(ports: CounterPorts) {
    this.#ports = ports;
    this.#store = new CounterStore(ports.rows);
    this.#store.unlock(plainRowCipher(ports.hash));
    this.#time = new DeviceTime(ports.clock, ports.random.uuid());
    this.#status = { ...NOTHING_YET, guarantee: ports.guarantee };
    this.outbox = new OutboxDesk({
      ...ports,
      store: this.#store,
      status: () => this.#status,
      watchStatus: (listener) => this.watchStatus(listener),
      setAside: () => this.#sync?.setAside ?? new Set(),
    });
  }

  async connect(journal: { kind: 'port'; port: PortEnd } | JournalCondition): Promise<void> {
    if (journal.kind !== 'port') {
      this.#setStatus({ journal });
      if (journal.kind !== 'opening') this.#journalKnown.resolve();
      return;
    }
    const calls = callsOver(journal.port, STORAGE_CALLS);
    const port = journalOver(calls);
    try {
      const { reserve, damage } = await port.status();
      this.#device = await findDevice(port);
      this.#setStatus({ journal: { kind: 'open', reserve, damagedPlaces: damage.length } });
    } catch (failure) {
      this.#ports.onDefect(failure);
      this.#setStatus({ journal: { kind: 'failed', reason: 'not readable' } });
      this.#journalKnown.resolve();
      return;
    }
    const shelf = new ReferenceShelf(port);
    const { rows, timers, onDefect } = this.#ports;
    const projector = new JournalProjector(port, this.#store, shelf, onDefect);
    const watch = new StoreWatch(this.#store, this.#ports, (facts) => this.#setStatus(facts));
    const onState = (store: CounterStatus['store']): void => {
      this.#setStatus({ store });
      watch.follow(store);
    };
    const upkeep = new StoreUpkeep({ projector, rows, timers, onState, onDefect });
    const attachments = new Attachments({
      ...this.#ports,
      shelf: shelfOver(calls),
      journal: port,
      findCaseFiles: (caseId) =>
        findCaseFiles(
          {
            http: this.#ports.http,
            findCase: (id) => this.#store.findCase(id),
            deviceToken: this.#device?.deviceToken,
            sessionToken: this.#session?.token,
          },
          caseId,
        ),
    });
    const forms = new Forms(port, this.#time);
    const traffic = new AttachmentTraffic(attachments, this.#ports);
    const box = new SatisfactionBox(port);
    this.outbox.open(port);
    const onStatus = (change: Partial<CounterStatus>): void => this.#setStatus(change);
    const storage = new StorageWatch({ ...this.#ports, journal: port, onStatus });
    this.#open = { journal: port, shelf, projector, upkeep, forms, box, attachments, traffic, storage };
    this.#journalKnown.resolve();
    this.#showDevice();
    await upkeep.bringUp();
    void traffic.sweepDaily();
    void storage.look().then(() => storage.run());
    this.#startSync();
  }

  watchStatus(listener: (status: CounterStatus) => void): Unwatch {
    this.#listeners.add(listener);
    listener(this.#status);
    return () => this.#listeners.delete(listener);
  }

  async signIn(login: string, password: string): Promise<SignInOutcome> {
    // Who is quicker than the journal would not be known here when the centre is out of reach.
    const patience = this.#ports.timers.sleep(JOURNAL_PATIENCE_MILLISECONDS);
    await Promise.race([this.#journalKnown.promise, patience]);
    const ports = { ...this.#ports, rounds: this.#ports.passwordRounds, files: this.#open?.journal };
    const outcome = await signIn(ports, login, password);
    if (outcome.outcome === 'signed-in') this.#session = outcome.session;
    return outcome;
  }

  async resume(session: Session | null): Promise<void> {
    this.#session = session;
  }

  /** The centre forgets the session too, when it can be reached; nobody waits for that. */
  async signOut(): Promise<void> {
    const token = this.#session?.token;
    this.#session = null;
    this.#store.lookup.dropNames();
    if (token === undefined || token === null) return;
    void this.#ports.http.send({ method: 'DELETE', path: '/api/session', token }).catch(() => undefined);
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
      this.#startSync();
    }
    return outcome;
  }

  async readReference(): Promise<ReferenceData | undefined> {
    const shelf = this.#open?.shelf;
    return shelf && readReference(shelf);
  }

  async readCatalogue(digest: Digest): Promise<Catalogue | undefined> {
    const [shelf, device] = [this.#open?.shelf, this.#device];
    const known = await shelf?.findCatalogue(digest);
    if (known !== undefined || shelf === undefined || device === undefined) return known;
    const { http, hash } = this.#ports;
    const fetchJson = async (path: string): Promise<unknown> =>
      jsonOf(await http.send({ method: 'GET', path, token: device.deviceToken }));
    // No network, or not the centre: there is always another try.
    await keepVersion(shelf, 'catalogue', digest, fetchJson, hash).catch(() => undefined);
    return shelf.findCatalogue(digest);
  }

  async register(form: Parameters<CounterApi['register']>[0]): Promise<SaveOutcome> {
    return this.#save((context) => saveRegistration(context, form));
  }

  /** One command after the other, because each builds on what the one before it left (ST27). */
  async act(act: Parameters<CounterApi['act']>[0]): Promise<SaveOutcome> {
    const turn = this.#lastAct.then(() =>
      // What was saved a moment ago on the same case is part of what the author sees.
      this.#save((context, { upkeep, box }) =>
        saveAct(
          context,
          this.#store,
          () => upkeep.bringUp(),
          { box, mintToken: () => this.#ports.random.uuid() },
          act,
        ),
      ),
    );
    this.#lastAct = turn;
    return turn;
  }

  async saveDraft(draftId: OperationId, content: string): Promise<Instant> {
    return this.#withForms((forms, person) => forms.keep(draftId, person, content));
  }

  async discardDraft(draftId: OperationId): Promise<void> {
    await this.#withForms((forms, person) => forms.discard(draftId, person));
  }

  async openForm(formId: OperationId): Promise<OpenedForm> {
    if (this.#open === undefined) throw new Error('no journal');
    return this.#open.forms.open(formId, this.#session?.person.id);
  }

  watchDrafts(listener: (drafts: readonly DraftRow[]) => void): Unwatch {
    const author = this.#session?.person.id;
    if (author === undefined) return () => undefined;
    return this.#watch(['drafts'], () => this.#store.draftsOf(author), listener);
  }

  watchQueue(query: QueueQuery, listener: Parameters<CounterApi['watchQueue']>[1]): Unwatch {
    return this.#watch(['cases'], () => this.#store.lookup.readQueue(query), listener);
  }

  watchCase(caseId: CaseId, listener: (detail: CaseDetail | undefined) => void): Unwatch {
    return this.#watch(['cases', 'outbox'], () => readCase(this.#store, caseId), listener);
  }

  async findByReference(reference: Reference): Promise<CaseId | undefined> {
    return this.#store.lookup.findByReference(reference);
  }

  async attach(file: Parameters<CounterApi['attach']>[0]): Promise<AttachOutcome> {
    const notReady: AttachOutcome = { outcome: 'not-kept', cause: 'not-ready' };
    return this.#session === null ? notReady : (this.#open?.attachments.attach(file) ?? notReady);
  }

  async readAttachment(id: AttachmentId, caseId: CaseId | null): Promise<AttachmentReading> {
    const notReady: AttachmentReading = { outcome: 'not-read', cause: 'not-ready' };
    return this.#session === null
      ? notReady
      : (this.#open?.attachments.readAttachment(id, caseId) ?? notReady);
  }

  watchAttachments(...[ids, listener]: Parameters<CounterApi['watchAttachments']>): Unwatch {
    let end: Unwatch | undefined;
    let isOver = false;
    // A screen may ask before the journal is there.
    void this.#journalKnown.promise.then(() => {
      if (!isOver) end = this.#open?.attachments.watchAttachments(ids, listener);
    });
    return () => {
      isOver = true;
      end?.();
    };
  }

  syncNow(): void {
    this.#sync?.wake();
  }

  /** Answers as soon as the journal has answered; the store and the network follow on their own. Never rejects. */
  async #save(work: (context: SavingContext, open: OpenParts) => Promise<SaveOutcome>): Promise<SaveOutcome> {
    const [open, device, person] = [this.#open, this.#device, this.#session?.person];
    if (open === undefined || device === undefined || person === undefined) return NOT_READY;
    let outcome: SaveOutcome;
    try {
      const claimFiles: SavingContext['claimFiles'] = (ids, opId) => open.attachments.claim(ids, opId);
      const context = await findSavingContext({ ...open, claimFiles }, device, this.#time, person);
      outcome = context === undefined ? NOT_READY : await work(context, open);
    } catch (failure) {
      this.#ports.onDefect(failure);
      outcome = { outcome: 'not-saved', cause: 'no-confirmation' };
    }
    void open.storage.look();
    open.attachments.changed();
    void open.upkeep.bringUp().then(() => this.syncNow());
    return outcome;
  }

  async #withForms<Answer>(work: (forms: Forms, person: PersonId) => Promise<Answer>): Promise<Answer> {
    const [open, person] = [this.#open, this.#session?.person];
    if (open === undefined || person === undefined) throw new Error('no journal or nobody signed in');
    const answer = await work(open.forms, person.id);
    void open.upkeep.bringUp();
    return answer;
  }

  #startSync(): void {
    const [open, device] = [this.#open, this.#device];
    if (open === undefined || device === undefined) return;
    this.#sync?.stop();
    this.#sync = new CounterSync(
      {
        ...this.#ports,
        ...open,
        store: this.#store,
        time: this.#time,
        status: () => this.#status,
        onStatus: (change) => this.#setStatus(change),
        onReference: () => this.#showDevice(),
      },
      device,
    );
    this.#sync.start();
  }

  #showDevice(): void {
    if (this.#device === undefined) return;
    const { deviceToken: _secret, ...device } = this.#device;
    this.#setStatus({ device });
  }

  #watch<Value>(
    tables: readonly TableName[],
    read: () => Promise<Value>,
    listener: (value: Value) => void,
  ): Unwatch {
    const readOwn = async (): Promise<Value> => {
      await this.#open?.upkeep.holdsWhatWasSaved();
      return read();
    };
    return watchQuery(tables, readOwn, listener, this.#ports);
  }

  #setStatus(change: Partial<CounterStatus>): void {
    this.#status = { ...this.#status, ...change };
    for (const listener of this.#listeners) listener(this.#status);
  }
}
