import { createHash } from 'node:crypto';
import type { Hash } from '#shared/kernel/ports.ts';

/** SHA-256 of the main process. */
export const nodeHash: Hash = {
  sha256: async (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
};
