import type { Random } from '#shared/kernel/ports.ts';
import type { DataKeySecret } from '#shared/keys/data-key.ts';
import { webCryptography } from '#shared/keys/web-cryptography.ts';

/** The platform's cryptography, in Node and in a browser alike. */
export const cryptography = webCryptography(crypto.subtle);

export const realRandom: Random = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  uuid: () => crypto.randomUUID(),
  fraction: () => 0.5,
};

/** A data key that everybody can know: for tests only. */
export function sampleKeySecret(id = 7): DataKeySecret {
  return { id, secret: new Uint8Array(32).fill(id) };
}
