import { z } from 'zod';
import { problemResponses } from '#central/plugins/openapi.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import type { CentreApp, RouteParts } from './centre.ts';

const Health = z.object({
  status: z.literal('ok'),
  protocol: z.int(),
  database: z.enum(['embedded', 'external']),
  durability: z.enum(['disk', 'memory']),
  /** Whether the centre has a mail server to send by. */
  mail: z.enum(['connected', 'not-connected']),
});

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
