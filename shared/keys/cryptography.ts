type Bytes = Uint8Array<ArrayBuffer>;

/** AES-256-GCM under one key, which cannot be read out again. */
export interface SealingKey {
  /** `plain` and its tag of 16 bytes. `nonce` has 12 bytes and is used once; `about` is bound to it, not hidden. */
  seal(plain: Bytes, nonce: Bytes, about: Bytes): Promise<Bytes>;
  /** The plain bytes; rejects when anything was changed, belongs to something else or is of another key. */
  open(sealed: Bytes, nonce: Bytes, about: Bytes): Promise<Bytes>;
}

/** HMAC-SHA-256 under one key, which cannot be read out again. */
export interface HashKey {
  hash(bytes: Bytes): Promise<Bytes>;
}

/** What the platform's cryptography does for keys. Secrets are 32 bytes. */
export interface Cryptography {
  importSealingKey(secret: Bytes): Promise<SealingKey>;
  importHashKey(secret: Bytes): Promise<HashKey>;
  /** Another secret, of `secret` and a purpose (HKDF-SHA-256): neither tells anything of the other. */
  derive(secret: Bytes, purpose: string): Promise<Bytes>;
}
