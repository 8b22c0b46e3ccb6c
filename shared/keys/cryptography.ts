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

/** A pair of keys on the curve P-256. */
export interface KeyPair {
  /** The point as 65 bytes, uncompressed. */
  readonly publicKey: Bytes;
  /** PKCS #8. */
  readonly privateKey: Bytes;
}

/** What the platform's cryptography does for keys. Secrets are 32 bytes. */
export interface Cryptography {
  importSealingKey(secret: Bytes): Promise<SealingKey>;
  importHashKey(secret: Bytes): Promise<HashKey>;
  /** Another secret, of `secret` and a purpose (HKDF-SHA-256): neither tells anything of the other. */
  derive(secret: Bytes, purpose: string): Promise<Bytes>;
  /** A pair that signs (ECDSA with SHA-256). */
  makeSigningPair(): Promise<KeyPair>;
  /** 64 bytes: r and s. */
  sign(privateKey: Bytes, bytes: Bytes): Promise<Bytes>;
  /** Whether `signature` is that of the key over `bytes`; false also for what is no key or no signature. */
  isSignedBy(publicKey: Bytes, signature: Bytes, bytes: Bytes): Promise<boolean>;
  /** A pair that agrees on a secret with another one (ECDH). */
  makeAgreementPair(): Promise<KeyPair>;
  /** The 32 bytes that both sides reach; rejects for what is no key. */
  agree(privateKey: Bytes, otherPublicKey: Bytes): Promise<Bytes>;
}
