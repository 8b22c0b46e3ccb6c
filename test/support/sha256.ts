import type { Hash } from '#shared/kernel/ports.ts';

/** SHA-256 of the platform, in Node and in a browser alike. */
export const sha256: Hash = {
  sha256: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)),
};
