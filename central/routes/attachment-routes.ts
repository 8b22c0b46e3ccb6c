import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AttachmentReader } from '#central/attachments/attachments.ts';
import { findOversightScope } from '#central/oversight/oversight-scope.ts';
import { callerOf, deviceOf } from '#central/plugins/caller.ts';
import { problemResponses } from '#central/plugins/openapi.ts';
import { Problem } from '#central/plugins/problem.ts';
import { AttachmentId } from '#shared/attachments/attachment.ts';
import { ATTACHMENT_LIMITS } from '#shared/attachments/attachment-limits.ts';
import { CaseId } from '#shared/kernel/identifier.ts';
import { AttachmentAnnouncement, AttachmentStanding, CHUNK_BYTES } from '#shared/protocol/attachments.ts';
import type { CentreApp, RouteParts } from './centre.ts';

const BYTES = 'application/octet-stream';
const amount = z.coerce.number().pipe(z.int().min(0).max(ATTACHMENT_LIMITS.bytes));

/** `/api/attachments` and `/api/cases/:caseId/attachments`: files go up in parts, and come down to who may have them. */
export async function attachmentRoutes(
  app: CentreApp,
  { centre: { attachments }, callers }: RouteParts,
): Promise<void> {
  app.post(
    '/api/attachments',
    {
      onRequest: callers.device,
      schema: {
        summary: 'Announce a file, and learn what the centre has of it',
        tags: ['attachments'],
        security: [{ device: [] }],
        body: AttachmentAnnouncement,
        response: {
          200: AttachmentStanding,
          ...problemResponses('invalid-request', 'not-signed-in', 'file-not-accepted'),
        },
      },
    },
    async (request) => {
      const standing = await attachments.announce(request.body, deviceOf(request));
      if (!standing.ok) throw new Problem(standing.problem);
      return standing.value;
    },
  );

  // JSON is the only content that the other routes take.
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      BYTES,
      { parseAs: 'buffer' },
      async (_request: FastifyRequest, body: Buffer) => body,
    );
    scope.post<{ Params: { id: string }; Querystring: { offset: number }; Body: Buffer }>(
      '/api/attachments/:id/bytes',
      {
        onRequest: callers.device,
        bodyLimit: CHUNK_BYTES,
        schema: {
          summary: 'Send a part of an announced file',
          tags: ['attachments'],
          security: [{ device: [] }],
          params: z.object({ id: AttachmentId }),
          querystring: z.object({ offset: amount }),
          body: z.instanceof(Uint8Array).refine((bytes) => bytes.length > 0),
          consumes: [BYTES],
          response: {
            200: AttachmentStanding,
            ...problemResponses(
              'invalid-request',
              'not-signed-in',
              'not-found',
              'file-damaged',
              'body-too-large',
              'unsupported-content',
              'file-not-accepted',
            ),
          },
        },
      },
      async (request): Promise<AttachmentStanding> => {
        const id = AttachmentId.parse(request.params.id);
        const received = await attachments.receive(id, request.query.offset, request.body);
        if (received === undefined) throw new Problem('not-found');
        if (!received.ok) throw new Problem(received.problem);
        return received.value;
      },
    );
  });

  app.get(
    '/api/cases/:caseId/attachments/:id',
    {
      onRequest: callers.personOrDevice,
      schema: {
        summary: 'The bytes of a file of a case, or a part of them',
        tags: ['attachments'],
        security: [{ device: [] }, { person: [] }],
        params: z.object({ caseId: CaseId, id: AttachmentId }),
        querystring: z.object({
          offset: amount.default(0),
          length: amount.default(ATTACHMENT_LIMITS.bytes),
        }),
        response: {
          200: z.unknown(),
          ...problemResponses(
            'invalid-request',
            'not-signed-in',
            'not-permitted',
            'not-found',
            'file-on-its-way',
          ),
        },
      },
    },
    async (request, reply) => {
      const { caseId, id } = request.params;
      const found = await attachments.read(readerOf(request), caseId, id, request.query);
      if (!found.ok) throw new Problem(found.problem);
      const { file, mediaType, bytes } = found.value;
      return (
        reply
          .type(mediaType)
          // Whatever the file holds, a browser that is led here saves it and runs nothing of it.
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
          .header('content-security-policy', "default-src 'none'; sandbox")
          .serializer((value: unknown) => value as string)
          .send(bytes as never)
      );
    },
  );
}

function readerOf(request: FastifyRequest): AttachmentReader {
  const caller = callerOf(request);
  if (caller.kind === 'device') return { kind: 'device', device: caller.device };
  const scope = findOversightScope(caller.session.person.grants);
  if (scope === undefined) throw new Problem('not-permitted');
  return { kind: 'person', scope };
}
