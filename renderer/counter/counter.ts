import { CounterStore } from '#renderer/store/counter-store.ts';
import type { QueueQuery } from '#renderer/store/queue-query.ts';
import type { TableName } from '#renderer/store/row-tables.ts';
import type { DraftRow } from '#renderer/store/rows.ts';
import { jsonOf } from '#renderer/sync/exchange-failure.ts';
import type { AttachmentId } from '#shared/attachments/attachment.ts';
import { type CallsOf, callsOver, type PortEnd } from '#shared/bridge/port-calls.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import { journalOver } from '#shared/journal/journal-calls.ts';
import type { CaseId, Digest, OperationId, PersonId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Reference } from '#shared/kernel/reference.ts';
import { KEYED_STORAGE_CALLS, takeRowSecret } from '#shared/keys/key-calls.ts';
import { openRowCipher } from '#shared/keys/row-cipher.ts';
import type { AttachmentReading, AttachOutcome } from './attachment-api.ts';
import { closeVerdict } from './close-verdict.ts';
import type {
  CaseDetail,
  CounterApi,
  CounterStatus,
  EnrolOutcome,
  JournalCondition,
  OpenedForm,
  OpenOutcome,
  ReferenceData,
  SaveOutcome,
  Session,
  SignInOutcome,
  Unwatch,
} from './counter-api.ts';
import type { CounterPorts } from './counter-ports.ts';
import { NOTHING_YET } from './counter-status.ts';
import { CounterSync } from './counter-sync.ts';
import { DeviceTime } from './device-time.ts';
import { enrol } from './enrol.ts';
import type { Forms } from './forms.ts';
import { keepVersion } from './keep-reference.ts';
import { KeyDoor } from './key-door.ts';
import { assembleParts, type OpenParts } from './open-parts.ts';
import { OutboxDesk } from './outbox-desk.ts';
import { readCase } from './read-case.ts';
import { readReference } from './read-reference.ts';
import { saveAct } from './save-act.ts';
import { saveRegistration } from './save-operation.ts';
import { findSavingContext, type SavingContext } from './saving-context.ts';
import { type Device, findDevice } from './side-files.ts';
import { openWith, type SignInPorts, signIn } from './sign-in.ts';
import { SignInPace } from './sign-in-pace.ts';
import { watchQuery } from './watch-query.ts';

/** How long signing in waits for a journal that nobody has said anything of. */
const JOURNAL_PATIENCE_MILLISECONDS = 10_000;

