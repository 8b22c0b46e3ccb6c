import type { FastifyInstance } from 'fastify';

/**
 * One line for each request: method, the route's own pattern, status and time. No address, no query, no body, no token,
 * no identifier: the log is read by more people than the record.
 */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
      },
      'answered',
    );
  });
}
