import { findOversightScope } from '#central/oversight/oversight-scope.ts';
import { keepAnswers, readSatisfaction } from '#central/oversight/satisfaction.ts';
import { deviceOf, sessionOf } from '#central/plugins/caller.ts';
import { problemResponses } from '#central/plugins/openapi.ts';
import { Problem } from '#central/plugins/problem.ts';
import {
  SatisfactionFigures,
  SatisfactionRequest,
  SatisfactionTaken,
} from '#shared/protocol/satisfaction.ts';
import type { CentreApp, RouteParts } from './centre.ts';

/** What recipients said, brought by counters apart from the cases and read by those who watch over services. */
export function satisfactionRoutes(app: CentreApp, { centre, callers }: RouteParts): void {
  app.post(
    '/api/satisfaction',
    {
      onRequest: callers.device,
      schema: {
        summary: 'Hand in what recipients said of services, apart from their cases',
        tags: ['sync'],
        security: [{ device: [] }],
        body: SatisfactionRequest,
        response: {
          200: SatisfactionTaken,
          ...problemResponses('invalid-request', 'not-signed-in', 'body-too-large'),
        },
      },
    },
    async (request) => {
      const { answers } = request.body;
      await keepAnswers(centre.database, deviceOf(request).office, answers);
      return { taken: answers.length };
    },
  );

  app.get(
    '/api/oversight/satisfaction',
    {
      onRequest: callers.person,
      schema: {
        summary: 'How many recipients said what of each service',
        tags: ['oversight'],
        security: [{ person: [] }],
        response: { 200: SatisfactionFigures, ...problemResponses('not-signed-in', 'not-permitted') },
      },
    },
    (request) => {
      const scope = findOversightScope(sessionOf(request).person.grants);
      if (scope === undefined) throw new Problem('not-permitted');
      return readSatisfaction(centre.database, scope);
    },
  );
}
