import '#shared/kernel/zod-jitless.ts';
import type { z } from 'zod';
import { type HandlersOf, serveCalls } from '#shared/bridge/port-calls.ts';
import { KEEPER_CALLS, type KeptSession } from './keeper-calls.ts';
import { portEndOf } from './port-end.ts';

/**
 * Shared by the pages of this origin, and outlives the last of them for a few seconds: what must not be on a disk and
 * should not be asked for again when a page is loaded anew lies here, in memory.
 */
const sessions = new Map<string, z.infer<typeof KeptSession>>();
const keys = new Map<number, string>();

const handlers: HandlersOf<typeof KEEPER_CALLS> = {
  keepSession: async ({ tab, session }) => {
    if (session === null) sessions.delete(tab);
    else sessions.set(tab, session);
    return null;
  },
  findSession: async (tab) => sessions.get(tab) ?? null,
  keepKey: async ({ keyId, secret }) => {
    keys.set(keyId, secret);
    return null;
  },
  findKey: async (keyId) => keys.get(keyId) ?? null,
};

self.addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent<unknown>).ports;
  if (port !== undefined) serveCalls(portEndOf(port), KEEPER_CALLS, handlers, () => 'failed');
});
