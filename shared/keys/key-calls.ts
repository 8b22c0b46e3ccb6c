import { z } from 'zod';
import type { CallContract, CallsOf, HandlersOf } from '#shared/bridge/port-calls.ts';
import type { FileShelfPort } from '#shared/journal/file-shelf.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { STORAGE_CALLS, storageHandlers } from '#shared/journal/shelf-calls.ts';
import { findBytesOfHex, toHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { PublicKey, RecoveryWrap } from '#shared/kernel/recovery-wrap.ts';
import type { RowSecret } from './data-key.ts';
import { type KeyedStorage, Locked } from './keyed-storage.ts';

const Hex = z.string().regex(/^(?:[0-9a-f]{2})+$/);
const Secret = z.string().regex(/^[0-9a-f]{64}$/);
const Login = z.string().min(1).max(256);

const KEY_CALLS = {
  /** `new`: there is no key yet, and the first password makes one. `locked`: somebody must open it. */
  keyState: { input: z.null(), output: z.enum(['open', 'locked', 'new']) },
  findPasswordTerms: {
    input: Login,
    output: z.object({ salt: Hex, rounds: z.int().min(1) }).nullable(),
  },
  unlock: {
    input: z.object({ login: Login, wrapping: Secret }),
    output: z.enum(['opened', 'wrong']),
  },
  keepPassword: {
    input: z.object({ login: Login, salt: Hex, rounds: z.int().min(1), wrapping: Secret }),
    output: z.enum(['kept', 'not-needed', 'locked']),
  },
  /** What rows are sealed with. A port gives it once, to the worker that it was opened for. */
  takeRowSecret: {
    input: z.null(),
    output: z.object({ id: z.int().min(1), sealing: Secret, codes: Secret }),
  },
  readDeviceKey: { input: z.null(), output: PublicKey },
  signText: {
    input: z.object({ purpose: z.enum(['push', 'export']), text: z.string().max(4096) }),
    output: Hex,
  },
  wrapKeyForRecovery: {
    input: PublicKey,
    output: z.object({ keyId: z.int().min(1), wrap: RecoveryWrap }),
  },
} satisfies CallContract;

/** Everything that the one writer of a device answers over its port: journal, files, and the key that seals them. */
export const KEYED_STORAGE_CALLS = { ...STORAGE_CALLS, ...KEY_CALLS } satisfies CallContract;

export type KeyCalls = CallsOf<typeof KEY_CALLS>;

/** Handlers that answer one port's calls from a storage. While it is locked only those about keys are answered. */
export function keyedStorageHandlers(storage: KeyedStorage): HandlersOf<typeof KEYED_STORAGE_CALLS> {
  let isTaken = false;
  return {
    ...storageHandlers(
      whenOpen<JournalPort>(() => storage.journal),
      whenOpen<FileShelfPort>(() => storage.shelf),
    ),
    keyState: async () => storage.state,
    findPasswordTerms: async (login) => {
      const terms = await storage.findTerms(login);
      return terms === undefined ? null : { salt: terms.salt, rounds: terms.rounds };
    },
    unlock: ({ login, wrapping }) => storage.unlock(login, wrapping),
    keepPassword: (password) => storage.keepPassword(password),
    takeRowSecret: async () => {
      if (isTaken) throw new Locked();
      const { id, sealing, codes } = storage.rows;
      isTaken = true;
      return { id, sealing: toHex(sealing), codes: toHex(codes) };
    },
    readDeviceKey: async () => storage.publicKey,
    signText: ({ purpose, text }) => storage.sign(purpose, text),
    wrapKeyForRecovery: async (publicKey) => {
      const wrap = await storage.wrapForRecovery(publicKey);
      return { keyId: storage.rows.id, wrap };
    },
  };
}

/** The row secret behind `calls`. */
export async function takeRowSecret(calls: KeyCalls): Promise<RowSecret> {
  const { id, sealing, codes } = await calls.takeRowSecret(null);
  return { id, sealing: bytesOf(sealing), codes: bytesOf(codes) };
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  const bytes = findBytesOfHex(hex);
  invariant(bytes !== undefined, 'the contract lets only hexadecimal through');
  return bytes;
}

/** Every method of what `get` gives at the time of the call; a call rejects while it gives nothing. */
function whenOpen<Port extends object>(get: () => Port): Port {
  return new Proxy({} as Port, {
    get:
      (_target, name) =>
      async (...parameters: unknown[]) => {
        const port = get();
        return (port[name as keyof Port] as (...all: unknown[]) => unknown).apply(port, parameters);
      },
  });
}
