import { problemResponses } from '#central/plugins/openapi.ts';
import { Health } from '#shared/protocol/health.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import type { CentreApp, RouteParts } from './centre.ts';

/** `GET /healthz`: whether the centre can do its work, asked of the database each time. */
export function healthRoute(app: CentreApp, { centre }: RouteParts): void {
  app.get(
    '/healthz',
    {
      schema: {
        summary: 'Whether the centre can do its work',
        tags: ['operation'],
        response: { 200: Health, ...problemResponses('database-unavailable') },
      },
    },
    async () => {
      const durability = await centre.readDurability();
      return {
        status: 'ok',
        protocol: PROTOCOL_VERSION,
        database: centre.databaseKind,
        durability,
        mail: centre.hasMailServer ? 'connected' : 'not-connected',
      } as const;
    },
  );
}
