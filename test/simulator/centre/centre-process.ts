import { createHash } from 'node:crypto';
import { answerPull } from '#central/cases/answer-pull.ts';
import type { CasePorts } from '#central/cases/case-ports.ts';
import type { CaseStore } from '#central/cases/case-store.ts';
import { reviewHeld } from '#central/cases/held-review.ts';
import { receivePush } from '#central/cases/receive-push.ts';
import { releaseHeld } from '#central/cases/release-waiting.ts';
import { findToken } from '#central/directory/bearer-token.ts';
import { mayEnrolAt } from '#central/directory/rights.ts';
import { Problem } from '#central/plugins/problem.ts';
import { problemOf } from '#central/plugins/problem-answers.ts';
import { checkProtocol, readPush } from '#central/routes/read-push.ts';
import type { HttpAnswer } from '#renderer/sync/http.ts';
import type { Hash } from '#shared/kernel/ports.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import { PullRequest, ReferenceVersions, type SpaceId } from '#shared/protocol/pull.ts';
import { PUSH_LIMITS, PushRequest } from '#shared/protocol/push.ts';
import { EnrolRequest, type StaffMember } from '#shared/protocol/session.ts';
import type { Life } from '../kernel/life.ts';
import type { DeviceRecord } from './memory-database.ts';
import type { SimulatedDirectory } from './simulated-directory.ts';
import type { SimulatedReferences } from './simulated-references.ts';

/** A request as it arrives; `body` is what the JSON on the line said. */
export interface CentreRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly token: string | undefined;
  readonly body: unknown;
}

/** The world as one process of the centre sees it. */
export interface ProcessPorts {
  readonly life: Life;
  readonly store: CaseStore;
  readonly directory: SimulatedDirectory;
  readonly references: SimulatedReferences;
  readonly findPerson: (token: string) => StaffMember | undefined;
  /** By how many milliseconds its clock is wrong. */
  readonly clockOffset: () => number;
  readonly publish: (spaces: readonly SpaceId[]) => void;
  /** Told of every answer that is a fault of ours. */
  readonly onDefect: (failure: unknown) => void;
}

