/** Of AES-GCM: random, so that none has to be remembered, and never used twice with one key. */
export const NONCE_BYTES = 12;

/** What AES-GCM adds to the plain bytes. */
export const TAG_BYTES = 16;
