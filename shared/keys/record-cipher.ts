import type { CipherPort } from '#shared/journal/journal-ports.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Random } from '#shared/kernel/ports.ts';
import type { DataKey } from './data-key.ts';
import { NONCE_BYTES, TAG_BYTES } from './sealed-sizes.ts';

/**
 * Encryption of the journal's records. What was written before there was a key (key id 0) is still read, until it is
 * written anew.
 */
export function recordCipher(key: DataKey, random: Random): CipherPort {
  return {
    keyId: key.id,
    nonce: () => random.bytes(NONCE_BYTES),
    seal: (plain, header, nonce) => key.records.seal(plain, nonce, header),
    sealedLength: (plainLength) => plainLength + TAG_BYTES,
    open: async (header, headerBytes, body) => {
      if (header.keyId === 0) return body;
      invariant(
        header.keyId === key.id,
        'the journal holds a record of a key that this device does not have',
      );
      return key.records.open(body, header.nonce, headerBytes);
    },
  };
}
