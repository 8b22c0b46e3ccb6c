import { existsSync } from 'node:fs';
import path from 'node:path';
import serveStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';
import { sendProblem } from './problem-answers.ts';

/** Paths that are never a page of the application. */
const NOT_A_PAGE = /^\/(api|problems|healthz|assets)(\/|$)/;

const NOT_BUILT = 'The web application is not built yet. Run "npm run build:web" and load this page again.\n';

/**
 * Serves the built renderer from `folder`. Every address that is a page leads to the one page there is, which looks at
 * the address itself. Files with a hash in their name never change; everything else is asked for anew each time.
 */
export async function serveWebApplication(app: FastifyInstance, folder: string): Promise<void> {
  const isBuilt = existsSync(path.join(folder, 'index.html'));
  if (isBuilt) {
    await app.register(serveStatic, {
      root: folder,
      cacheControl: false,
      dotfiles: 'deny',
      // The index is sent below, for every page alike.
      index: false,
      setHeaders: (reply, file) => {
        const isHashed = path.relative(folder, file).startsWith(`assets${path.sep}`);
        reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
    // A folder without an index is an error to the file server, so the first page has a route of its own.
    app.get('/', { schema: { hide: true } }, (_request, reply) => reply.sendFile('index.html'));
  }
  app.setNotFoundHandler((request, reply) => {
    if (!isNavigation(request)) return sendProblem(reply, new Problem('not-found'));
    if (isBuilt) return reply.sendFile('index.html');
    return sendSentence(reply);
  });
}

function isNavigation(request: FastifyRequest): boolean {
  const { method, headers, url } = request;
  return (
    (method === 'GET' || method === 'HEAD') &&
    !NOT_A_PAGE.test(url.split('?', 1)[0] ?? '') &&
    /\btext\/html\b/.test(headers.accept ?? '')
  );
}

function sendSentence(reply: FastifyReply): FastifyReply {
  return reply
    .code(503)
    .header('cache-control', 'no-store')
    .type('text/plain; charset=utf-8')
    .send(NOT_BUILT);
}
