import { instantOf } from '#shared/kernel/instant.ts';
import type { AbortSignalLike, Clock, Hash, Random, Timers } from '#shared/kernel/ports.ts';
import { webCryptography } from '#shared/keys/web-cryptography.ts';

/** The world of a window or a worker, for the entry files to hand in. */

export const webClock: Clock = {
  now: () => instantOf(Date.now()),
  monotonicMilliseconds: () => Math.round(performance.now()),
};

export const webRandom: Random = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  uuid: () => crypto.randomUUID(),
  fraction: () => Math.random(),
};

export const webHash: Hash = {
  sha256: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)),
};

export const webKeys = webCryptography(crypto.subtle);

export const webTimers: Timers = {
  sleep: (milliseconds: number, signal?: AbortSignalLike) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal?.addEventListener('abort', done, { once: true });
    }),
};
