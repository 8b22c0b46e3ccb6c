import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerPull } from '#central/cases/answer-pull.ts';
import { receivePush } from '#central/cases/receive-push.ts';
import { deviceOf } from '#central/plugins/caller.ts';
import { gunzipBody } from '#central/plugins/gzip-body.ts';
import { problemResponses } from '#central/plugins/openapi.ts';
import { Problem } from '#central/plugins/problem.ts';
import { type TurnLimits, Turns } from '#central/plugins/turns.ts';
import type { ReplicaId } from '#shared/kernel/identifier.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import { PullAnswer, PullRequest } from '#shared/protocol/pull.ts';
import { PUSH_LIMITS, PushAnswer, PushRequest } from '#shared/protocol/push.ts';
import { asItIs, type CentreApp, type RouteParts } from './centre.ts';
import { checkProtocol, readPush } from './read-push.ts';

const PULL_BODY_BYTES = 65_536;

/** From so many bytes on, as it travels, a push is large: more than some twenty operations. */
const LARGE_PUSH_BYTES = 16_384;

/** PR63 to PR65. A counter gives up after 30 s without an answer. */
const LARGE_WORK: TurnLimits = { atOnce: 2, atOnceOfOffice: 1, waiting: 256, patienceMilliseconds: 20_000 };

/** The kinds of commands that may ask for an e-mail. */
const MAY_TELL: ReadonlySet<string> = new Set(['inform', 'finish-at-once']);

const PROBLEMS = problemResponses(
  'invalid-request',
  'not-signed-in',
  'not-permitted',
  'body-too-large',
  'unsupported-content',
  'protocol-too-old',
  'too-many-requests',
  'database-unavailable',
);

/** `POST /api/sync/push` and `POST /api/sync/pull`: operations go up, news comes down (`docs/sync-protocol.md`). */
export function syncRoutes(app: CentreApp, { centre, callers }: RouteParts): void {
  const { cases, devices } = centre;
  const pushTurns = new Turns(LARGE_WORK, Math.random);
  const pullTurns = new Turns(LARGE_WORK, Math.random);
  /** Devices whose last page said that there is more. */
  const catchingUp = new Set<ReplicaId>();

  /** PR63: before its body is read, so that those who wait cost no memory. */
  const waitForPush = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const bytes = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
    if (bytes > LARGE_PUSH_BYTES) await pushTurns.take(deviceOf(request).office, reply.raw);
  };

  app.post(
    '/api/sync/push',
    {
      onRequest: [callers.device, waitForPush],
      preParsing: gunzipBody,
      preValidation: async (request) => checkProtocol(request.body),
      bodyLimit: PUSH_LIMITS.bytes,
      serializerCompiler: asItIs,
      schema: {
        summary: 'Hand in operations and get a verdict on each',
        tags: ['sync'],
        security: [{ device: [] }],
        body: PushRequest,
        response: { 200: PushAnswer, ...PROBLEMS },
      },
    },
    async (request): Promise<PushAnswer> => {
      const { replica, report } = request.body;
      checkReplica(request, replica);
      const operations = await readPush(request.body, cases.hash);
      const push = await receivePush(cases, replica, operations);
      if (operations.some(({ header }) => MAY_TELL.has(header.kind))) centre.wakeMailer();
      await devices.recordContact(replica, report);
      centre.hintChannel.publish(push.changedSpaces);
      return {
        protocol: PROTOCOL_VERSION,
        epoch: await cases.store.snapshot((snapshot) => snapshot.readEpoch()),
        verdicts: [...push.verdicts],
        received: push.received,
        durability: await centre.readDurability(),
        serverAt: cases.clock.now(),
      };
    },
  );

  app.post(
    '/api/sync/pull',
    {
      onRequest: callers.device,
      preParsing: gunzipBody,
      preValidation: async (request) => checkProtocol(request.body),
      bodyLimit: PULL_BODY_BYTES,
      serializerCompiler: asItIs,
      schema: {
        summary: 'Get what is new for a device since its cursors',
        tags: ['sync'],
        security: [{ device: [] }],
        body: PullRequest,
        response: { 200: PullAnswer, ...PROBLEMS },
      },
    },
    async (request, reply): Promise<PullAnswer> => {
      const { replica, report } = request.body;
      checkReplica(request, replica);
      const { office } = deviceOf(request);
      // PR64: the first page is for everybody at once, and for most it is the only one.
      if (catchingUp.has(replica)) await pullTurns.take(office, reply.raw);
      await devices.recordContact(replica, report);
      const answer = await answerPull(cases, office, request.body);
      if (answer.spaces.some(({ more }) => more)) catchingUp.add(replica);
      else catchingUp.delete(replica);
      return answer;
    },
  );
}

/** PR29: a device speaks for its own replica. */
function checkReplica(request: FastifyRequest, replica: ReplicaId): void {
  if (deviceOf(request).replica !== replica) throw new Problem('not-permitted');
}
