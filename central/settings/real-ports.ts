import { createHash, randomBytes, randomUUID, webcrypto } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { instantOf } from '#shared/kernel/instant.ts';
import type { Clock, Hash, Random, Timers } from '#shared/kernel/ports.ts';
import { webCryptography } from '#shared/keys/web-cryptography.ts';

/** The machine's clock. */
export const realClock: Clock = {
  now: () => instantOf(Date.now()),
  monotonicMilliseconds: () => Math.floor(performance.now()),
};

/** The system's source of randomness. */
export const realRandom: Random = {
  bytes: (length) => new Uint8Array(randomBytes(length)),
  uuid: () => randomUUID(),
  fraction: () => randomBytes(4).readUInt32BE() / 2 ** 32,
};

/** SHA-256 by OpenSSL. */
export const realHash: Hash = {
  sha256: async (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
};

/** Keys by OpenSSL. */
export const realCryptography = webCryptography(webcrypto.subtle);

/** Waiting by the event loop, without keeping the process alive for it. */
export const realTimers: Timers = {
  sleep: async (milliseconds, signal) => {
    const controller = new AbortController();
    const abort = (): void => controller.abort();
    if (signal?.aborted === true) return;
    signal?.addEventListener('abort', abort, { once: true });
    try {
      await wait(milliseconds, undefined, { signal: controller.signal, ref: false });
    } catch {
      // Woken early: that is what the signal is for.
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  },
};

/** The platform's cryptography. */
export const realKeys = webCryptography(webcrypto.subtle);
