import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { answerPull } from '#central/cases/answer-pull.ts';
import { type EnvelopeProblem, type ReadOperation, readOperation } from '#central/cases/read-operation.ts';
import { receivePush } from '#central/cases/receive-push.ts';
import { deviceOf } from '#central/plugins/caller.ts';
import { gunzipBody } from '#central/plugins/gzip-body.ts';
import { problemResponses } from '#central/plugins/openapi.ts';
import { Problem } from '#central/plugins/problem.ts';
import type { ReplicaId } from '#shared/kernel/identifier.ts';
import type { Hash } from '#shared/kernel/ports.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import { PullAnswer, PullRequest } from '#shared/protocol/pull.ts';
import { PUSH_LIMITS, PushAnswer, PushRequest, type WireOperation } from '#shared/protocol/push.ts';
import { asItIs, type CentreApp, type RouteParts } from './centre.ts';

const PULL_BODY_BYTES = 65_536;

const SENTENCES = {
  'header-not-readable': 'The header of this operation is not one that can be read.',
  'header-not-canonical': 'The header of this operation is not in canonical JSON.',
  'digest-mismatch': 'The digest does not fit the header, the salt and the payload.',
  'other-replica': 'This operation is of another replica than the device that brings it.',
} as const satisfies Record<EnvelopeProblem | 'other-replica', string>;

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

  app.post(
    '/api/sync/push',
    {
      onRequest: callers.device,
      preParsing: gunzipBody,
      preValidation: checkProtocol,
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
      const operations = await readAll(request.body, cases.hash);
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
      preValidation: checkProtocol,
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
    async (request): Promise<PullAnswer> => {
      checkReplica(request, request.body.replica);
      await devices.recordContact(request.body.replica, request.body.report);
      return answerPull(cases, deviceOf(request).office, request.body);
    },
  );
}

/** PR27: the number is looked at before anything else, because another version has other messages. */
async function checkProtocol(request: FastifyRequest): Promise<void> {
  const sent = z.object({ protocol: z.int() }).safeParse(request.body);
  if (!sent.success || sent.data.protocol === PROTOCOL_VERSION) return;
  throw new Problem('protocol-too-old', {
    detail: `This centre speaks version ${PROTOCOL_VERSION} of the protocol.`,
    supported: [PROTOCOL_VERSION],
  });
}

/** PR29: a device speaks for its own replica. */
function checkReplica(request: FastifyRequest, replica: ReplicaId): void {
  if (deviceOf(request).replica !== replica) throw new Problem('not-permitted');
}

/**
 * PR26: what cannot be read cannot be stored, so the sender is told every place and nothing of the push is taken. PR40:
 * the same goes for what another replica is said to have made, because nothing proves that.
 */
async function readAll(
  { operations, replica }: { readonly operations: readonly WireOperation[]; readonly replica: ReplicaId },
  hash: Hash,
): Promise<readonly ReadOperation[]> {
  const read: ReadOperation[] = [];
  const errors: { pointer: string; detail: string }[] = [];
  for (const [index, wire] of operations.entries()) {
    const result = await readOperation(wire, hash);
    const isOwn = result.ok && result.value.header.replica === replica;
    if (isOwn) read.push(result.value);
    else {
      const problem = result.ok ? 'other-replica' : result.problem;
      errors.push({ pointer: `/operations/${index}`, detail: SENTENCES[problem] });
    }
  }
  if (errors.length > 0) throw new Problem('invalid-request', { errors });
  return read;
}
