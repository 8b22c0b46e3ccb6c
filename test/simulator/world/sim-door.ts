import { answerPull } from '#central/cases/answer-pull.ts';
import type { CasePorts } from '#central/cases/case-ports.ts';
import { type ReadOperation, readOperation } from '#central/cases/read-operation.ts';
import { receivePush } from '#central/cases/receive-push.ts';
import { releaseHeld } from '#central/cases/release-waiting.ts';
import { StoreUnavailable } from '#central/cases/store-unavailable.ts';
import type { HttpAnswer } from '#renderer/sync/http.ts';
import { PROBLEM_TYPES, type ProblemType, problemTypeUri } from '#shared/protocol/problem.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import { PullRequest, type SpaceId } from '#shared/protocol/pull.ts';
import { type PushAnswer, PushRequest } from '#shared/protocol/push.ts';
import { type EnrolAnswer, EnrolRequest } from '#shared/protocol/session.ts';
import type { DoorRequest } from '../network/centre-door.ts';
import type { SimDirectory } from './sim-directory.ts';
import type { SimReferences } from './sim-references.ts';

/** What the door opens to. */
export interface DoorParts {
  readonly cases: CasePorts;
  readonly directory: SimDirectory;
  readonly references: SimReferences;
  /** Told the spaces whose readers have news. */
  readonly publish: (spaces: readonly SpaceId[]) => void;
}

/** The centre says no. */
class Refused extends Error {
  readonly type: ProblemType;
  readonly pointers: readonly string[];

  constructor(type: ProblemType, pointers: readonly string[] = []) {
    super(type);
    this.type = type;
    this.pointers = pointers;
  }
}

/** The addresses of the centre that counters use, over the real handling of cases; as thin as the routes are. */
export async function answerAtDoor(parts: DoorParts, request: DoorRequest): Promise<HttpAnswer> {
  try {
    const value = await route(parts, request);
    return jsonAnswer(200, 'application/json; charset=utf-8', value);
  } catch (failure) {
    if (failure instanceof StoreUnavailable) return problem(new Refused('database-unavailable'));
    if (failure instanceof Refused) return problem(failure);
    throw failure;
  }
}

function problem({ type, pointers }: Refused): HttpAnswer {
  const status = PROBLEM_TYPES[type];
  const errors = pointers.map((pointer) => ({ pointer, detail: type }));
  const document = {
    type: problemTypeUri(type),
    title: type,
    status,
    ...(errors.length > 0 ? { errors } : {}),
  };
  return jsonAnswer(status, 'application/problem+json; charset=utf-8', document);
}

function jsonAnswer(status: number, contentType: string, value: unknown): HttpAnswer {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { status, contentType, retryAfterSeconds: undefined, text };
}

async function route(parts: DoorParts, request: DoorRequest): Promise<unknown> {
  const { path } = request;
  if (path === '/api/sync/push') return push(parts, request);
  if (path === '/api/sync/pull') return pull(parts, request);
  if (path === '/api/devices') return enrol(parts, request);
  const { references } = parts;
  if (path === '/api/reference/catalogues') {
    const since = '2026-01-01T00:00:00.000Z';
    return { versions: [{ number: 1, hash: references.versions.catalogue, since }] };
  }
  const text = references.findText(path.replace('/api/reference/', ''));
  if (text === undefined) throw new Refused('not-found');
  return text;
}

async function push({ cases, directory, publish }: DoorParts, request: DoorRequest): Promise<PushAnswer> {
  const device = directory.findDevice(request.token);
  if (device === undefined) throw new Refused('not-signed-in');
  checkProtocol(request);
  const { replica, operations } = PushRequest.parse(request.body);
  if (replica !== device.replica) throw new Refused('not-permitted');
  const read: ReadOperation[] = [];
  const pointers: string[] = [];
  for (const [index, wire] of operations.entries()) {
    const result = await readOperation(wire, cases.hash);
    if (result.ok && result.value.header.replica === replica) read.push(result.value);
    else pointers.push(`/operations/${index}`);
  }
  if (pointers.length > 0) throw new Refused('invalid-request', pointers);
  const { verdicts, received, changedSpaces } = await receivePush(cases, replica, read);
  publish(changedSpaces);
  return {
    protocol: PROTOCOL_VERSION,
    epoch: await cases.store.snapshot((snapshot) => snapshot.readEpoch()),
    verdicts: [...verdicts],
    received,
    durability: 'disk',
    serverAt: cases.clock.now(),
  };
}

async function pull({ cases, directory }: DoorParts, request: DoorRequest): Promise<unknown> {
  const device = directory.findDevice(request.token);
  if (device === undefined) throw new Refused('not-signed-in');
  checkProtocol(request);
  const asked = PullRequest.parse(request.body);
  if (asked.replica !== device.replica) throw new Refused('not-permitted');
  return answerPull(cases, device.office, asked);
}

async function enrol(
  { cases, directory, references, publish }: DoorParts,
  request: DoorRequest,
): Promise<EnrolAnswer> {
  const asked = EnrolRequest.parse(request.body);
  const enrolled = directory.enrol(asked);
  if (enrolled === undefined) throw new Refused('not-permitted');
  publish([...(await releaseHeld(cases, asked.replica))]);
  const reference = references.versions;
  return { station: enrolled.station, deviceToken: enrolled.token, reference };
}

function checkProtocol({ body }: DoorRequest): void {
  const protocol =
    typeof body === 'object' && body !== null && 'protocol' in body ? body.protocol : undefined;
  if (protocol !== PROTOCOL_VERSION) throw new Refused('protocol-too-old');
}
