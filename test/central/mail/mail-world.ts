import { randomUUID } from 'node:crypto';
import type { CasePorts } from '#central/cases/case-ports.ts';
import { receivePush } from '#central/cases/receive-push.ts';
import { pgCaseStore } from '#central/database/pg-case-store.ts';
import { ensureOwnReplica } from '#central/directory/own-replica.ts';
import type { Courier } from '#central/mail/courier.ts';
import { MailOutbox } from '#central/mail/mail-outbox.ts';
import { Mailer } from '#central/mail/mailer.ts';
import { composeMail, findOccasion } from '#central/mail/read-telling.ts';
import { smtpCourier } from '#central/mail/smtp-courier.ts';
import { realRandom, realTimers } from '#central/settings/real-ports.ts';
import type { CaseCommand } from '#shared/case/case-command.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import type { CaseId, OperationId, ReplicaId } from '#shared/kernel/identifier.ts';
import { addMilliseconds, type Instant, instantOf } from '#shared/kernel/instant.ts';
import { referenceOf } from '#shared/kernel/reference.ts';
import { demoCasePorts, OpenDirectory } from '#test/support/case-world.ts';
import {
  CONSULTATION,
  MADE_OFFICE,
  type MadeOperation,
  OperationMaker,
  readMade,
  stationOfMade,
} from '#test/support/operation-maker.ts';
import type { SmtpInbox } from '#test/support/smtp-inbox.ts';
import type { TestDatabase } from '#test/support/test-database.ts';

export const ADDRESS = 'paraugs@klūga.example';
const MINUTE = 60_000;

/** A centre of its own in a test's database, with a mailer and a clock that stands until it is moved. */
export class MailWorld {
  readonly institution = `mail-${randomUUID()}`;
  readonly maker = new OperationMaker();
  readonly warnings: string[] = [];
  readonly ports: CasePorts;
  readonly outbox: MailOutbox;
  readonly replica: ReplicaId;
  readonly #database: TestDatabase;
  #registered = 0;
  #now = Date.UTC(2026, 9, 9, 8);

  private constructor(database: TestDatabase, institution: string, replica: ReplicaId) {
    this.#database = database;
    this.institution = institution;
    this.replica = replica;
    const store = pgCaseStore({ connection: database.connection, institution });
    const open = new OpenDirectory(MADE_OFFICE);
    this.ports = {
      ...demoCasePorts(store, {
        findReplica: async (asked) => (asked === replica ? 'own' : open.findReplica(asked)),
        // Whoever asked may have no right any more when the mail goes out.
        findScopes: (person) => open.findScopes(person),
      }),
      clock: { now: () => instantOf(this.#now), monotonicMilliseconds: () => this.#now },
    };
    this.outbox = new MailOutbox(this.database);
  }

  static async open(database: TestDatabase): Promise<MailWorld> {
    const institution = `mail-${randomUUID()}`;
    const replica = await ensureOwnReplica({ kysely: database.connection.kysely, institution }, realRandom);
    return new MailWorld(database, institution, replica);
  }

  get database() {
    return { kysely: this.#database.connection.kysely, institution: this.institution };
  }

  get now(): Instant {
    return instantOf(this.#now);
  }

  wait(minutes: number): void {
    this.#now = Date.parse(addMilliseconds(this.now, minutes * MINUTE));
  }

  /** A process of the centre that sends. */
  mailer(
    courier: Courier | SmtpInbox | undefined,
    changes: { outbox?: MailOutbox; compose?: typeof composeMail } = {},
  ): Mailer {
    const sources = { database: this.database, references: this.ports.references };
    const patience = {
      connectMilliseconds: 2000,
      greetingMilliseconds: 2000,
      silenceMilliseconds: 1500,
      attemptMilliseconds: 5000,
    };
    const from = { name: 'Klātiene', address: 'centrs@klatiene.example' };
    return new Mailer({
      outbox: changes.outbox ?? this.outbox,
      courier:
        courier !== undefined && 'url' in courier
          ? smtpCourier({ smtpUrl: courier.url, from }, patience)
          : courier,
      findOccasion: (claimed) => findOccasion(sources, claimed),
      compose: (claimed) => (changes.compose ?? composeMail)(sources, claimed, this.now),
      own: { cases: this.ports, replica: this.replica, random: realRandom },
      timers: realTimers,
      publish: () => undefined,
      warn: (sentence) => this.warnings.push(sentence),
    });
  }

  async push(made: readonly MadeOperation[]) {
    const replica = made[0]?.header.replica ?? this.maker.replica;
    return receivePush(this.ports, replica, await readMade(made));
  }

  /** A case whose applicant has an address, and the operation that asks to tell them how it stands. */
  async asked(): Promise<{ caseId: CaseId; telling: MadeOperation; opId: OperationId }> {
    const registration = await this.#register();
    const { caseId } = registration.header;
    const telling = await this.tell(caseId, registration.header.opId);
    const { verdicts } = await this.push([registration, telling]);
    if (verdicts.some(({ verdict }) => verdict.outcome !== 'applied')) {
      throw new Error(JSON.stringify(verdicts));
    }
    return { caseId, telling, opId: telling.header.opId };
  }

  tell(caseId: CaseId, dependsOn: OperationId): Promise<MadeOperation> {
    const command: CaseCommand = {
      kind: 'inform',
      subject: 'course',
      channel: 'email',
      sentOn: '2026-10-09' as never,
      proof: { kind: 'e-mail' },
    };
    const change = { caseId, baseVersion: 1, dependsOn: [dependsOn] };
    return this.maker.seal(command.kind, JSON.stringify(command), change);
  }

  async #register(): Promise<MadeOperation> {
    this.#registered += 1;
    const opId = randomUUID() as OperationId;
    const { request } = CONSULTATION as Extract<CaseCommand, { kind: 'register-request' }>;
    const command = {
      ...CONSULTATION,
      request: { ...request, common: { ...request.common, email: ADDRESS } },
    };
    return this.maker.seal('register-request', JSON.stringify(command), {
      opId,
      caseId: String(opId) as CaseId,
      reference: referenceOf('SMI', stationOfMade(this.maker.replica), this.#registered),
    });
  }

  async stateOf(caseId: CaseId): Promise<CaseState> {
    const found = await this.ports.store.transaction((tx) => tx.lockCases([caseId]));
    const state = found.get(caseId)?.state;
    if (state === undefined) throw new Error('no case');
    return state;
  }

  /** What the centre itself added to a case. */
  async ownEvents(caseId: CaseId): Promise<readonly CaseEvent[]> {
    const rows = await this.database.kysely
      .selectFrom('case_event')
      .select('event')
      .where('institution', '=', this.institution)
      .where('case_id', '=', caseId)
      .orderBy('version')
      .execute();
    const events = rows.map(({ event }) => JSON.parse(event) as CaseEvent);
    return events.filter(({ origin }) => origin.replica === this.replica);
  }

  async rows() {
    return this.database.kysely
      .selectFrom('mail_outbox')
      .selectAll()
      .where('institution', '=', this.institution)
      .execute();
  }
}
