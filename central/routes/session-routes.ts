import { z } from 'zod';
import type { NewSession } from '#central/directory/sessions.ts';
import { callerOf, sessionOf } from '#central/plugins/caller.ts';
import { problemResponses } from '#central/plugins/openapi.ts';
import { Problem } from '#central/plugins/problem.ts';
import { Instant } from '#shared/kernel/instant.ts';
import { SignInAnswer, SignInRequest, StaffMember } from '#shared/protocol/session.ts';
import type { CentreApp, RouteParts } from './centre.ts';

const BODY_BYTES = 4_096;

/**
 * Sign-ins that one address may attempt in a minute, right or wrong: each costs a hash of 19 MiB. Wide enough for an
 * institution behind one address while somebody there is guessing, which the guard slows down.
 */
const ATTEMPTS_A_MINUTE = 600;

const SessionAnswer = z.object({ expiresAt: Instant, person: StaffMember });

/** `/api/session`: signing in, asking who one is, signing out. */
export function sessionRoutes(app: CentreApp, { centre, callers }: RouteParts): void {
  const { sessions, signInGuard, timers } = centre;

  app.post(
    '/api/session',
    {
      bodyLimit: BODY_BYTES,
      config: { rateLimit: { max: ATTEMPTS_A_MINUTE, timeWindow: 60_000 } },
      schema: {
        summary: 'Sign in with a local account',
        tags: ['session'],
        body: SignInRequest,
        response: {
          200: SignInAnswer,
          ...problemResponses('invalid-request', 'wrong-credentials', 'too-many-requests'),
        },
      },
    },
    async (request) => {
      const { login, password } = request.body;
      const admission = signInGuard.admit(login, request.ip);
      if (admission.outcome === 'refused') {
        throw new Problem('too-many-requests', { retryAfterSeconds: admission.retryAfterSeconds });
      }
      let session: NewSession | undefined;
      try {
        await timers.sleep(admission.delayMilliseconds);
        session = await sessions.begin(login, password);
      } catch (failure) {
        signInGuard.withdraw(login, request.ip);
        throw failure;
      }
      if (session === undefined) {
        await timers.sleep(signInGuard.fail(login));
        throw new Problem('wrong-credentials');
      }
      signInGuard.succeed(login, request.ip);
      return session;
    },
  );

  app.get(
    '/api/session',
    {
      onRequest: callers.person,
      schema: {
        summary: 'Who is signed in',
        tags: ['session'],
        security: [{ person: [] }],
        response: { 200: SessionAnswer, ...problemResponses('not-signed-in') },
      },
    },
    async (request) => {
      return sessionOf(request);
    },
  );

  app.delete(
    '/api/session',
    {
      onRequest: callers.person,
      schema: {
        summary: 'Sign out',
        tags: ['session'],
        security: [{ person: [] }],
        response: { 204: z.undefined(), ...problemResponses('not-signed-in') },
      },
    },
    async (request, reply) => {
      await sessions.end(callerOf(request).token);
      return reply.code(204).send();
    },
  );
}
