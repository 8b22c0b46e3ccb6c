import { randomBytes, randomUUID, webcrypto } from 'node:crypto';
import type { Random } from '#shared/kernel/ports.ts';
import { webCryptography } from '#shared/keys/web-cryptography.ts';

/** Cryptography of the main process. */
export const nodeCryptography = webCryptography(webcrypto.subtle);

/** Chance of the main process. */
export const nodeRandom: Random = {
  bytes: (length) => new Uint8Array(randomBytes(length)),
  uuid: () => randomUUID(),
  fraction: () => Math.random(),
};
