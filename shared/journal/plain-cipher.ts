import { invariant } from '#shared/kernel/invariant.ts';
import type { CipherPort } from './journal-ports.ts';
import { NO_NONCE } from './journal-record.ts';

/** Key id 0: bodies are written as they are. */
export const plainCipher: CipherPort = {
  keyId: 0,
  nonce: () => NO_NONCE,
  seal: async (plain) => plain,
  sealedLength: (plainLength) => plainLength,
  open: async (header, _headerBytes, body) => {
    invariant(header.keyId === 0, 'the journal holds a record of a key that this device does not have');
    return body;
  },
};