/** How long a save may take before it is told as uncertain. */
const SAVING_MILLISECONDS = 10_000;
const UNCERTAIN: SaveOutcome = { outcome: 'not-saved', cause: 'no-confirmation' };
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
  #door: KeyDoor | undefined;
  readonly #pace: SignInPace;
  #sync: CounterSync | undefined;
  #lastAct: Promise<unknown> = Promise.resolve();
  /** Resolves when it is known whether there is a journal. */
  readonly #journalKnown = Promise.withResolvers<void>();

  constructor(ports: CounterPorts) {
    this.#ports = ports;
    this.#store = new CounterStore(ports.rows);
    this.#time = new DeviceTime(ports.clock, ports.random.uuid());
    this.#pace = new SignInPace(ports.clock);
    this.#status = { ...NOTHING_YET, guarantee: ports.guarantee };
    this.outbox = new OutboxDesk({
      ...ports,
      store: this.#store,
      status: () => this.#status,
      watchStatus: (listener) => this.watchStatus(listener),
      setAside: () => this.#sync?.setAside ?? new Set(),
      findDevice: () => this.#device,
      findToken: () => this.#session?.token ?? null,
    });
  }

  async connect(journal: { kind: 'port'; port: PortEnd } | JournalCondition): Promise<void> {
    if (journal.kind !== 'port') {
      this.#setStatus({ journal });
      if (journal.kind !== 'opening') this.#journalKnown.resolve();
      return;
    }
    const calls = callsOver(journal.port, KEYED_STORAGE_CALLS);
    const door = new KeyDoor(
      calls,
      async () => void this.#follow(await this.#openParts(calls)),
      (cause) => this.#setStatus({ journal: { kind: 'locked', cause } }),
    );
    try {
      await door.begin();
      this.#door = door;
      await this.#follow(door.isOpen ? await this.#openParts(calls) : undefined);
    } catch (failure) {
      this.#ports.onDefect(failure);
      this.#setStatus({ journal: { kind: 'failed', reason: 'not readable' } });
    }
    this.#journalKnown.resolve();
  }

  /** Reads the journal once it is open; undefined when it cannot be read, which is told. */
  async #openParts(calls: CallsOf<typeof KEYED_STORAGE_CALLS>): Promise<OpenParts | undefined> {
    const port = journalOver(calls);
    try {
      const { reserve, damage } = await port.status();
      this.#device = await findDevice(port);
      const { cryptography, random } = this.#ports;
      this.#store.unlock(await openRowCipher(await takeRowSecret(calls), cryptography, random));
      this.#setStatus({ journal: { kind: 'open', reserve, damagedPlaces: damage.length } });
    } catch (failure) {
      this.#ports.onDefect(failure);
      this.#setStatus({ journal: { kind: 'failed', reason: 'not readable' } });
      return undefined;
    }
    this.#open = assembleParts(this.#ports, {
      calls,
      store: this.#store,
      time: this.#time,
      findDevice: () => this.#device,
      findSession: () => this.#session,
      onStatus: (facts) => this.#setStatus(facts),
    });
    const { upkeep } = this.#open;
    this.outbox.open({ journal: port, keys: calls, bringUp: () => upkeep.bringUp() });
    this.#showDevice();
    return this.#open;
  }

  /** Brings the store up to the journal, then lets the network begin. */
  async #follow(open: OpenParts | undefined): Promise<void> {
    if (open === undefined) return;
    this.#journalKnown.resolve();
    await open.upkeep.bringUp();
    void open.traffic.sweepDaily();
    void open.storage.look().then(() => open.storage.run());
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
    const outcome = await signIn(this.#signInPorts(), login, password);
    if (outcome.outcome === 'signed-in') this.#session = outcome.session;
    return outcome;
  }

  openWith(login: string, password: string): Promise<OpenOutcome> {
    return openWith(this.#signInPorts(), login, password);
  }

  #signInPorts(): SignInPorts {
    return {
      ...this.#ports,
      rounds: this.#ports.passwordRounds,
      findFiles: () => this.#open?.journal,
      door: this.#door,
      pace: this.#pace,
    };
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

  async closeVerdict(opId: OperationId): Promise<void> {
    const [open, person] = [this.#open, this.#session?.person];
    if (open === undefined || person === undefined) throw new Error('no journal or nobody signed in');
    const parts = { journal: open.journal, store: this.#store };
    await closeVerdict(parts, opId, { by: person.id, at: this.#time.now() });
    await open.upkeep.bringUp();
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
      const saving = findSavingContext({ ...open, claimFiles }, device, this.#time, person).then((context) =>
        context === undefined ? NOT_READY : work(context, open),
      );
      outcome = await this.#inTime(saving);
    } catch (failure) {
      this.#ports.onDefect(failure);
      outcome = UNCERTAIN;
    }
    void open.storage.look();
    open.attachments.changed();
    void open.upkeep.bringUp().then(() => this.syncNow());
    return outcome;
  }

  /** SE40: whoever waits for a writer that does not answer is told that nobody knows. */
  async #inTime(saving: Promise<SaveOutcome>): Promise<SaveOutcome> {
    const answered = new AbortController();
    const late = this.#ports.timers.sleep(SAVING_MILLISECONDS, answered.signal).then(() => UNCERTAIN);
    return Promise.race([saving, late]).finally(() => answered.abort());
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
    const saved = async (): Promise<void> => this.#open?.upkeep.holdsWhatWasSaved();
    return watchQuery(tables, () => saved().then(read), listener, this.#ports);
  }

  #setStatus(change: Partial<CounterStatus>): void {
    this.#status = { ...this.#status, ...change };
    for (const listener of this.#listeners) listener(this.#status);
  }
}
