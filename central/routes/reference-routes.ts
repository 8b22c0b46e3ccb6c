import { z } from 'zod';
import { problemResponses } from '#central/plugins/openapi.ts';
import { Problem } from '#central/plugins/problem.ts';
import { readHistory } from '#central/references/catalogue-publications.ts';
import { findContent } from '#central/references/reference-shelf.ts';
import { Digest } from '#shared/kernel/identifier.ts';
import { CatalogueHistory } from '#shared/protocol/catalogue-history.ts';
import { ReferenceVersions } from '#shared/protocol/pull.ts';
import type { CentreApp, RouteParts } from './centre.ts';

const security = [{ device: [] }, { person: [] }];

/** `/api/reference`: what counters work by, each version immutable under its digest. */
export function referenceRoutes(app: CentreApp, { centre, callers }: RouteParts): void {
  app.get(
    '/api/reference',
    {
      onRequest: callers.personOrDevice,
      schema: {
        summary: 'The versions that hold now',
        tags: ['reference'],
        security,
        response: { 200: ReferenceVersions, ...problemResponses('not-signed-in') },
      },
    },
    async () => {
      return centre.references.currentVersions();
    },
  );

  app.get(
    '/api/reference/catalogues',
    {
      onRequest: callers.personOrDevice,
      schema: {
        summary: 'The numbers of the versions of the catalogue, and since when each is in force',
        tags: ['reference'],
        security,
        response: { 200: CatalogueHistory, ...problemResponses('not-signed-in') },
      },
    },
    () => readHistory(centre.database),
  );

  app.get(
    '/api/reference/:kind/:hash',
    {
      onRequest: callers.personOrDevice,
      schema: {
        summary: 'The content of a version, which never changes',
        tags: ['reference'],
        security,
        params: z.object({ kind: ReferenceVersions.keyof(), hash: Digest }),
        response: {
          200: z.looseObject({}),
          ...problemResponses('invalid-request', 'not-signed-in', 'not-found'),
        },
      },
    },
    async (request, reply) => {
      const { kind, hash } = request.params;
      const content = await findContent(centre.database, kind, hash);
      if (content === undefined) throw new Problem('not-found');
      return (
        reply
          .header('cache-control', 'private, max-age=31536000, immutable')
          .type('application/json; charset=utf-8')
          .serializer((text: unknown) => String(text))
          // The text is sent as it is stored: its digest is its address.
          .send(content as never)
      );
    },
  );
}
