import { z } from 'zod';
import type { CentreApp } from './centre.ts';

/** `GET /api/openapi.json`: every route, described by the schemas that it is read by. */
export function openApiRoute(app: CentreApp): void {
  app.get(
    '/api/openapi.json',
    {
      serializerCompiler: () => (document) => JSON.stringify(document),
      schema: {
        summary: 'This description',
        tags: ['operation'],
        response: { 200: z.looseObject({}) },
      },
    },
    async () => app.swagger() as unknown as Record<string, unknown>,
  );
}
