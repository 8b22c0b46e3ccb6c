import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { findOversightScope, type OversightScope } from '#central/oversight/oversight-scope.ts';
import { QueueFilter, QueueQuery } from '#central/oversight/queue-query.ts';
import { sessionOf } from '#central/plugins/caller.ts';
import { problemResponses } from '#central/plugins/openapi.ts';
import { Problem } from '#central/plugins/problem.ts';
import { CaseId } from '#shared/kernel/identifier.ts';
import { CounterHealths, OversightCase, OversightCounts, OversightPage } from '#shared/protocol/oversight.ts';
import { asItIs, type CentreApp, type RouteParts } from './centre.ts';

const PROBLEMS = problemResponses('invalid-request', 'not-signed-in', 'not-permitted');
const common = { tags: ['oversight'], security: [{ person: [] }] };

/** `/api/oversight`: the open cases of the whole institution, or of the asker's part of it, as they stand now. */
export function oversightRoutes(app: CentreApp, { centre, callers }: RouteParts): void {
  const { oversight } = centre;

  app.get(
    '/api/oversight/cases',
    {
      onRequest: callers.person,
      schema: {
        ...common,
        summary: 'A page of open cases',
        querystring: QueueQuery,
        response: { 200: OversightPage, ...PROBLEMS },
      },
    },
    (request) => oversight.listCases(scopeOf(request), request.query),
  );

  app.get(
    '/api/oversight/counts',
    {
      onRequest: callers.person,
      schema: {
        ...common,
        summary: 'How many open cases there are, by office, service, status and urgency',
        querystring: QueueFilter,
        response: { 200: OversightCounts, ...PROBLEMS },
      },
    },
    (request) => oversight.countCases(scopeOf(request), request.query),
  );

  app.get(
    '/api/oversight/cases/:caseId',
    {
      onRequest: callers.person,
      serializerCompiler: asItIs,
      schema: {
        ...common,
        summary: 'A case with its course',
        params: z.object({ caseId: CaseId }),
        response: { 200: OversightCase, ...PROBLEMS, ...problemResponses('not-found') },
      },
    },
    async (request) => {
      const found = await oversight.findCase(scopeOf(request), request.params.caseId);
      if (found === undefined) throw new Problem('not-found');
      return found;
    },
  );

  app.get(
    '/api/oversight/counters',
    {
      onRequest: callers.person,
      schema: {
        ...common,
        summary: 'Every enrolled device, when it was last heard from and what it holds unsent',
        response: { 200: CounterHealths, ...problemResponses('not-signed-in', 'not-permitted') },
      },
    },
    (request) => oversight.listCounters(scopeOf(request)),
  );
}

function scopeOf(request: FastifyRequest): OversightScope {
  const scope = findOversightScope(sessionOf(request).person.grants);
  if (scope === undefined) throw new Problem('not-permitted');
  return scope;
}
