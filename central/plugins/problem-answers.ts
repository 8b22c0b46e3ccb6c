import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { Defect } from '#shared/kernel/invariant.ts';
import { isDatabaseUnavailable } from './database-unavailable.ts';
import { Problem } from './problem.ts';

const RETRY_AFTER_SECONDS = 5;

/** Makes every answer that is an error a problem document: the one place where errors of a request are caught. */
export function answerWithProblems(app: FastifyInstance): void {
  app.setErrorHandler((failure, request, reply) => {
    const problem = problemOf(failure);
    if (problem.type === 'defect') {
      request.log.error({ defect: describeDefect(failure) }, 'a request ended in a defect');
    }
    return sendProblem(reply, problem);
  });
}

/** Sends the problem as `application/problem+json`. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const { retryAfterSeconds } = problem.facts;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  if (problem.statusCode === 401) reply.header('www-authenticate', 'Bearer');
  return reply
    .code(problem.statusCode)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer((document: unknown) => JSON.stringify(document))
    .send(problem.document());
}

/** What a failure is to the one who asked. */
export function problemOf(failure: unknown): Problem {
  if (failure instanceof Problem) return failure;
  if (isDatabaseUnavailable(failure)) {
    return new Problem('database-unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS });
  }
  const { code, statusCode } = failure as Partial<FastifyError>;
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Problem('body-too-large');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_INVALID_TYPE':
      return new Problem('unsupported-content');
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return new Problem('invalid-request', {
        errors: [{ pointer: '', detail: 'The body must be JSON.' }],
      });
    default:
      // What the framework refuses by itself is about the form of the request.
      return statusCode !== undefined && statusCode >= 400 && statusCode < 500
        ? new Problem('invalid-request')
        : new Problem('defect');
  }
}

/**
 * What the log may hold of a defect. Messages of the database can repeat personal data, so only our own are kept, and
 * of the others the name, the code and the places in the program.
 */
function describeDefect(failure: unknown): Readonly<Record<string, unknown>> {
  if (!(failure instanceof Error)) return { name: typeof failure };
  const { code } = failure as { code?: unknown };
  return {
    name: failure.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(failure instanceof Defect ? { message: failure.message } : {}),
    at: (failure.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 8)
      .map((line) => line.trim()),
  };
}