const hash: Hash = {
  sha256: async (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
};

/**
 * One process of the centre: the real `central/cases` behind what the routes do with a request, without the framework.
 * `central/routes/sync-routes.ts`, `device-routes.ts` and `reference-routes.ts` are what it stands for.
 */
export class CentreProcess {
  readonly #ports: ProcessPorts;
  readonly #cases: CasePorts;

  constructor(ports: ProcessPorts) {
    const { store, directory, references, life } = ports;
    this.#ports = ports;
    this.#cases = { store, directory, references, hash, clock: life.clock(ports.clockOffset) };
  }

  get life(): Life {
    return this.#ports.life;
  }

  /** Does what a process does unasked, until it ends. */
  async work(): Promise<void> {
    const { life, publish, onDefect } = this.#ports;
    await reviewHeld({
      cases: this.#cases,
      timers: life,
      signal: new AbortController().signal,
      bringIntoForce: async () => [],
      publish,
      // It says so of an outage too, and goes on; a fault that stays shows in what is never judged again.
      warn: () => life.isOver && onDefect(new Error('a review went on after its end')),
    });
  }

  /** The answer, a problem document when it is one. Never settles when the process ends before. */
  async answer(request: CentreRequest): Promise<HttpAnswer> {
    await this.life.turn(`answer ${request.path}`);
    try {
      return json(200, await this.#handle(request));
    } catch (failure) {
      const problem = problemOf(failure);
      if (problem.type === 'defect') this.#ports.onDefect(failure);
      return json(problem.statusCode, problem.document(), problem.facts.retryAfterSeconds);
    }
  }

  async #handle(request: CentreRequest): Promise<unknown> {
    const { method, path } = request;
    switch (`${method} ${path}`) {
      case 'POST /api/sync/push':
        return this.#push(request);
      case 'POST /api/sync/pull':
        return this.#pull(request);
      case 'POST /api/devices':
        return this.#enrol(request);
      case 'GET /api/reference':
        this.#device(request);
        return this.#ports.references.currentVersions();
      case 'GET /api/reference/catalogues':
        this.#device(request);
        return this.#ports.references.history;
      default:
        return this.#reference(request);
    }
  }

  async #push(request: CentreRequest): Promise<unknown> {
    const device = this.#device(request);
    if (charactersOf(request.body) > PUSH_LIMITS.bytes) throw new Problem('body-too-large');
    checkProtocol(request.body);
    const push = PushRequest.safeParse(request.body);
    if (!push.success) throw new Problem('invalid-request');
    const { replica } = push.data;
    if (device.replica !== replica) throw new Problem('not-permitted');
    const operations = await readPush(push.data, hash);
    const received = await receivePush(this.#cases, replica, operations);
    this.#ports.publish(received.changedSpaces);
    return {
      protocol: PROTOCOL_VERSION,
      epoch: await this.#cases.store.snapshot((snapshot) => snapshot.readEpoch()),
      verdicts: [...received.verdicts],
      received: received.received,
      durability: 'disk',
      serverAt: this.#cases.clock.now(),
    };
  }

  async #pull(request: CentreRequest): Promise<unknown> {
    const device = this.#device(request);
    checkProtocol(request.body);
    const pull = PullRequest.safeParse(request.body);
    if (!pull.success) throw new Problem('invalid-request');
    if (device.replica !== pull.data.replica) throw new Problem('not-permitted');
    return answerPull(this.#cases, device.office, pull.data);
  }

  async #enrol(request: CentreRequest): Promise<unknown> {
    const found = findToken(`Bearer ${request.token}`);
    const person = found?.kind === 'session' ? this.#ports.findPerson(found.token) : undefined;
    if (person === undefined) throw new Problem('not-signed-in');
    const asked = EnrolRequest.safeParse(request.body);
    if (!asked.success) throw new Problem('invalid-request');
    const { replica, office, counter } = asked.data;
    if (!mayEnrolAt(person.grants, office)) throw new Problem('not-permitted');
    const place = this.#ports.references.findOffice(office);
    const isThere = counter === null || place?.counters.some(({ id }) => id === counter) === true;
    if (place === undefined || !isThere) throw new Problem('invalid-request');
    const token = `kld_${Buffer.from(this.life.random.bytes(32)).toString('base64url')}`;
    const enrolment = this.#ports.directory.enrol(asked.data, person, token);
    if (!enrolment.ok) {
      const isStation = enrolment.problem === 'station-taken' || enrolment.problem === 'station-too-far';
      throw new Problem(isStation ? 'station-taken' : 'not-permitted');
    }
    this.#ports.publish([...(await releaseHeld(this.#cases, replica))]);
    const reference = await this.#ports.references.currentVersions();
    return { station: enrolment.value.station, deviceToken: token, reference };
  }

  async #reference(request: CentreRequest): Promise<unknown> {
    const [, kind, digest] = /^\/api\/reference\/([a-z]+)\/([0-9a-f]{64})$/.exec(request.path) ?? [];
    const known = ReferenceVersions.keyof().safeParse(kind);
    if (request.method !== 'GET' || !known.success || digest === undefined) throw new Problem('not-found');
    // The person who makes a computer a counter asks before there is a device.
    if (findToken(`Bearer ${request.token}`)?.kind !== 'session') this.#device(request);
    const content = this.#ports.references.findContent(known.data, digest);
    if (content === undefined) throw new Problem('not-found');
    return new Raw(content);
  }

  #device({ token }: CentreRequest): DeviceRecord {
    const device = token === undefined ? undefined : this.#ports.directory.findDevice(token);
    if (device === undefined) throw new Problem('not-signed-in');
    return device;
  }
}

/** A text that is JSON already. */
class Raw {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

function json(status: number, body: unknown, retryAfterSeconds?: number): HttpAnswer {
  return {
    status,
    contentType: status === 200 ? 'application/json; charset=utf-8' : 'application/problem+json',
    retryAfterSeconds,
    text: body instanceof Raw ? body.text : JSON.stringify(body),
  };
}

/** How long the texts of a push are, which is nearly all of its length. */
function charactersOf(body: unknown): number {
  const operations = (body as { operations?: unknown } | undefined)?.operations;
  if (!Array.isArray(operations)) return 0;
  return operations.reduce<number>((sum, { header, payload }: Record<string, unknown>) => {
    return sum + String(header).length + String(payload).length;
  }, 0);
}
