import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { findToken } from '#central/directory/bearer-token.ts';
import type { Devices, EnrolledDevice } from '#central/directory/devices.ts';
import type { Session, Sessions } from '#central/directory/sessions.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { Problem } from './problem.ts';

/** Who asks, as the token says. */
export type Caller =
  | { readonly kind: 'person'; readonly token: string; readonly session: Session }
  | { readonly kind: 'device'; readonly token: string; readonly device: EnrolledDevice };

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the hooks of `callerHooks`; null where a route asks nobody's name. */
    caller: Caller | null;
  }
}

/** Hooks for routes that are not for everybody. Each refuses whoever it does not know with `not-signed-in`. */
export interface CallerHooks {
  readonly person: onRequestAsyncHookHandler;
  readonly device: onRequestAsyncHookHandler;
  readonly personOrDevice: onRequestAsyncHookHandler;
  /** Whether the token of a caller who was let in still holds. */
  stillHolds(caller: Caller): Promise<boolean>;
}

/** Makes requests know their caller, and gives the hooks that routes put before themselves. */
export function callerHooks(
  app: FastifyInstance,
  { sessions, devices }: { readonly sessions: Sessions; readonly devices: Devices },
): CallerHooks {
  app.decorateRequest('caller', null);
  const findCaller = async (authorization: string | undefined): Promise<Caller | undefined> => {
    const found = findToken(authorization);
    if (found === undefined) return undefined;
    const { kind, token } = found;
    if (kind === 'session') {
      const session = await sessions.find(token);
      return session === undefined ? undefined : { kind: 'person', token, session };
    }
    const device = await devices.find(token);
    return device === undefined ? undefined : { kind: 'device', token, device };
  };
  const only =
    (...kinds: Caller['kind'][]): onRequestAsyncHookHandler =>
    async (request) => {
      const caller = await findCaller(request.headers.authorization);
      if (caller === undefined || !kinds.includes(caller.kind)) throw new Problem('not-signed-in');
      request.caller = caller;
    };
  return {
    person: only('person'),
    device: only('device'),
    personOrDevice: only('person', 'device'),
    stillHolds: async (caller) => (await findCaller(`Bearer ${caller.token}`)) !== undefined,
  };
}

/** Whoever asks, on a route behind one of the hooks. */
export function callerOf(request: FastifyRequest): Caller {
  invariant(request.caller !== null, 'a route that asks for its caller stands behind a hook');
  return request.caller;
}

/** The session of a route that only people may ask. */
export function sessionOf(request: FastifyRequest): Session {
  const caller = callerOf(request);
  invariant(caller.kind === 'person', 'a route of people let a device in');
  return caller.session;
}

/** The device of a route that only devices may ask. */
export function deviceOf(request: FastifyRequest): EnrolledDevice {
  const caller = callerOf(request);
  invariant(caller.kind === 'device', 'a route of devices let a person in');
  return caller.device;
}
