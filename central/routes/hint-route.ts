import { Readable } from 'node:stream';
import { z } from 'zod';
import { hintStream } from '#central/hints/hint-stream.ts';
import { findOversightScope, watchesSpace } from '#central/oversight/oversight-scope.ts';
import { type Caller, callerOf } from '#central/plugins/caller.ts';
import { problemResponses } from '#central/plugins/openapi.ts';
import { Problem } from '#central/plugins/problem.ts';
import { officeSpace, replicaSpace, type SpaceId } from '#shared/protocol/pull.ts';
import type { CentreApp, RouteParts } from './centre.ts';

/** `GET /api/sync/hints`: a stream that says when asking is worth while (`docs/sync-protocol.md`, HI1 to HI7). */
export function hintRoute(app: CentreApp, { centre, callers }: RouteParts): void {
  const closing = new AbortController();
  // Streams end first, or the server would wait for them.
  app.addHook('preClose', async () => closing.abort());

  app.get(
    '/api/sync/hints',
    {
      onRequest: callers.personOrDevice,
      schema: {
        summary: 'An event stream of spaces that have news',
        description:
          'Events are `hello` with `{"protocol"}` and `hint` with `{"space","sequence"}`; a comment every 20 seconds shows that the connection lives.',
        tags: ['sync'],
        security: [{ device: [] }, { person: [] }],
        response: {
          200: {
            description: 'The stream, until either side closes it.',
            content: { 'text/event-stream': { schema: z.string() } },
          },
          ...problemResponses('not-signed-in', 'not-permitted'),
        },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const wants = spacesOf(caller);
      if (wants === undefined) throw new Problem('not-permitted');
      const watch = centre.hintBoard.watch(wants);
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      try {
        // After the watch began, so that nothing falls between.
        watch.tell(await centre.hintChannel.readSequences('all'));
      } catch (failure) {
        watch.close();
        throw failure;
      }
      const texts = hintStream(watch, {
        timers: centre.timers,
        closed: AbortSignal.any([gone.signal, closing.signal]),
        stillHolds: () => callers.stillHolds(caller),
      });
      reply
        .type('text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store')
        // Tells a proxy in front to pass each event on at once.
        .header('x-accel-buffering', 'no');
      // The framework sends a stream piece by piece; its types know only the text that it amounts to.
      return reply.send(Readable.from(texts) as unknown as string);
    },
  );
}

/** HI2: which spaces a caller hears of, or `undefined` when of none. */
function spacesOf(caller: Caller): ((space: SpaceId) => boolean) | undefined {
  if (caller.kind === 'device') {
    const { office, replica } = caller.device;
    const own: ReadonlySet<string> = new Set(['institution', officeSpace(office), replicaSpace(replica)]);
    return (space) => own.has(space);
  }
  const scope = findOversightScope(caller.session.person.grants);
  return scope && ((space) => watchesSpace(scope, space));
}
