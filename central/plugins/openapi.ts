import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { PROBLEM_TYPES, ProblemDocument, type ProblemType } from '#shared/protocol/problem.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import { PROBLEM_TEXTS } from './problem-texts.ts';

/** Gathers the description of every route, made from the schemas that the routes are read by. */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Klātiene: the centre',
        description: 'What counters and those who watch over requests ask of the centre.',
        version: String(PROTOCOL_VERSION),
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      },
      components: {
        securitySchemes: {
          person: { type: 'http', scheme: 'bearer', description: 'The token of `POST /api/session`.' },
          device: { type: 'http', scheme: 'bearer', description: 'The token of `POST /api/devices`.' },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
}

/** The descriptions of problem answers, by status; several types may share one. */
export function problemResponses(...types: ProblemType[]) {
  const responses: Record<
    number,
    { description: string; content: { 'application/problem+json': { schema: typeof ProblemDocument } } }
  > = {};
  for (const type of types) {
    const status = PROBLEM_TYPES[type];
    const description = `${type}: ${PROBLEM_TEXTS[type].title}.`;
    const before = responses[status];
    responses[status] = {
      description: before === undefined ? description : `${before.description} ${description}`,
      content: { 'application/problem+json': { schema: ProblemDocument } },
    };
  }
  return responses;
}
