import { createHash } from 'node:crypto';
import type { Hash } from '#shared/kernel/ports.ts';

/** SHA-256 on this thread: nothing of a simulated world may be done by another one. */
export const nodeHash: Hash = {
  sha256: async (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
};
