import { z } from 'zod';
import type { HttpAnswer } from '#renderer/sync/http.ts';
import type { CaseCommand } from '#shared/case/case-command.ts';
import { CaseId, Digest, OperationId, PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import { addMilliseconds } from '#shared/kernel/instant.ts';
import { referenceOf } from '#shared/kernel/reference.ts';
import type { OperationHeader } from '#shared/protocol/operation-header.ts';
import { PROTOCOL_VERSION, RULES_VERSION } from '#shared/protocol/protocol-version.ts';
import { officeSpace, PullAnswer, type PullRequest } from '#shared/protocol/pull.ts';
import { PushAnswer, type PushRequest, type WireOperation } from '#shared/protocol/push.ts';
import { EnrolAnswer, type StaffMember } from '#shared/protocol/session.ts';
import { OfficeId } from '#shared/service-level/office.ts';
import { CONSULTATION, type MadeOperation, sealOperation } from '#test/support/operation-maker.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { Life } from '../kernel/life.ts';
import type { SimulatedCentre } from './simulated-centre.ts';
import { simulatedReferences } from './simulated-references.ts';

/** Where plain devices stand, and who works at them. */
export const PLAIN_OFFICE = OfficeId.parse('smiltene');
export const PLAIN_CLERK: StaffMember = {
  id: PersonId.parse('synthetic-clerk'),
  login: 'clerk',
  name: 'Synthetic Clerk',
  grants: [{ right: 'provider-counter', scope: { kind: 'office', office: PLAIN_OFFICE } }],
};

/** A counter without a disk that forgets nothing: enough to ask a simulated centre as a counter does. */
export class PlainDevice {
  readonly replica: ReplicaId;
  readonly made: MadeOperation[] = [];
  /** Versions of cases as the feed told them. */
  readonly seen = new Map<CaseId, number>();
  /** The operations that made their events, in the order in which the feed told them. */
  readonly courses = new Map<CaseId, readonly string[]>();
  /** By how much its clock is wrong. */
  clockOffsetMilliseconds = 0;
  token: string | undefined;
  epoch: string | null = null;
  cursor = 0;
  readonly #kernel: Kernel;
  readonly #life: Life;
  readonly #centre: SimulatedCentre;
  readonly #session: string;
  #station: EnrolAnswer['station'] | undefined;
  #references = 0;

  constructor(kernel: Kernel, centre: SimulatedCentre, name: string) {
    this.#kernel = kernel;
    this.#centre = centre;
    this.#life = new Life(kernel, name);
    this.replica = ReplicaId.parse(this.#life.random.uuid());
    this.#session = centre.signIn(PLAIN_CLERK);
  }

  async enrol(): Promise<void> {
    const body = {
      replica: this.replica,
      office: PLAIN_OFFICE,
      counter: null,
      station: this.#station,
      deviceToken: this.token,
    };
    const answer = await this.ask('/api/devices', body, this.#session);
    if (answer.status !== 200) throw new Error(answer.text);
    const { station, deviceToken } = EnrolAnswer.parse(JSON.parse(answer.text));
    this.#station = station;
    this.token = deviceToken;
  }

  /** A new case. */
  register(): Promise<MadeOperation> {
    if (this.#station === undefined) throw new Error('not enrolled');
    this.#references += 1;
    const reference = referenceOf('SMI', this.#station, this.#references);
    const opId = OperationId.parse(this.#life.random.uuid());
    return this.#seal(CONSULTATION, { opId, caseId: CaseId.parse(opId), reference });
  }

  /** A note on a case. */
  note(caseId: CaseId, text: string): Promise<MadeOperation> {
    const opId = OperationId.parse(this.#life.random.uuid());
    return this.#seal({ kind: 'add-note', text }, { opId, caseId, baseVersion: this.seen.get(caseId) ?? 1 });
  }

  /** Pushes what was made last; all of it when not told how many. */
  async push(last = this.made.length): Promise<PushAnswer> {
    const operations = this.made.slice(-last).map(({ wire }) => wire);
    return PushAnswer.parse(await this.#good('/api/sync/push', this.pushBody(operations)));
  }

  pushBody(operations: readonly WireOperation[]): PushRequest {
    return {
      protocol: PROTOCOL_VERSION,
      replica: this.replica,
      report: REPORT,
      operations: [...operations],
    };
  }

  /** Takes in what is new until there is no more; gives the answers. */
  async pull(limit = 500): Promise<readonly PullAnswer[]> {
    const answers: PullAnswer[] = [];
    for (;;) {
      const body: PullRequest = {
        protocol: PROTOCOL_VERSION,
        replica: this.replica,
        epoch: this.epoch,
        cursors: { [officeSpace(PLAIN_OFFICE)]: this.cursor },
        limit,
        report: REPORT,
      };
      const answer = PullAnswer.parse(await this.#good('/api/sync/pull', body));
      answers.push(answer);
      this.epoch = answer.epoch;
      const [own] = answer.spaces;
      for (const change of own?.changes ?? []) {
        if (change.kind !== 'case') continue;
        this.seen.set(change.caseId, change.version);
        this.courses.set(change.caseId, change.events.map(opIdOf));
      }
      this.cursor = own?.cursor ?? 0;
      if (own?.more !== true) return answers;
    }
  }

  /** One request over a line without faults. */
  async ask(path: string, body: unknown, token = this.token): Promise<HttpAnswer> {
    await this.#kernel.sleep(5);
    const answer = await this.#centre.answer({ method: 'POST', path, token, body });
    await this.#kernel.sleep(5);
    return answer;
  }

  async #good(path: string, body: unknown): Promise<unknown> {
    const { status, text } = await this.ask(path, body);
    const json: unknown = JSON.parse(text);
    if (status !== 200) throw new Error(z.object({ type: z.string() }).parse(json).type);
    return json;
  }

  async #seal(
    command: CaseCommand,
    own: Pick<OperationHeader, 'opId' | 'caseId'> & Partial<OperationHeader>,
  ): Promise<MadeOperation> {
    const { catalogue, calendar, offices } = simulatedReferences().versions;
    const at = addMilliseconds(this.#kernel.time.now(), this.clockOffsetMilliseconds);
    const previous = this.made.at(-1);
    const header: OperationHeader = {
      protocol: PROTOCOL_VERSION,
      rules: RULES_VERSION,
      kind: command.kind,
      baseVersion: 0,
      office: PLAIN_OFFICE,
      counter: null,
      author: PLAIN_CLERK.id,
      role: 'provider-counter',
      catalogue,
      calendar,
      offices,
      dependsOn: [],
      receivedAt: at,
      time: {
        deviceAt: at,
        offsetMilliseconds: 0,
        uncertaintyMilliseconds: 0,
        measuredAt: at,
        monotonicMilliseconds: this.#kernel.time.monotonicMilliseconds(),
        boot: 'boot',
      },
      replica: this.replica,
      n: this.made.length + 1,
      prev: previous === undefined ? null : Digest.parse(previous.wire.digest),
      ...own,
    };
    const salt = Buffer.from(this.#life.random.bytes(16)).toString('hex');
    const made = await sealOperation(header, JSON.stringify(command), salt);
    this.made.push(made);
    return made;
  }
}

function opIdOf(event: unknown): string {
  return z.object({ origin: z.object({ opId: OperationId }) }).parse(event).origin.opId;
}

const REPORT = {
  unsent: 0,
  oldestUnsentAt: null,
  needsAttention: 0,
  storage: 'full',
  clockOffsetMilliseconds: null,
  program: 'plain',
} as const;
